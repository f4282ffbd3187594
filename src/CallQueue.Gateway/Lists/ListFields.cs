using System.Collections.Frozen;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Leads.Sources;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Lists;

/// <summary>Collects the options of a list from the query, the form and, for a JSON object, the fields beside its calls. An option that is not known is a problem, since a misspelled dry_run would call people.</summary>
internal static class ListFields
{
    private const string List = "calls";
    private const int MaxPart = 512 * 1024;

    private static readonly FrozenDictionary<string, Field> Known = ListOptions.All.Append(Tenant.InBody).ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>All options by name.</summary>
    /// <exception cref="JsonException">The list is not the JSON that it is declared to be.</exception>
    public static async Task<List<KeyValuePair<string, JsonElement>>> CollectAsync(HttpRequest request, ListUpload upload, FieldProblems problems)
    {
        List<KeyValuePair<string, JsonElement>> all = [];
        foreach ((string name, var values) in request.Query)
        {
            // The business is compared with the header's and the body's elsewhere.
            if (name != Tenant.Field) foreach (string? value in values) Add(all, name, value ?? "", problems);
        }

        foreach ((string name, string value) in upload.Fields) Add(all, name, value, problems);
        if (upload.List is null) return all;
        foreach ((string name, JsonElement value) in await ReadJsonAsync(upload.List, request.HttpContext.RequestAborted))
        {
            if (all.Exists(known => known.Key == name)) problems.Add(name, "is given twice, beside the calls and in the query; give it once");
            else all.Add(KeyValuePair.Create(name, value));
        }

        return all;
    }

    private static void Add(List<KeyValuePair<string, JsonElement>> all, string name, string text, FieldProblems problems)
    {
        if (!Known.TryGetValue(name, out Field? option)) problems.Add(name, "is an unknown option of a list; remove it or correct its name");
        else if (option is ListField) AddText(all, name, text.Trim());
        else if (all.Exists(known => known.Key == name)) problems.Add(name, "is given twice; give it once");
        else all.Add(KeyValuePair.Create(name, ValueOf(option, text.Trim())));
    }

    private static void AddText(List<KeyValuePair<string, JsonElement>> all, string name, string text)
    {
        int at = all.FindIndex(known => known.Key == name);
        string before = at < 0 ? "" : $"{string.Join(',', all[at].Value.EnumerateArray().Select(one => one.GetRawText()))},";
        JsonElement list = JsonElement.Parse($"[{before}\"{JsonEncodedText.Encode(text)}\"]");
        if (at >= 0) all.RemoveAt(at);
        all.Add(KeyValuePair.Create(name, list));
    }

    /// <summary>The text as the JSON value that it means; a text that does not fit its kind stays a text, which the reader rejects.</summary>
    private static JsonElement ValueOf(Field option, string text) => option switch
    {
        FlagField when text.ToLowerInvariant() is "" or "true" or "1" or "yes" => JsonElement.Parse("true"),
        FlagField when text.ToLowerInvariant() is "false" or "0" or "no" => JsonElement.Parse("false"),
        WholeField or NumberField or SecondsField when decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number) =>
            JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)),
        _ => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\""),
    };

    /// <summary>The fields beside the calls of a JSON object; none for the other forms. It reads the whole list, since a field may follow the calls.</summary>
    private static async Task<List<KeyValuePair<string, JsonElement>>> ReadJsonAsync(SpooledList list, CancellationToken cancellation)
    {
        List<KeyValuePair<string, JsonElement>> fields = [];
        Encoding? utf16 = await ListRows.Utf16Async(list, cancellation);
        if (await LeadForms.OfAsync(list, utf16, cancellation) != LeadForm.Json) return fields;
        await using Stream bytes = list.Open();
        await using Stream utf8 = utf16 is not null ? Encoding.CreateTranscodingStream(bytes, utf16, Encoding.UTF8, leaveOpen: true) : bytes;
        PipeReader pipe = PipeReader.Create(utf8, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        await foreach (JsonPart part in new JsonParts(pipe, List, MaxPart, long.MaxValue, allowList: true).ReadAsync(cancellation))
        {
            using JsonDocument value = part.Value;
            // What is called calls here is not a list, which the reader of the list reports.
            if (part.Index is null && part.Name != List) fields.Add(KeyValuePair.Create(part.Name!, value.RootElement.Clone()));
        }

        return fields;
    }
}
