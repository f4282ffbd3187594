using CallQueue.Lists;
using CallQueue.Leads;
using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Inputs;
using CallQueue.Leads.Sources;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Guards;

/// <summary>The numbers of one request, as JSON or CSV, read as a stream: all of them are accepted, or none.</summary>
/// <param name="now">When they are added.</param>
/// <param name="country">Where numbers without country code belong; null: nowhere.</param>
/// <param name="problems">What is wrong.</param>
/// <param name="isRemoval">The numbers are to be removed: the reason at the top is that of the removal.</param>
internal sealed class NumberUpload(DateTimeOffset now, StreamedCountry? country, FieldProblems problems, bool isRemoval = false)
{
    private const string List = "phone_numbers";
    private const string ReasonField = "reason";
    private const int Most = 1_000_000;
    private const int MaxPart = 4 * 1024;
    private const long MaxBytes = 128L * 1024 * 1024;

    private readonly List<ListedNumber> _numbers = [];
    private readonly List<KeyValuePair<string, JsonElement>> _fields = [];
    private int _seen;
    private int _rows;

    /// <summary>The numbers; to be used only when there are no problems.</summary>
    public IReadOnlyList<ListedNumber> Numbers => _numbers;

    /// <summary>The business that the body names; null when it names none.</summary>
    public string? Business { get; private set; }

    /// <summary>Why numbers are removed, as the body says; null when it does not.</summary>
    public string? RemovalReason { get; private set; }

    /// <summary>Whether the request declares a body type that we read.</summary>
    public static bool IsDeclared(HttpRequest request) => JsonBody.IsDeclared(request) || CsvBody.IsDeclared(request);

    public async Task ReadAsync(HttpContext http)
    {
        JsonBody.Allow(http, MaxBytes);
        LeadMapping mapping = UploadMapping.Of(http.Request, problems);
        if (CsvBody.IsDeclared(http.Request) && country is not null) await country.AskAsync([]);
        if (CsvBody.IsDeclared(http.Request)) await CsvBody.ReadAsync(http, problems, List, mapping, ReadRow);
        else await ReadJsonAsync(http);
        if (_seen == 0 && problems.Count == 0) problems.Add(NumberText.Field, "is missing");
        if (_seen > Most) problems.Add(List, $"holds {_seen} numbers; at most {Most} are allowed in one request, so send several");
    }

    private void ReadRow(LeadRow row)
    {
        int index = _rows++;
        if (_seen >= Most) _seen++;
        else if (row.Problem is { } problem) AddProblem(problem, index);
        else AddAll(row, index);
    }

    private void AddProblem(string problem, int index)
    {
        _seen++;
        problems.Add(NumberText.Field, problem, index);
    }

    /// <summary>Every number of the row: who must not be called must not be called at the office either.</summary>
    private void AddAll(LeadRow row, int index)
    {
        string? reason = ReasonOf(row);
        string? where = CountryCells.Find(row.Cells);
        Add(Numbered(CellOf(row, cell => cell.Column == LeadColumn.Phone), where, index), reason, index);
        foreach (LeadCell cell in row.Cells) if (cell.Column == LeadColumn.OtherPhone) Add(Numbered(cell.Value, where, index), reason, index);
    }

    private static string? ReasonOf(LeadRow row) => CellOf(row, cell => cell.Header.Equals(ReasonField, StringComparison.OrdinalIgnoreCase));

    private static string? CellOf(LeadRow row, Predicate<LeadCell> which)
    {
        foreach (LeadCell cell in row.Cells) if (which(cell)) return cell.Value;
        return null;
    }

    private async Task ReadJsonAsync(HttpContext http)
    {
        var parts = new JsonParts(http.Request.BodyReader, List, MaxPart, MaxBytes, allowList: false);
        await foreach (JsonPart part in parts.ReadAsync(http.RequestAborted))
        {
            using JsonDocument value = part.Value;
            if (part.Index is null) _fields.Add(KeyValuePair.Create(part.Name!, value.RootElement.Clone()));
            else if (_seen < Most)
            {
                (int seen, int before) = (_seen, problems.Count);
                ValidText.Read(() => ReadItem(value.RootElement));
                if (country is null || !await country.HelpsAsync(_fields, before)) continue;
                _seen = seen;
                ValidText.Read(() => ReadItem(value.RootElement));
            }
            else _seen++;
        }

        (int seenInList, int inList) = (_seen, problems.Count);
        ValidText.Read(() => ReadFields(new JsonFields([.. _fields], isRemoval ? NumberFields.Removal : NumberFields.List, "", null, problems)));
        if (country is null || !await country.HelpsAsync(_fields, inList)) return;
        _seen = seenInList;
        ValidText.Read(() => ReadFields(new JsonFields([.. _fields], isRemoval ? NumberFields.Removal : NumberFields.List, "", null, problems)));
    }

    private bool ReadItem(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            Add(Numbered(item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText(), null, _seen), null, _seen);
            return true;
        }

        var fields = new JsonFields(item, NumberFields.Listed, _seen, problems);
        if (!fields.Has(NumberFields.PhoneNumber)) fields.Wrong(NumberFields.PhoneNumber, "is missing");
        PhoneNumber? number = fields.PhoneNumber(NumberFields.PhoneNumber);
        fields.TakeCountry();
        string? reason = fields.Text(NumberFields.Reason);
        fields.RefuseLeft("field of a listed number");
        Add(number, reason, _seen);
        return true;
    }

    private bool ReadFields(JsonFields fields)
    {
        if (fields.Has(NumberFields.PhoneNumbers)) fields.Wrong(NumberFields.PhoneNumbers, "must be a list");
        Business = fields.TextOrNumber(Tenant.InBody);
        bool isAlone = fields.Has(NumberFields.PhoneNumber);
        PhoneNumber? number = fields.PhoneNumber(NumberFields.PhoneNumber);
        fields.TakeCountry();
        if (isAlone && _seen > 0) fields.Wrong(NumberText.Field, $"conflicts with {List}; send only one of them");
        else if (isAlone) Add(number, null, null);
        if (isRemoval) RemovalReason = fields.Text(NumberFields.RemovalReason);
        string? reason = isRemoval ? null : fields.Text(NumberFields.Reason);
        for (int i = 0; reason is not null && i < _numbers.Count; i++) _numbers[i] = _numbers[i] with { Reason = _numbers[i].Reason ?? reason };
        fields.RefuseLeft("field of a do-not-call list");
        return true;
    }

    private PhoneNumber? Numbered(string? text, string? country, int index) => new JsonFields([], "", index, problems).Number(NumberText.Field, text ?? "", country);

    /// <param name="number">Null: its problem has been added.</param>
    private void Add(PhoneNumber? number, string? reason, int? index)
    {
        _seen++;
        if (number is null) return;
        if (reason?.Length > ListedNumber.LongestReason) problems.Add(ReasonField, $"must be at most {ListedNumber.LongestReason} characters; got {reason.Length}", index);
        else _numbers.Add(new ListedNumber(number.Value, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), now));
    }
}
