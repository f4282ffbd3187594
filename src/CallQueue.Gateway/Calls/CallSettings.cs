using System.Text.Json;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Windows;

namespace CallQueue.Calls;

/// <summary>The settings that a call and a whole bulk have in common: priority, script and rules.</summary>
internal sealed record CallSettings(Priority? Priority, CallScript? Script, CallRules? Rules, ConfigLeft? Left)
{
    private static readonly string[] Window = ["window"];

    /// <summary>The number of retries [S3.16] where neither the request nor the business says one.</summary>
    public const int DefaultMaxRetries = 3;

    /// <summary>Delays double, starting with the default of 30 minutes [S3.6]; the business's own delays go before.</summary>
    public static RetryPolicy Retry(int maxRetries, RetryYield yields = RetryYield.Delays) => new() { MaxAttempts = maxRetries + 1, Factor = 2, Yields = yields };

    /// <summary>Reads them; invalid fields become problems of <paramref name="fields"/>.</summary>
    public static CallSettings Read(JsonFields fields)
    {
        Priority? priority = fields.Parsed<Priority>("priority", text => PriorityText.Parse(text), PriorityText.Problem);
        string? message = fields.Text("message", CallLimits.MessageLength);
        RetryPolicy? retry = fields.Whole("max_retries", CallLimits.Retries) is { } retries ? Retry(retries) : null;
        CallingWindow? window = ReadWindow(fields);
        string? zone = ReadZone(fields);
        DateTimeOffset? deadline = fields.Parsed<DateTimeOffset>(KeptData.Deadline, text => InstantText.Parse(text), InstantText.Problem);
        JsonFields? config = fields.Object(KeptData.CallConfig);
        TimeSpan? length = config?.Seconds("max_duration", CallLimits.MaxDuration);

        (CallScript? script, ConfigLeft? left) = ReadScript(config, message);
        CallRules? rules = (retry ?? window ?? zone ?? length ?? (object?)deadline) is null
            ? null
            : new CallRules { Retry = retry, Window = window, TimeZone = zone, MaxDuration = length, Deadline = deadline };
        return new CallSettings(priority, script, rules, left);
    }

    private static (CallScript? Script, ConfigLeft? Left) ReadScript(JsonFields? config, string? message)
    {
        if (config is null) return (message is null ? null : new CallScript { Message = message }, null);
        (IReadOnlyDictionary<string, string>? variables, IReadOnlyList<KeyValuePair<string, JsonElement>> untexted) = ReadVariables(config);
        var script = new CallScript
        {
            Message = message,
            Voice = config.Text("voice", CallLimits.NameLength),
            Record = config.Flag("recording_enabled"),
            FlowName = config.Text("flow_name", CallLimits.NameLength),
            AnswerUrl = ReadUrl(config, "answer_url"),
            Variables = variables,
        };
        var left = new ConfigLeft(config.Left, untexted);
        return (script, left.IsEmpty ? null : left);
    }

    private static (IReadOnlyDictionary<string, string>? All, IReadOnlyList<KeyValuePair<string, JsonElement>> Untexted) ReadVariables(JsonFields config)
    {
        if (config.Object(KeptData.Variables)?.Left is not { Count: > 0 } given) return (null, []);
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

    private static string? ReadUrl(JsonFields config, string name)
    {
        string? text = config.Text(name, CallLimits.UrlLength);
        if (text is null || CallLimits.FindUrlProblem(text) is not { } problem) return text;
        config.Wrong(name, problem);
        return null;
    }

    /// <summary>The local hours in which the person may be called: a text, or an object of lists by weekday.</summary>
    public static CallingWindow? ReadWindow(JsonFields fields)
    {
        if (fields.Peek(Window) is [{ Value.ValueKind: JsonValueKind.Object }]) return WindowFields.Read(fields.Object(Window[0])!);
        if (fields.Text(Window[0], WindowText.MaxLength) is not { } text) return null;
        if (!CallingWindow.TryParse(text, out CallingWindow? window, out string? problem)) fields.Wrong(Window[0], $"{problem}{ShownValue.Got(text)}");
        return window;
    }

    /// <summary>The IANA zone of the window.</summary>
    public static string? ReadZone(JsonFields fields)
    {
        string? zone = fields.Text("timezone", CallLimits.NameLength);
        if (zone is null || TimeZones.Exists(zone)) return zone;
        fields.Wrong("timezone", $"{ShownValue.Of(zone)} is not an IANA time zone; write one such as Europe/Berlin");
        return null;
    }
}
