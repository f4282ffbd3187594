using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CallQueue.Inputs;
using CallQueue.Leads.Columns;
using CallQueue.Validation;

namespace CallQueue.Leads.Sources;

/// <summary>Objects of a JSON list, of the list <c>calls</c> in an object, or one to a line.</summary>
internal sealed class JsonRows(LeadMapping mapping)
{
    private const int MaxPart = 512 * 1024;
    private const string List = "calls";
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = JsonDepth.Most };

    // Objects whose fields are read like fields beside the number, as in the REST API's calls.
    private static readonly string[] Nests = ["call_config", "variables"];
    private readonly ColumnRules _rules = new(mapping);
    private readonly RowBuilder _builder = new(areDoublesRefused: true);

    /// <summary>A list, or an object with the list <c>calls</c>.</summary>
    /// <param name="beside">Fields beside the list that somebody else reads.</param>
    public async IAsyncEnumerable<LeadRow> ReadAsync(
        Stream utf8, IReadOnlySet<string> beside, [EnumeratorCancellation] CancellationToken cancellation)
    {
        PipeReader input = PipeReader.Create(utf8, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var parts = new JsonParts(input, List, MaxPart, long.MaxValue, allowList: true);
        await using IAsyncEnumerator<JsonPart> each = parts.ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            (bool isThere, LeadRow? broken) = await TryMoveAsync(each);
            if (broken is not null) yield return broken;
            if (!isThere) break;
            using JsonDocument value = each.Current.Value;
            if (each.Current.Index is not null) yield return Row(value.RootElement, each.Current.Line);
            else if (CheckBeside(each.Current, beside) is { } wrong) yield return wrong;
        }

        if (FindMissing() is { } missing) yield return missing;
    }

    /// <summary>One object to a line; empty lines are skipped.</summary>
    public async IAsyncEnumerable<LeadRow> ReadLinesAsync(TextReader text, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int line = 1; await text.ReadLineAsync(cancellation) is { } json; line++)
        {
            if (!string.IsNullOrWhiteSpace(json)) yield return ReadLine(json, line);
        }

        if (FindMissing() is { } missing) yield return missing;
    }

    /// <summary>Whether a text that begins with an object holds one object to a line rather than one object with the list.</summary>
    public static bool IsLine(string firstLine)
    {
        try
        {
            using JsonDocument value = JsonDocument.Parse(firstLine, new JsonDocumentOptions { MaxDepth = JsonDepth.Most });
            return value.RootElement.ValueKind == JsonValueKind.Object && !value.RootElement.TryGetProperty(List, out _) && !HoldsList(value.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>An object without a number but with a list of objects, such as an answer with <c>contacts</c>, is not a person.</summary>
    private static bool HoldsList(JsonElement json) =>
        json.EnumerateObject().Any(field => IsList(field.Value)) && !json.EnumerateObject().Any(field => KnownColumns.Of(field.Name).IsPhone());

    private static bool IsList(JsonElement json) => json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0 && json[0].ValueKind == JsonValueKind.Object;

    private static async Task<(bool, LeadRow?)> TryMoveAsync(IAsyncEnumerator<JsonPart> each)
    {
        try
        {
            return (await each.MoveNextAsync(), null);
        }
        catch (JsonException e)
        {
            return (false, LeadRow.Whole((int?)e.LineNumber + 1, $"is not valid JSON from here on: {e.Message}"));
        }
        catch (InputTooLargeException e)
        {
            return (false, LeadRow.Whole(null, e.Message));
        }
    }

    private LeadRow? FindMissing() =>
        _rules.FindMissing() is { } missing ? LeadRow.Whole(null, $"there is no field '{missing}' in any object") : null;

    // Settings for all calls come from the command line; a setting in the file that is not used would be a surprise.
    private static LeadRow? CheckBeside(JsonPart part, IReadOnlySet<string> beside) =>
        part.Name == List ? LeadRow.Whole(part.Line, "must be a list", List)
        : beside.Contains(part.Name!) ? null
        : IsList(part.Value.RootElement) ? LeadRow.Whole(part.Line, "is a list, but the list of people must be named calls; rename it", part.Name)
        : LeadRow.Whole(part.Line, "is not allowed beside calls; give it in each call, or as an option on the command line", part.Name);

    private LeadRow ReadLine(string json, int line)
    {
        try
        {
            using JsonDocument value = JsonDocument.Parse(json, Options);
            return Row(value.RootElement, line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new LeadRow(line, [], JsonDepth.FindProblem(Encoding.UTF8.GetBytes(json), null) ?? $"is not valid JSON: {e.Message}");
        }
    }

    private LeadRow Row(JsonElement json, int line)
    {
        if (json.ValueKind != JsonValueKind.Object) return new LeadRow(line, [], "must be an object");
        _builder.Begin(8);
        try
        {
            if (AddCells(json) is { } problem) return new LeadRow(line, [], problem);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for a lone surrogate.
            return new LeadRow(line, [], "holds a string that is not valid Unicode");
        }

        return _builder.Finish(line);
    }

    /// <summary>Adds the cells of an object; the first field that is nested too deeply is the row's problem.</summary>
    private string? AddCells(JsonElement json)
    {
        foreach (JsonProperty field in json.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Object && Nests.Contains(field.Name))
            {
                if (AddCells(field.Value) is { } problem) return problem;
            }
            else if (StoredJson.FindProblem(field.Value) is { } deep)
            {
                return $"{field.Name} {deep}";
            }
            else if (field.Value.ValueKind != JsonValueKind.Null)
            {
                string text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
                if (!string.IsNullOrWhiteSpace(text)) _builder.Add(_rules.Of(field.Name), text);
            }
        }

        return null;
    }
}
