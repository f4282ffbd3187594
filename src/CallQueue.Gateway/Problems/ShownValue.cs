using System.Text.Json;
using CallQueue.Access;
using CallQueue.Validation;

namespace CallQueue.Problems;

/// <summary>Values as they came, for error messages: shortened, and with telephone numbers masked to their last four digits.</summary>
internal static class ShownValue
{
    /// <summary>A JSON number with fewer digits is a quantity whose size its sender has to see.</summary>
    private const int FewestOfANumber = 10;

    /// <summary>What follows the rule that a JSON value breaks: <c>; got 'abc'</c>.</summary>
    public static string Got(JsonElement value) => $"; got {Of(value)}";

    /// <summary>What follows the rule that a text breaks: <c>; got 'abc'</c>.</summary>
    public static string Got(string text) => $"; got {Of(text)}";

    /// <summary>What follows the rule when the value itself must not be shown: <c>; got a number</c>.</summary>
    public static string GotKind(JsonElement value) => $"; got {Kind(value)}";

    /// <summary>The text in quotes.</summary>
    public static string Of(string text) => ShownText.Of(LogText.Masked(text));

    private static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OfString(value),
        JsonValueKind.Number => LogText.Masked(value.GetRawText(), FewestOfANumber),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => Kind(value),
    };

    private static string OfString(JsonElement value)
    {
        try
        {
            return Of(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json throws it for a lone surrogate.
            return "a string that is not valid Unicode";
        }
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
