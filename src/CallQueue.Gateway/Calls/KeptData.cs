using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallQueue.Inputs;

namespace CallQueue.Calls;

/// <summary>
/// What a submitter sent that no rule of ours reads, kept as one JSON object and returned as it came [X14]. Fields that
/// the order holds are not kept twice.
/// </summary>
internal static class KeptData
{
    public const string CallConfig = "call_config";
    public const string Variables = "variables";
    public const string CampaignId = "campaign_id";
    public const string CustomCallId = "custom_call_id";
    public const string ScheduledAt = "scheduled_at";
    public const string Metadata = "metadata";
    public const string Deadline = "deadline";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the object; null when there is nothing to keep or it is too large, which is then a problem.</summary>
    /// <param name="fields">What is left of the request.</param>
    /// <param name="parts">What we read and keep too.</param>
    public static string? Write(JsonFields fields, KeptParts parts)
    {
        if (fields.Left.Count == 0 && parts.IsEmpty) return null;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            if (parts.CustomId is { } id) json.WriteString(CustomCallId, id);
            if (parts.ScheduledAt is { } at) json.WriteString(ScheduledAt, at);
            WriteAll(json, parts.AsSent);
            WriteAll(json, fields.Left);
            if (parts.Config is { } config) WriteConfig(json, config);
            json.WriteEndObject();
        }

        if (bytes.WrittenCount <= CallLimits.DataBytes) return Encoding.UTF8.GetString(bytes.WrittenSpan);
        fields.Wrong(Blame(fields), $"and the other fields that are only kept are over {CallLimits.DataBytes / 1024} KB in all");
        return null;
    }

    private static void WriteConfig(Utf8JsonWriter json, ConfigLeft config)
    {
        json.WriteStartObject(CallConfig);
        WriteAll(json, config.Fields);
        if (config.Variables.Count > 0)
        {
            json.WriteStartObject(Variables);
            WriteAll(json, config.Variables);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, JsonElement>> fields)
    {
        foreach ((string name, JsonElement value) in fields)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    private static string Blame(JsonFields fields) =>
        fields.Left.Select(f => (f.Key, Size: f.Value.GetRawText().Length)).OrderByDescending(f => f.Size).Select(f => f.Key).FirstOrDefault() ?? CallConfig;
}

/// <summary>Fields that we read and keep too. Null and empty: not kept.</summary>
/// <param name="AsSent">Kept as they came.</param>
internal sealed record KeptParts(string? CustomId, string? ScheduledAt, IReadOnlyList<KeyValuePair<string, JsonElement>> AsSent, ConfigLeft? Config)
{
    public static KeptParts None { get; } = new(null, null, [], null);

    public bool IsEmpty => CustomId is null && ScheduledAt is null && AsSent.Count == 0 && Config is null;
}

/// <summary>What of a call_config no rule of ours reads.</summary>
/// <param name="Variables">Those that are no texts: kept as they came, since the order holds all variables as texts.</param>
internal sealed record ConfigLeft(
    IReadOnlyList<KeyValuePair<string, JsonElement>> Fields, IReadOnlyList<KeyValuePair<string, JsonElement>> Variables)
{
    public bool IsEmpty => Fields.Count + Variables.Count == 0;
}
