using System.Text.Json;
using CallQueue.Validation;

namespace CallQueue.Speech;

/// <summary>
/// The fields of one call that its message may name: its variables, and what every call has (<c>phone</c>, <c>name</c>,
/// <c>lead_id</c>, <c>campaign_id</c>, <c>custom_call_id</c> and the other fields that were sent with it). A blank value counts as
/// none. Not thread-safe.
/// </summary>
public sealed class SpokenFields(IReadOnlyDictionary<string, string>? variables, PhoneNumber? to = null, string? data = null)
{
    private static readonly HashSet<string> PhoneNames = ["phone", "phonenumber", "to", "number", "telephone", "mobile"];
    private Dictionary<string, string>? _byKey;
    private Dictionary<string, string>? _sent;

    /// <summary>The value of a field, without blanks around it; null when the call has none, or a blank one.</summary>
    public string? Find(string name)
    {
        if (variables is not null && variables.TryGetValue(name, out string? exact) && !string.IsNullOrWhiteSpace(exact)) return exact.Trim();
        string key = SpokenPlace.KeyOf(name);
        if ((_byKey ??= ByKey(variables)).TryGetValue(key, out string? value)) return value;
        if (to is { } number && PhoneNames.Contains(key)) return number.Value;
        return (_sent ??= Sent(data)).GetValueOrDefault(key);
    }

    /// <summary>
    /// A script with the fields that its message names and its variables lack, so that whoever speaks it needs nothing but the script.
    /// </summary>
    /// <param name="forMachine">What is left on a machine, which may name fields too; null: nothing.</param>
    public static CallScript Complete(CallScript script, PhoneNumber to, string? data, string? forMachine = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (!HasPlaces(script.Message) && !HasPlaces(forMachine)) return script;
        var own = new SpokenFields(script.Variables);
        var all = new SpokenFields(script.Variables, to, data);
        Dictionary<string, string> added = new(StringComparer.Ordinal);
        foreach (SpokenPlace place in PlacesOf(script.Message).Concat(PlacesOf(forMachine)))
        {
            if (own.Find(place.Name) is null && all.Find(place.Name) is { } value) added[place.Name] = value;
        }

        if (added.Count == 0) return script;
        foreach ((string name, string value) in script.Variables ?? new Dictionary<string, string>()) added.TryAdd(name, value);
        return script with { Variables = added };
    }

    private static bool HasPlaces(string? text) => text?.Contains("{{", StringComparison.Ordinal) == true;

    private static IEnumerable<SpokenPlace> PlacesOf(string? text) => HasPlaces(text) ? SpokenTemplate.Parse(text!).Places : [];

    private static Dictionary<string, string> ByKey(IReadOnlyDictionary<string, string>? variables)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
        {
            if (!string.IsNullOrWhiteSpace(value)) values.TryAdd(SpokenPlace.KeyOf(name), value.Trim());
        }

        return values;
    }

    /// <summary>The texts and numbers among the fields that were sent, and those of their metadata.</summary>
    private static Dictionary<string, string> Sent(string? data)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        if (data is null) return values;
        using JsonDocument json = StoredJson.ParseDocument(data);
        Add(json.RootElement);
        if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("metadata", out JsonElement metadata)) Add(metadata);
        return values;

        void Add(JsonElement fields)
        {
            if (fields.ValueKind != JsonValueKind.Object) return;
            foreach (JsonProperty field in fields.EnumerateObject())
            {
                string? value = field.Value.ValueKind switch
                {
                    JsonValueKind.String => field.Value.GetString(),
                    JsonValueKind.Number => field.Value.GetRawText(),
                    _ => null,
                };
                if (!string.IsNullOrWhiteSpace(value)) values.TryAdd(SpokenPlace.KeyOf(field.Name), value.Trim());
            }
        }
    }
}
