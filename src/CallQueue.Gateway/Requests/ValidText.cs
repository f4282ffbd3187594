using System.Text.Json;

namespace CallQueue.Requests;

/// <summary>A lone surrogate in a JSON string is found only when the string is first read, and then throws the wrong exception.</summary>
internal static class ValidText
{
    /// <summary>Reads JSON that may have such a string.</summary>
    /// <exception cref="JsonException">It has one.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a string is not valid Unicode", e);
        }
    }
}
