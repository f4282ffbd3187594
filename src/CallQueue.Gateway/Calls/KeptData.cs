using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Inputs;
using CallQueue.Validation;

namespace CallQueue.Calls;

/// <summary>
/// The fields that our rules do not use, stored as one JSON object and returned as they came [X14]. Fields that
/// the order has are not stored twice.
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

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = StoredJson.DocumentLevels };
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the object; null when there is nothing to store, or when it is too large or nested too deeply, which is then a problem.</summary>
    /// <param name="fields">The fields of the request that were not read.</param>
    /// <param name="parts">Fields that are read and stored too.</param>
    public static string? Write(JsonFields fields, KeptParts parts)
    {
        if (fields.Left.Count == 0 && parts.IsEmpty) return null;
        if (AddDeep(fields, "", fields.Left) | AddDeep(fields, "", parts.AsSent) | AddDeep(fields, $"{CallConfig}.", parts.Config?.Fields ?? []) | AddDeep(fields, $"{CallConfig}.{Variables}.", parts.Config?.Variables ?? [])) return null;
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
        fields.Wrong(Blame(fields), $"and the other stored fields must be at most {CallLimits.DataBytes / 1024} KB in total; got {bytes.WrittenCount} bytes");
        return null;
    }

    /// <summary>Stored fields with the instant of a time that came without an offset: read later, it would be taken for UTC.</summary>
    public static string? WithTime(string? data, string name, DateTimeOffset at)
    {
        if (data is null || StoredJson.Parse(data) is not JsonObject fields || !fields.ContainsKey(name)) return data;
        fields[name] = InstantText.Write(at);
        return fields.ToJsonString(Relaxed);
    }

    /// <summary>Whether one of the fields is nested too deeply to be stored; each of them becomes a problem.</summary>
    public static bool AddDeep(JsonFields fields, string path, IReadOnlyList<KeyValuePair<string, JsonElement>> stored)
    {
        bool isDeep = false;
        foreach ((string name, JsonElement value) in stored)
        {
            if (StoredJson.FindProblem(value) is not { } problem || fields.Problems.IsStored(value)) continue;
            fields.Wrong($"{path}{name}", problem);
            isDeep = true;
        }

        return isDeep;
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

/// <summary>Fields that are read and stored too. Null and empty: not stored.</summary>
/// <param name="AsSent">Stored as they came.</param>
internal sealed record KeptParts(string? CustomId, string? ScheduledAt, IReadOnlyList<KeyValuePair<string, JsonElement>> AsSent, ConfigLeft? Config)
{
    public static KeptParts None { get; } = new(null, null, [], null);

    public bool IsEmpty => CustomId is null && ScheduledAt is null && AsSent.Count == 0 && Config is null;
}

/// <summary>The fields of a call_config that our rules do not use.</summary>
/// <param name="Variables">Those that are not strings: stored as they came, since the order has all variables as strings.</param>
internal sealed record ConfigLeft(
    IReadOnlyList<KeyValuePair<string, JsonElement>> Fields, IReadOnlyList<KeyValuePair<string, JsonElement>> Variables)
{
    public bool IsEmpty => Fields.Count + Variables.Count == 0;
}
