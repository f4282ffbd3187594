using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Inputs;
using CallQueue.Leads.Columns;
using CallQueue.Leads.Sources;
using CallQueue.Numbers;
using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Leads;

/// <summary>Converts one row to a call. Finds all problems of the row, not only the first.</summary>
internal sealed class LeadReading(LeadRow row, LeadFileOptions options, DateTimeOffset now, ForeignWords words, ProblemList problems)
{
    private readonly int _before = problems.Count;
    private List<LeadColumn>? _foreign;

    /// <summary>The row's time had passed: the person is called as soon as a slot is free.</summary>
    public bool WasPast { get; private set; }

    /// <summary>What is special about calling the row's number.</summary>
    public NumberKind Kind { get; private set; }

    /// <summary>The file's name of the column that has the number.</summary>
    public string? NumberColumn => Cell(LeadColumn.Phone)?.Header;

    /// <summary>The call; null when something is wrong.</summary>
    public NewCall? Read()
    {
        if (row.Problem is { } problem)
        {
            problems.Add(row.Line, null, problem);
            return null;
        }

        PhoneNumber? to = ReadNumber();
        Priority? priority = ReadPriority();
        string? zone = Ours(LeadColumn.TimeZone, text => TimeZones.TryRead(text, out _, out string? problem) ? null : $"'{text}' {problem}", text => NearlyOurs.IsTimeZone(text) || TimeZones.IsAbbreviation(text) || HasLocalTime());
        if (zone is not null && TimeZones.TryRead(zone, out string? id, out _)) zone = id;
        DateTimeOffset? at = ReadTime(LeadColumn.ScheduledAt, zone);
        CallRules? rules = ReadRules(zone);
        CallScript? script = ReadScript();
        string? customId = Checked(LeadColumn.CustomCallId, text => Identifier.IsValid(text, out string? problem) ? null : $"{problem}{ShownText.Got(text)}");
        string? data = ReadData();
        if (to is not { } number || problems.Count > _before) return null;
        WasPast = at <= now;
        return new NewCall { To = number, Priority = priority, Script = script, Rules = rules, NotBefore = WasPast ? null : at, Data = data, CustomId = customId };
    }

    private PhoneNumber? ReadNumber()
    {
        LeadCell? cell = Cell(LeadColumn.Phone);
        NumberReading reading = IsNational(cell?.Value) && (CountryCells.Find(row.Cells) ?? options.Country) is { } country ? NumberReader.Read(cell?.Value, country)
            : NumberReader.Read(cell?.Value, null);
        if (reading.LacksCountry && (CountryCells.Find(row.Cells) ?? options.Country) is { } other) reading = NumberReader.Read(cell?.Value, other);
        if (reading.Problem is { } problem) problems.Add(row.Line, cell?.Header ?? "phone", problem);
        Kind = reading.Kind;
        return reading.Number;
    }

    /// <summary>Begins like a number without country code: to be read with the country at once, and not first without.</summary>
    private static bool IsNational(string? text) => text is not null && text.AsSpan().TrimStart(" (") is [>= '0' and <= '9', _, ..] start && !start.StartsWith("00");

    private Priority? ReadPriority() =>
        Ours(LeadColumn.Priority, text => PriorityText.Parse(text) is null ? $"{PriorityText.Problem}{ShownText.Got(text)}" : null, NearlyOurs.IsPriority) is { } text
            ? PriorityText.Parse(text)
            : null;

    /// <summary>Whether the row has a time for which its zone matters.</summary>
    private bool HasLocalTime() => WrittenTime.Parse(Cell(LeadColumn.ScheduledAt)?.Value ?? "") is { IsLocal: true } || WrittenTime.Parse(Cell(LeadColumn.Deadline)?.Value ?? "") is { IsLocal: true };

    /// <summary>A time without offset is the clock on the wall where the person is.</summary>
    private DateTimeOffset? ReadTime(LeadColumn column, string? zone)
    {
        if (Cell(column) is not { } cell) return null;
        if (WrittenTime.Parse(cell.Value) is { } time) return time.In(zone ?? options.TimeZone);
        problems.Add(row.Line, cell.Header, $"{InstantText.Problem}{ShownText.Got(cell.Value)}");
        return null;
    }

    private CallScript? ReadScript()
    {
        var script = new CallScript
        {
            Message = Checked(LeadColumn.Message, text => TooLong(text, CallLimits.MessageLength)),
            Ssml = Parsed<bool>(LeadColumn.Ssml, text => bool.TryParse(text, out bool on) ? on : null, "must be true or false"),
            Voice = Checked(LeadColumn.Voice, text => TooLong(text, CallLimits.NameLength)),
            FlowName = Checked(LeadColumn.FlowName, text => TooLong(text, CallLimits.NameLength)),
            AnswerUrl = Checked(LeadColumn.AnswerUrl, CallLimits.FindUrlProblem),
            Record = Parsed<bool>(LeadColumn.Recording, text => bool.TryParse(text, out bool on) ? on : null, "must be true or false"),
            Variables = ReadVariables(),
        };
        return script == new CallScript() ? null : script;
    }

    private Dictionary<string, string>? ReadVariables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (LeadCell cell in row.Cells)
        {
            if (cell.Column == LeadColumn.Name) variables["name"] = cell.Value;
            else if (IsVariable(cell.Column)) variables.TryAdd(cell.Header, cell.Value);
        }

        if (CallLimits.SizeOf(variables) > CallLimits.VariablesBytes)
        {
            string largest = variables.MaxBy(v => v.Value.Length).Key;
            problems.Add(row.Line, largest, $"and the other variables must be at most {CallLimits.VariablesBytes / 1024} KB in total; got {CallLimits.SizeOf(variables)} bytes");
        }

        return variables.Count > 0 ? variables : null;
    }

    private bool IsVariable(LeadColumn column) =>
        column is LeadColumn.Variable or LeadColumn.OtherPhone or LeadColumn.FirstName or LeadColumn.LastName || _foreign?.Contains(column) == true;

    private CallRules? ReadRules(string? zone)
    {
        string? window = Ours(LeadColumn.Window, text => CallingWindow.TryParse(text, out _, out string? problem) ? null : $"{problem}{ShownText.Got(text)}", NearlyOurs.IsWindow);
        int? retries = Whole(LeadColumn.MaxRetries, CallLimits.Retries.Min, CallLimits.Retries.Max);
        int? seconds = Whole(LeadColumn.MaxDuration, (int)CallLimits.MaxDuration.InSeconds().Min, (int)CallLimits.MaxDuration.InSeconds().Max);
        var rules = new CallRules
        {
            TimeZone = zone,
            Window = CallingWindow.TryParse(window, out CallingWindow? open, out _) ? open : null,
            Retry = retries is { } count ? new RetryPolicy { MaxAttempts = count + 1, Factor = 2, Yields = RetryYield.Delays } : null,
            MaxDuration = seconds is { } length ? TimeSpan.FromSeconds(length) : null,
            Consent = Checked(LeadColumn.Consent, CallLimits.FindConsentProblem),
            VoicemailMessage = Checked(LeadColumn.Voicemail, MachineChecks.FindTextProblem),
            Deadline = ReadTime(LeadColumn.Deadline, zone),
        };
        return rules == new CallRules() ? null : rules;
    }

    /// <summary>What no rule reads but the caller wants back, under the REST API's names.</summary>
    private string? ReadData()
    {
        (string Name, LeadColumn Column)[] kept = [("lead_id", LeadColumn.LeadId), ("campaign_id", LeadColumn.CampaignId), ("custom_call_id", LeadColumn.CustomCallId)];
        if (!kept.Any(k => Cell(k.Column) is not null)) return null;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach ((string name, LeadColumn column) in kept)
            {
                if (Cell(column) is { } cell) json.WriteString(name, cell.Value);
            }

            json.WriteEndObject();
        }

        if (bytes.Length > CallLimits.DataBytes) problems.Add(row.Line, Cell(LeadColumn.LeadId)?.Header, $"and the campaign and call ids must be at most {CallLimits.DataBytes / 1024} KB in total; got {bytes.Length} bytes");
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private LeadCell? Cell(LeadColumn column)
    {
        foreach (LeadCell cell in row.Cells)
        {
            if (cell.Column == column) return cell;
        }

        return null;
    }

    /// <summary>A cell's text without blanks around it; null when it is empty or <paramref name="find"/> has something against it.</summary>
    private string? Checked(LeadColumn column, Func<string, string?> find)
    {
        if (Cell(column) is not { } cell) return null;
        string text = cell.Value.Trim();
        if (find(text) is not { } problem) return text;
        problems.Add(row.Line, cell.Header, problem);
        return null;
    }

    /// <summary>The same for a column that other systems have too: their words make it a variable.</summary>
    private string? Ours(LeadColumn column, Func<string, string?> find, Func<string, bool> isNearlyOurs)
    {
        if (Cell(column) is not { } cell) return null;
        string text = cell.Value.Trim();
        if (find(text) is { } problem)
        {
            if (words.Allow(column, cell.Header, text, row.Line, isNearlyOurs)) (_foreign ??= []).Add(column);
            else problems.Add(row.Line, cell.Header, problem);
            return null;
        }

        words.SawOurs(column);
        return text;
    }

    private T? Parsed<T>(LeadColumn column, Func<string, T?> parse, string problem) where T : struct =>
        Checked(column, text => parse(text) is null ? $"{problem}{ShownText.Got(text)}" : null) is { } text ? parse(text) : null;

    private int? Whole(LeadColumn column, int min, int max) => Parsed<int>(
        column,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max ? number : null,
        $"must be a whole number from {min} to {max}");

    private static string? TooLong(string text, int max) => text.Length <= max ? null : $"must be at most {max} characters; got {text.Length}";
}
