using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using CallQueue.Fields;
using CallQueue.Inputs;

namespace CallQueue.Calls;

/// <summary>
/// A call has fields beside call_config and fields in it. What is given at the other level is moved, and what is nearly the name of a field is
/// rejected: stored as a field of the app's own, a window or a time would have no effect, and people would be called when nobody wanted it.
/// </summary>
internal static class CallLevels
{
    private static readonly FrozenSet<string> Outer = CallFields.Settings.Where(field => field != CallFields.CallConfig)
        .Concat([CallFields.ScheduledAt, CallFields.CustomCallId, CallFields.CampaignId]).Select(field => field.Name).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Inner = CallFields.Config.Fields.Select(field => field.Name).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Read = Outer.Concat(Inner).Append(CallFields.PhoneNumber.Name).Append(CallFields.CallConfig.Name).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Near = Read.Except([CallFields.CampaignId.Name]).ToFrozenDictionary(Bare, StringComparer.Ordinal);

    /// <summary>What delays a call in either family of endpoints.</summary>
    private static readonly FrozenSet<string> Delays = FrozenSet.Create(StringComparer.Ordinal, "scheduledat", "scheduleat", "delayms");

    /// <summary>The fields of call_config, which a call may have beside it too.</summary>
    public static IReadOnlyList<string> InnerNames { get; } = [.. Inner];

    /// <summary>Moves each field to its level. A field that both levels have with different values is a problem of <paramref name="problem"/>.</summary>
    /// <param name="fields">A call's fields, or those of a template.</param>
    /// <param name="table">What it may have; null: no field of call_config.</param>
    public static void Level(List<KeyValuePair<string, JsonElement>> fields, FieldTable? table, Action<string, string> problem)
    {
        int at = fields.FindIndex(field => field.Key == KeptData.CallConfig);
        if (at >= 0 && fields[at].Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)) return;
        bool hasConfig = at >= 0 && fields[at].Value.ValueKind == JsonValueKind.Object;
        if (!fields.Exists(IsInner) && !(hasConfig && fields[at].Value.EnumerateObject().Any(field => Outer.Contains(field.Name)))) return;

        var config = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (hasConfig) foreach (JsonProperty field in fields[at].Value.EnumerateObject()) config[field.Name] = field.Value;
        List<KeyValuePair<string, JsonElement>> outside = [.. fields.Where(field => field.Key != KeptData.CallConfig && !IsInner(field))];
        foreach ((string name, JsonElement value) in fields.Where(IsInner).ToArray()) Put(name, value, config.TryGetValue(name, out JsonElement same) ? same : null, () => config[name] = value);
        foreach ((string name, JsonElement value) in config.Where(field => Outer.Contains(field.Key)).ToArray())
        {
            config.Remove(name);
            if (value.ValueKind == JsonValueKind.Null) continue;
            int there = outside.FindIndex(field => field.Key == name);
            Put(name, value, there < 0 ? null : outside[there].Value, () =>
            {
                if (there >= 0) outside.RemoveAt(there);
                outside.Add(KeyValuePair.Create(name, value));
            });
        }

        fields.Clear();
        fields.AddRange(outside);
        fields.Add(KeyValuePair.Create(KeptData.CallConfig, Write(config)));

        // A list's options have some of these fields beside call_config.
        bool IsInner(KeyValuePair<string, JsonElement> field) =>
            field.Value.ValueKind != JsonValueKind.Null && Inner.Contains(field.Key) && table?.Fields.Any(known => known.Name == field.Key) != true;

        void Put(string name, JsonElement value, JsonElement? same, Action put)
        {
            if (same is not { ValueKind: not JsonValueKind.Null } other) put();
            else if (other.GetRawText() != value.GetRawText()) problem(name, $"is given twice with different values, in {KeptData.CallConfig} too; give it once");
        }
    }

    /// <summary>Rejects unread fields whose names differ from a field's only in case and signs, and the times of the other family.</summary>
    public static void RefuseNear(JsonFields fields, CallDialect dialect)
    {
        foreach ((string name, JsonElement value) in fields.Left)
        {
            if (value.ValueKind == JsonValueKind.Null) continue;
            string bare = Bare(name);
            if (Delays.Contains(bare)) fields.Wrong(name, $"has no effect; write {dialect.Time.Name}{(dialect.Delay is { } delay ? $" or {delay.Name}" : "")}");
            else if (Near.TryGetValue(bare, out string? field) && field != name) fields.Wrong(name, $"has no effect; write {field}");
        }
    }

    private static JsonElement Write(Dictionary<string, JsonElement> config)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach ((string name, JsonElement value) in config)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(bytes.WrittenSpan, new JsonDocumentOptions { MaxDepth = JsonDepth.Most });
    }

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
