namespace CallQueue.Numbers;

/// <summary>
/// Digits with blanks, dashes, dots and brackets between them, as most people write a number. Everything else goes the long way
/// (<see cref="CellText"/>), which reads these spellings alike.
/// </summary>
internal static class PlainSpelling
{
    /// <summary>The most digits of a number.</summary>
    public const int MostDigits = 15;

    private const int Longest = 40;

    /// <summary>Copies the digits of a text; false when it has anything that may have a meaning of its own.</summary>
    /// <param name="text">Without blanks around it.</param>
    /// <param name="digits">Room for <see cref="MostDigits"/>.</param>
    /// <param name="count">How many digits there are.</param>
    /// <param name="hasPlus">They begin with a country code.</param>
    public static bool TryRead(ReadOnlySpan<char> text, Span<char> digits, out int count, out bool hasPlus)
    {
        (count, hasPlus) = (0, false);
        if (text.Length is 0 or > Longest || text[0] == '-') return false;
        hasPlus = text[0] == '+';
        int dots = 0;
        for (int i = hasPlus ? 1 : 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiDigit(c))
            {
                if (count == MostDigits) return false;
                digits[count++] = c;
            }
            else if (c == '.') dots++;
            else if (c == '(' ? IsZeroInBrackets(text[(i + 1)..]) : c is not (' ' or '-' or ')')) return false;
        }

        // A single dot can belong to a fraction.
        return dots != 1;
    }

    private static bool IsZeroInBrackets(ReadOnlySpan<char> text) => text.IndexOf(')') is >= 0 and var end && text[..end].Trim(' ') is "0";
}
