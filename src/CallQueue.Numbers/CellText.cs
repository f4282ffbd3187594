using System.Buffers;

namespace CallQueue.Numbers;

/// <summary>
/// No I/O: the digits of one number, out of everything that programs and people write around them. Whatever is more than one
/// number is refused.
/// </summary>
/// <param name="HasPlus">The digits begin with a country code.</param>
/// <param name="HasBracketedZero">A (0) is among them: a trunk prefix beside a country code.</param>
/// <param name="Problem">Why this is not one number, to follow the value; null when it is.</param>
internal sealed record CellText(string Digits, bool HasPlus, bool HasBracketedZero, string? Problem)
{
    private const int FewestDigits = 7;
    private const int Longest = 200;
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789+ -.()/\n");
    private const string OneNumber = "write one number in each field";

    public static CellText Of(string text)
    {
        if (text.Length > Longest) return Wrong("is too long for a telephone number");
        string plain = Unwrapped(PlainCharacters.Of(text));
        plain = NumberForms.WithContext(plain);
        if (NumberForms.IsScientific(plain)) return NumberForms.ExactScientific(plain) is { } exact ? Read(exact) : Wrong("is how a spreadsheet writes a number that it has rounded; format the column as text and export it again");
        if (plain is ['-', >= '0' and <= '9', ..]) return Wrong("begins with a minus, as if a spreadsheet had calculated it; format the column as text and export it again");
        return Read(NumberForms.WithoutZeroFraction(plain));
    }

    /// <summary>Without what spreadsheets, links and exports put around a number.</summary>
    private static string Unwrapped(string text)
    {
        string before;
        do
        {
            before = text;
            text = text.Trim([' ', '\n', ',', ';']);
            if (text.StartsWith('=') || text.StartsWith('\'')) text = text[1..];
            if (text.EndsWith('\'')) text = text[..^1];
            if (text.Length >= 2 && text[0] == '"' && text[^1] == '"') text = text[1..^1];
            if (NumberForms.LinkLength(text) is > 0 and var link) text = text[link..].Replace("%2B", "+", StringComparison.OrdinalIgnoreCase).Replace("%20", " ", StringComparison.Ordinal);
        }
        while (text != before);
        return text;
    }

    private static CellText Read(string text)
    {
        int beside = text.AsSpan().IndexOfAnyExcept(OfNumbers);
        if (beside >= 0) return Wrong(BesideNumber(text, beside));
        string digits = DigitsOf(text);
        int plus = text.IndexOf('+', StringComparison.Ordinal);
        if (text.LastIndexOf('+') != plus || (plus >= 0 && text[..plus].Any(char.IsAsciiDigit)))
            return Wrong(digits.Length > 15 ? $"has more than one number; {OneNumber}" : "has a '+' that is not at its beginning; write it in E.164, such as +442079460100");
        if (FindSecond(text, plus >= 0 || digits.StartsWith("00", StringComparison.Ordinal))) return Wrong($"may have more than one number; {OneNumber}");
        return new CellText(digits, plus >= 0, NumberForms.HasBracketedZero(text), null);
    }

    /// <summary>A line end or a slash between two numbers. One slash after a country and an area code is an old way to write one number.</summary>
    private static bool FindSecond(string text, bool isInternational)
    {
        if (text.Trim('\n').Split('\n').Count(line => line.Any(char.IsAsciiDigit)) > 1) return true;
        string[] parts = [.. text.Split('/').Select(DigitsOf).Where(part => part.Length > 0)];
        return parts.Length > 2 || (parts.Length == 2 && (parts[0].Length > (isInternational ? 8 : 6) || parts[1].Length < 4));
    }

    private static string BesideNumber(string text, int at)
    {
        string before = DigitsOf(text[..at]);
        string beside = text[at..].TrimEnd();
        string shown = ShownNumber.Of(beside);
        if (before.Length >= FewestDigits)
        {
            if (NumberForms.IsExtension(beside)) return $"has an extension ({shown}), which can't be dialed; remove it";
            if (DigitsOf(beside).Length >= FewestDigits) return $"has more than one number; {OneNumber}";
        }

        if (before.Length > 0 && NumberForms.IsVanity(beside)) return $"has letters ({shown}); write digits instead";
        return $"has {shown} beside the number; {OneNumber}, and nothing else";
    }

    private static CellText Wrong(string problem) => new("", false, false, problem);

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
