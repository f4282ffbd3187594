namespace CallQueue.Validation;

/// <summary>Texts as they came, for error messages: in quotes, shortened, and with control characters escaped.</summary>
public static class ShownText
{
    private const int Longest = 60;

    /// <summary>What follows the rule that a text breaks: <c>; got 'abc'</c>.</summary>
    public static string Got(string text) => $"; got {Of(text)}";

    /// <summary>The text in quotes.</summary>
    public static string Of(string text) => text.Length <= Longest ? $"'{SafeText.Escaped(text)}'" : $"'{SafeText.Escaped(text[..Longest])}...'";
}
