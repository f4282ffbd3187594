using CallQueue.Lists;
using CallQueue.Leads;
using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Inputs;
using CallQueue.Leads.Sources;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Rosters;

/// <summary>An upload of contacts, read as a stream: JSON (a list, or an object with <c>contacts</c>) or CSV. Only the contacts themselves stay in memory.</summary>
internal sealed class ContactUpload(GatewayOptions options, StreamedCountry country, FieldProblems problems)
{
    private const string List = "contacts";
    private const int MaxPart = 64 * 1024;
    private readonly List<Contact> _contacts = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _seen;

    public IReadOnlyList<Contact> Contacts => _contacts;

    public string? Business { get; private set; }

    /// <summary>Whether the request declares one of the two.</summary>
    public static bool IsDeclared(HttpRequest request) => JsonBody.IsDeclared(request) || CsvBody.IsDeclared(request);

    /// <summary>Reads the whole body, even when parts of it are invalid.</summary>
    public async Task ReadAsync(HttpContext http)
    {
        JsonBody.Allow(http, options.MaxBulkBytes);
        LeadMapping mapping = UploadMapping.Of(http.Request, problems);
        if (CsvBody.IsDeclared(http.Request)) await country.AskAsync([]);
        if (CsvBody.IsDeclared(http.Request)) await CsvBody.ReadAsync(http, problems, List, mapping, ReadRow);
        else await ReadJsonAsync(http);
        if (_seen == 0 && problems.Count == 0) problems.Add(List, "must hold at least one contact");
        if (_seen > options.MaxCalls) problems.Add(List, $"holds {_seen} contacts; at most {options.MaxCalls} are allowed in one request, so send several");
    }

    private async Task ReadJsonAsync(HttpContext http)
    {
        var fields = new List<KeyValuePair<string, JsonElement>>();
        var parts = new JsonParts(http.Request.BodyReader, List, MaxPart, options.MaxBulkBytes, allowList: true);
        await foreach (JsonPart part in parts.ReadAsync(http.RequestAborted))
        {
            using JsonDocument value = part.Value;
            if (part.Index is { } index)
            {
                _seen++;
                int before = problems.Count;
                Read(value.RootElement, index);
                if (await country.HelpsAsync(fields, before)) Read(value.RootElement, index);
            }
            else fields.Add(KeyValuePair.Create(part.Name!, value.RootElement.Clone()));
        }

        var left = new JsonFields(fields, ContactFields.Upload, "", null, problems);
        Business = ValidText.Read(() => left.TextOrNumber(Tenant.InBody));
        if (left.Has(ContactFields.Contacts)) left.List(List, 0);
        left.RefuseLeft("field of an upload");
    }

    private void ReadRow(LeadRow row)
    {
        if (row.Problem is { } problem)
        {
            problems.Add("row", problem, _seen++);
            return;
        }

        using JsonDocument json = ContactRow.ToJson(row);
        Read(json.RootElement, _seen++, CountryCells.Find(row.Cells));
    }

    private void Read(JsonElement json, int index, string? country = null)
    {
        if (index >= options.MaxCalls) return;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add("contact", $"must be an object{ShownValue.Got(json)}", index);
            return;
        }

        try
        {
            if (ContactReader.Read(new JsonFields(json, ContactFields.Contact, index, problems), null, country) is { } contact) Add(contact, index);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for a lone surrogate when the string is first read.
            problems.Add("contact", "holds a string that is not valid Unicode", index);
        }
    }

    private void Add(Contact contact, int index)
    {
        if (!_ids.Add(contact.Id)) problems.Add("id", $"'{contact.Id}' appears twice; send each contact once", index);
        else if (RosterApi.Zoned(contact, "UTC").FindProblem(index) is { } problem) problems.Add(problem.Field, problem.Problem, index);
        else _contacts.Add(contact);
    }
}
