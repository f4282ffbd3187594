using System.Globalization;

namespace CallQueue.Access;

/// <summary>Digits with at most three signs between two groups of them, as people write telephone numbers: <c>+1 (202) 555-0123</c>.</summary>
/// <param name="Start">The first digit.</param>
/// <param name="End">After the last digit.</param>
/// <param name="Digits">How many there are.</param>
/// <param name="Longest">How many of them the longest group has; invisible signs do not end a group.</param>
/// <param name="PlusLength">The length of the plus sign before them: 1, 3 when it is URL-encoded, 0 without one.</param>
internal readonly record struct DigitGroups(int Start, int End, int Digits, int Longest, int PlusLength)
{
    private const int MostSigns = 3;

    /// <summary>Reads them from a digit on.</summary>
    public static DigitGroups Read(ReadOnlySpan<char> text, int start)
    {
        (int digits, int group, int longest, int end, int at) = (0, 0, 0, start, start);
        while (at < text.Length)
        {
            if (char.IsDigit(text[at]))
            {
                digits++;
                longest = Math.Max(longest, ++group);
                end = ++at;
                continue;
            }

            (int next, bool isVisible) = Between(text, at);
            if (next >= text.Length || !char.IsDigit(text[next])) break;
            if (isVisible) group = 0;
            at = next;
        }

        return new DigitGroups(start, end, digits, longest, PlusBefore(text, start));
    }

    /// <summary>Whether a character among them is one of the digits, and not of an encoded blank.</summary>
    public bool IsDigitAt(ReadOnlySpan<char> text, int at) => char.IsDigit(text[at]) && (at < Start + 1 || text[at - 1] != '%') && (at < Start + 2 || text[at - 2] != '%');

    /// <summary>The place after the signs between two groups, and whether one of them is visible.</summary>
    private static (int Next, bool IsVisible) Between(ReadOnlySpan<char> text, int at)
    {
        bool isVisible = false;
        for (int signs = 0; at < text.Length && signs < MostSigns; )
        {
            if (IsInvisible(text[at]))
            {
                at++;
            }
            else if (text[at] == '%' && at + 2 < text.Length && text.Slice(at + 1, 2) is "20" or "2D" or "2d" or "28" or "29")
            {
                (at, isVisible, signs) = (at + 3, true, signs + 1);
            }
            else if (IsSign(text[at]))
            {
                (at, isVisible, signs) = (at + 1, true, signs + 1);
            }
            else
            {
                break;
            }
        }

        return (at, isVisible);
    }

    private static bool IsSign(char c) =>
        c is ' ' or '-' or '.' or '(' or ')' || char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation;

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static int PlusBefore(ReadOnlySpan<char> text, int start) =>
        start >= 1 && text[start - 1] is '+' or '\uFF0B' ? 1
        : start >= 3 && text.Slice(start - 3, 3) is "%2B" or "%2b" ? 3
        : 0;
}
