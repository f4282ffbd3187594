using System.Text.RegularExpressions;

namespace CallQueue.Access;

/// <summary>
/// Lines on their way into a log. Names that callers choose, for calls and runs, may be telephone numbers; so may what an
/// exception says. Whatever looks like one keeps its last four digits only.
/// </summary>
public static partial class LogText
{
    private const int Shown = 4;

    /// <summary>The text with telephone numbers masked.</summary>
    public static string Masked(string text) => Number().Replace(text, number => new string('*', number.Length - Shown) + number.Value[^Shown..]);

    // With a plus sign (or as it stands in URLs) seven digits are one, without it ten: counters are shorter, ids have letters.
    [GeneratedRegex(@"(?:\+|%2[Bb])[0-9]{7,15}|(?<![\w.])[0-9]{10,15}(?![\w.])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
