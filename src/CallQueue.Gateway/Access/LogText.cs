using System.Text.RegularExpressions;

namespace CallQueue.Access;

/// <summary>
/// Masks log lines. Names that callers choose, for calls and runs, may be telephone numbers; so may the texts of
/// exceptions. Anything that looks like a telephone number keeps only its last four digits.
/// </summary>
public static partial class LogText
{
    private const int Shown = 4;

    /// <summary>The text with telephone numbers masked.</summary>
    public static string Masked(string text) => Number().Replace(text, number => new string('*', number.Length - Shown) + number.Value[^Shown..]);

    // With a plus sign (or its URL encoding) seven digits count as a number, without it ten: counters are shorter, ids have letters.
    [GeneratedRegex(@"(?:\+|%2[Bb])[0-9]{7,15}|(?<![\w.])[0-9]{10,15}(?![\w.])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
