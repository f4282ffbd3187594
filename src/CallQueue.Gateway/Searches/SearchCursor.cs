using System.Buffers.Text;
using System.Text.Json;

namespace CallQueue.Searches;

/// <summary>
/// Where a search continues, as one text. It names places of the business that the search is about, and is only used there; it has
/// nothing that its holder may not see.
/// </summary>
/// <param name="Queue">Where the search through the business continues; null when that is complete.</param>
/// <param name="Log">Where the search through the call log continues; null: at its beginning.</param>
internal sealed record SearchCursor(SearchPosition? Queue, LoggedPlace? Log)
{
    public const int MostCharacters = 16_384;

    /// <summary>Null when the text is not a cursor.</summary>
    public static SearchCursor? Parse(string text)
    {
        if (text.Length > MostCharacters || !Base64Url.IsValid(text)) return null;
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), GatewayJson.Context.SearchCursor) is { } cursor && (cursor.Queue is null || Enum.IsDefined(cursor.Queue.Phase)) ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, GatewayJson.Context.SearchCursor));
}
