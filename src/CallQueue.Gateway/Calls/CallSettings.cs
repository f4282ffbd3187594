using System.Text.Json;
using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Speech;
using CallQueue.Windows;

namespace CallQueue.Calls;

/// <summary>The settings that a call and a whole bulk have in common: priority, script and rules.</summary>
internal sealed record CallSettings(Priority? Priority, CallScript? Script, CallRules? Rules, ConfigLeft? Left, WrittenTime? Deadline)
{
    /// <summary>The number of retries [S3.16] where neither the request nor the business says one.</summary>
    public const int DefaultMaxRetries = 3;

    /// <summary>Delays double, starting with the default of 30 minutes [S3.6]; the business's own delays go before.</summary>
    public static RetryPolicy Retry(int maxRetries, RetryYield yields = RetryYield.Delays) => new() { MaxAttempts = maxRetries + 1, Factor = 2, Yields = yields };

    /// <summary>Reads them; invalid fields become problems of <paramref name="fields"/>.</summary>
    public static CallSettings Read(JsonFields fields, string? keptZone = null)
    {
        fields.Level();
        Priority? priority = fields.Parsed(CallFields.Priority);
        string? message = fields.Text(CallFields.Message);
        RetryPolicy? retry = fields.Whole(CallFields.MaxRetries) is { } retries ? Retry(retries) : null;
        if (message is not null && SpokenTemplate.Parse(message).Problem is { } problem) fields.Wrong(CallFields.Message.Name, problem);
        bool? ssml = fields.Flag(CallFields.Ssml);
        CallingWindow? window = ReadWindow(fields);
        string? zone = ReadZone(fields, keptZone);
        WrittenTime? deadline = fields.Parsed(CallFields.Deadline);
        string? consent = fields.Text(CallFields.Consent);
        if (consent is not null && CallLimits.FindConsentProblem(consent) is { } wrong) fields.Wrong(CallFields.Consent, wrong);
        JsonFields? config = fields.Object(CallFields.CallConfig);
        TimeSpan? length = config?.Seconds(CallFields.MaxDuration);
        PhoneNumber? from = ReadFrom(config);
        CallRules? machine = MachineFields.Read(config, null);

        (CallScript? script, ConfigLeft? left) = ReadScript(config, message, ssml);
        CallRules? rules = (retry ?? window ?? zone ?? length ?? from ?? consent ?? (object?)deadline) is null
            ? null
            : new CallRules { Retry = retry, Window = window, TimeZone = zone, MaxDuration = length, From = from, Consent = consent, Deadline = deadline?.In(zone) };
        return new CallSettings(priority, script, rules?.Over(machine) ?? machine, left, deadline);
    }

    /// <summary>The caller id; it needs a country code, since the country beside a call is that of the person.</summary>
    private static PhoneNumber? ReadFrom(JsonFields? config) =>
        config?.TextOrNumber(CallFields.From) is { } text ? config.Number(CallFields.From.Name, text, null) : null;

    private static (CallScript? Script, ConfigLeft? Left) ReadScript(JsonFields? config, string? message, bool? ssml)
    {
        if (config is null) return (message is null && ssml is null ? null : new CallScript { Message = message, Ssml = ssml }, null);
        (IReadOnlyDictionary<string, string>? variables, IReadOnlyList<KeyValuePair<string, JsonElement>> untexted) = ReadVariables(config);
        var script = new CallScript
        {
            Message = message,
            Ssml = ssml,
            Voice = config.Text(CallFields.Voice),
            Record = config.Flag(CallFields.RecordingEnabled),
            RecordDual = ReadChannels(config),
            FlowName = config.Text(CallFields.FlowName),
            AnswerUrl = ReadUrl(config, CallFields.AnswerUrl),
            Variables = variables,
        };
        var left = new ConfigLeft(config.Left, untexted);
        return (script, left.IsEmpty ? null : left);
    }

    private static (IReadOnlyDictionary<string, string>? All, IReadOnlyList<KeyValuePair<string, JsonElement>> Untexted) ReadVariables(JsonFields config)
    {
        if (config.Texts(CallFields.Variables)?.Left is not { Count: > 0 } given) return (null, []);
        var all = given.Where(v => v.Value.ValueKind != JsonValueKind.Null).ToDictionary(
            v => v.Key,
            v => v.Value.ValueKind == JsonValueKind.String ? v.Value.GetString()! : v.Value.GetRawText(),
            StringComparer.Ordinal);
        if (CallLimits.SizeOf(all) > CallLimits.VariablesBytes)
        {
            config.Wrong(KeptData.Variables, $"must be at most {CallLimits.VariablesBytes / 1024} KB in total; got {CallLimits.SizeOf(all)} bytes");
            return (null, []);
        }

        return (all, [.. given.Where(v => v.Value.ValueKind != JsonValueKind.String)]);
    }

    /// <summary>Whether each side is recorded in a channel of its own; null when it is not said.</summary>
    public static bool? ReadChannels(JsonFields fields)
    {
        if (fields.Text(CallFields.RecordingChannels) is not { } word) return null;
        if (word is "mono" or "dual") return word == "dual";
        fields.Wrong(CallFields.RecordingChannels, $"must be mono or dual{ShownValue.Got(word)}");
        return null;
    }

    private static string? ReadUrl(JsonFields config, TextField name)
    {
        string? text = config.Text(name);
        if (text is null || CallLimits.FindUrlProblem(text) is not { } problem) return text;
        config.Wrong(name, problem);
        return null;
    }

    /// <summary>The local hours in which the person may be called: a text, or an object of lists by weekday.</summary>
    public static CallingWindow? ReadWindow(JsonFields fields)
    {
        if (fields.HasObject(CallFields.Window)) return WindowFields.Read(fields.Object(CallFields.Window)!);
        if (fields.Text(CallFields.Window) is not { } text) return null;
        if (!CallingWindow.TryParse(text, out CallingWindow? window, out string? problem)) fields.Wrong(CallFields.Window, $"{problem}{ShownValue.Got(text)}");
        return window;
    }

    /// <summary>The IANA zone of the window and of times without an offset.</summary>
    /// <param name="kept">A stored zone: sent back unchanged it is accepted, though a new one of that name would be rejected.</param>
    public static string? ReadZone(JsonFields fields, string? kept = null)
    {
        string? zone = fields.Text(CallFields.TimeZone);
        if (zone is null || zone == kept) return zone;
        if (TimeZones.TryRead(zone, out string? id, out string? problem)) return id;
        fields.Wrong(CallFields.TimeZone, $"{ShownValue.Of(zone)} {problem}");
        return null;
    }
}
