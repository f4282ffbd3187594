using System.Text.Json;
using CallQueue.Carriers;
using CallQueue.Validation;

namespace CallQueue.Calls.Attempts;

/// <summary>No I/O: what the results of a run say of a person beside the outcome, from what was submitted.</summary>
internal static class Person
{
    private const int MostCharacters = 200;

    /// <summary>The end with the person's name and ids. Only runs have results, so a call outside any run has none of them.</summary>
    public static LeaseEnd.Final Describe(LeaseEnd.Final end, CallSpec? spec, CarrierCallId? carrierCall)
    {
        if (spec?.Run is null) return end;
        end = end with { CarrierCall = carrierCall?.Value, Name = Short(spec.Script.Variables?.GetValueOrDefault("name")) };
        if (spec.Data is not { } data) return end;
        using var all = StoredJson.ParseDocument(data);
        if (all.RootElement.ValueKind != JsonValueKind.Object) return end;
        return end with { Name = end.Name ?? Field(all.RootElement, "name"), CustomId = Field(all.RootElement, "custom_call_id"), LeadId = Field(all.RootElement, "lead_id") };
    }

    /// <summary>A text or a number of the submitter's fields, shortened; null for anything else.</summary>
    public static string? Field(JsonElement all, string name) => !all.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => Short(value.GetString()),
        JsonValueKind.Number => Short(value.GetRawText()),
        _ => null,
    };

    private static string? Short(string? text) => text is null or { Length: <= MostCharacters } ? text : text[..MostCharacters];
}
