using System.Globalization;

namespace CallQueue.Numbers;

/// <summary>
/// The one door through which telephone numbers come in: every spelling that means exactly one possible number becomes that
/// number, and everything else is refused with the reason. Possible is a matter of the numbering plan's lengths and
/// assigned country codes: numbers kept for examples, such as 555-01xx, are possible. Thread-safe; the metadata is loaded
/// by the first number.
/// </summary>
public static class NumberReader
{
    /// <summary>Reads a number.</summary>
    /// <param name="text">As a person or a program wrote it.</param>
    /// <param name="country">
    /// Where a number without country code belongs: an ISO 3166-1 code such as US, its English name, or a calling code such as 44 or
    /// +44. Null: such a number is refused. A number with a country code does not need it.
    /// </param>
    public static NumberReading Read(ReadOnlySpan<char> text, string? country) => TryPlain(text, country) ?? SpelledNumber.Read(text.ToString(), country);

    /// <inheritdoc cref="Read(ReadOnlySpan{char}, string?)"/>
    public static NumberReading Read(string? text, string? country) => TryPlain(text, country) ?? SpelledNumber.Read(text ?? "", country);

    /// <summary>
    /// A country for settings: the ISO 3166-1 alpha-2 code in capitals of what <paramref name="text"/> names, for a calling code
    /// that of its main country; null when it names none.
    /// </summary>
    public static string? CountryOf(string text) => CountryNames.Find(text) ?? (Country.Find(text) is { Region: not "001" } country ? country.Region : null);

    /// <summary>Why a text is not a country for settings, to follow the setting's name; null when it is one.</summary>
    public static string? FindCountryProblem(string text) => CountryOf(text) is null ? $"must be an ISO 3166 country code such as US, or a calling code such as 44; got '{text}'" : null;

    /// <summary>Plain spellings that the tables know; null when the library has to be asked. It would read them alike.</summary>
    internal static NumberReading? TryPlain(ReadOnlySpan<char> text, string? country)
    {
        Span<char> number = stackalloc char[1 + PlainSpelling.MostDigits];
        Span<char> room = number[1..];
        if (!PlainSpelling.TryRead(text.Trim(' '), room, out int count, out bool hasPlus)) return null;
        if (hasPlus) return CallingCode.Of(room[..count]) is { } code && count > code.Width && code.IsCertain(room[code.Width..count]) ? Usual(number, count, code) : null;
        if (country is null || Country.Find(country) is not { } inside || NationalRules.Of(inside) is not { } rules) return null;
        ReadOnlySpan<char> national = rules.Find(room[..count]);
        int width = inside.Code.Width;
        if (national.IsEmpty || width + national.Length > PlainSpelling.MostDigits) return null;
        Span<char> whole = stackalloc char[1 + PlainSpelling.MostDigits];
        inside.Code.Code.TryFormat(whole[1..], out _, default, CultureInfo.InvariantCulture);
        national.CopyTo(whole[(1 + width)..]);
        return Usual(whole, width + national.Length, inside.Code);
    }

    private static NumberReading? Usual(Span<char> number, int digits, CallingCode code)
    {
        number[0] = '+';
        return PhoneNumber.TryParse(number[..(1 + digits)].ToString(), out PhoneNumber read, out _)
            ? new NumberReading(read, null, code.IsNetwork ? NumberKind.Satellite : NumberKind.Usual) : null;
    }
}
