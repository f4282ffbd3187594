using System.Buffers;
using System.Globalization;
using System.Text;

namespace CallQueue.Validation;

/// <summary>
/// Texts of strangers (names, variables, carriers' words) for a log line or a terminal. Control characters, line ends and signs that turn the
/// direction of writing could forge a line, move the cursor, or show a text as another one; here they become visible escapes.
/// </summary>
public static class SafeText
{
    /// <summary>C0, DEL, C1, line and paragraph separators, bidirectional controls, the byte order mark.</summary>
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Range(0x00, 0x1F), .. Range(0x7F, 0x9F), '\u061C', '\u200E', '\u200F', .. Range(0x2028, 0x202E), .. Range(0x2066, 0x2069), '\uFEFF']);

    /// <summary>The text with such characters written as <c>\n</c>, <c>\r</c>, <c>\t</c> or <c>\u001b</c>; half a surrogate pair too.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="keepsLines">Line ends (LF, CR LF) stay: for texts of several lines of which each is written apart.</param>
    public static string Escaped(string text, bool keepsLines = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsSafe(text)) return text;
        var safe = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(text, i++, 2);
            else if (char.IsSurrogate(c) || (Unsafe.Contains(c) && !(keepsLines && IsLineEnd(text, i)))) safe.Append(EscapeOf(c));
            else safe.Append(c);
        }

        return safe.ToString();
    }

    /// <summary>Whether no character needs an escape. False also for a text with surrogates, whether or not they are pairs.</summary>
    public static bool IsSafe(ReadOnlySpan<char> text) => !text.ContainsAny(Unsafe) && !text.ContainsAnyInRange('\uD800', '\uDFFF');

    private static bool IsLineEnd(string text, int at) => text[at] == '\n' || (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n');

    private static string EscapeOf(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };

    private static IEnumerable<char> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
