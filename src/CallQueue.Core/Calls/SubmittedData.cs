using System.Text.Json;
using CallQueue.Validation;

namespace CallQueue.Calls;

/// <summary>The fields by which people look for a call, of the submitter's own JSON (<see cref="CallSpec.Data"/>), which our rules do not use.</summary>
/// <param name="Name">The person's name; null without one.</param>
/// <param name="CustomId">The id that the submitter chose; null without one.</param>
/// <param name="LeadId">Its <c>lead_id</c>; null without one.</param>
/// <param name="CampaignId">Its <c>campaign_id</c>; null without one.</param>
public readonly record struct SubmittedData(string? Name, string? CustomId, string? LeadId, string? CampaignId)
{
    /// <summary>The longest id or name that is compared and shown, in characters.</summary>
    public const int MostCharacters = 200;

    /// <summary>Texts and numbers count, shortened to 200 characters.</summary>
    public static SubmittedData Read(string? data)
    {
        if (data is null) return default;
        try
        {
            using var all = StoredJson.ParseDocument(data);
            return all.RootElement.ValueKind != JsonValueKind.Object
                ? default
                : new SubmittedData(Field(all.RootElement, "name"), Field(all.RootElement, "custom_call_id"), Field(all.RootElement, "lead_id"), Field(all.RootElement, "campaign_id"));
        }
        catch (JsonException)
        {
            // Not what our endpoints store: a call must end all the same.
            return default;
        }
    }

    /// <summary>A text as it is compared and shown.</summary>
    internal static string? Short(string? text) => text is null or { Length: <= MostCharacters } ? text : text[..MostCharacters];

    private static string? Field(JsonElement all, string name) => !all.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => Short(value.GetString()),
        JsonValueKind.Number => Short(value.GetRawText()),
        _ => null,
    };
}
