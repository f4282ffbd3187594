using System.Globalization;
using System.Text;

namespace CallQueue.Numbers;

/// <summary>No I/O: a text with ASCII in place of the same signs of other scripts and sets, and without invisible ones.</summary>
internal static class PlainCharacters
{
    public static string Of(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAny('[', ']', '`')) return text;
        var plain = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Plain(rune) is { } character) plain.Append(character);
            else if (!IsInvisible(rune)) plain.Append(rune.ToString());
        }

        return plain.ToString();
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control || rune.Value is 0x2800 or 0x3164 or 0x115F or 0x1160 or (>= 0xFE00 and <= 0xFE0F);

    private static char? Plain(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => '\n',
        >= '0' and <= '9' => (char)rune.Value,
        '+' or 0xFF0B or 0xFE62 or 0x207A or 0x2795 => '+',
        0x2212 or 0x2043 or 0x30FC or 0xFF70 or 0x2796 => '-',
        '[' or 0xFF3B or 0xFF08 => '(',
        ']' or 0xFF3D or 0xFF09 => ')',
        0xB7 or 0x2219 or 0x2027 or 0x2022 or 0x30FB or 0xFF65 or 0x2024 => '.',
        0x2044 or 0x2215 => '/',
        '`' or 0xB4 or 0x2018 or 0x2019 or 0x201B or 0x2BC or 0x2032 => '\'',
        0x201C or 0x201D or 0x201E or 0x2033 => '"',
        >= 0xFF01 and <= 0xFF5E => (char)(rune.Value - 0xFEE0),
        _ => ByCategory(rune),
    };

    private static char? ByCategory(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)Rune.GetNumericValue(rune)),
        UnicodeCategory.DashPunctuation => '-',
        UnicodeCategory.SpaceSeparator => ' ',
        UnicodeCategory.Control when rune.Value == '\t' => ' ',
        _ => null,
    };
}
