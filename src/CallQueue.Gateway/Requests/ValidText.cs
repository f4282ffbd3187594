using System.Text.Json;

namespace CallQueue.Requests;

/// <summary>A lone surrogate in a JSON text shows only when the text is first looked at, and then as the wrong exception.</summary>
internal static class ValidText
{
    /// <summary>Reads what may hold such a text.</summary>
    /// <exception cref="JsonException">It does.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text is no valid Unicode", e);
        }
    }
}
