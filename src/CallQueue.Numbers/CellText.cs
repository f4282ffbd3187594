using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CallQueue.Numbers;

/// <summary>
/// No I/O: the digits of one number, out of everything that programs and people write around them. Whatever is more than one
/// number is refused.
/// </summary>
/// <param name="HasPlus">The digits begin with a country code.</param>
/// <param name="HasBracketedZero">A (0) is among them: a trunk prefix beside a country code.</param>
/// <param name="Problem">Why this is not one number, to follow the value; null when it is.</param>
internal sealed partial record CellText(string Digits, bool HasPlus, bool HasBracketedZero, string? Problem)
{
    private const int FewestDigits = 7;
    private const int Longest = 200;
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789+ -.()/\n");
    private const string OneNumber = "write one number in each field";

    public static CellText Of(string text)
    {
        if (text.Length > Longest) return Wrong("is too long for a telephone number");
        string plain = Unwrapped(PlainCharacters.Of(text));
        Match context = PhoneContext().Match(plain);
        if (context.Success) plain = context.Groups["context"].Value + context.Groups["number"].Value;
        if (Scientific().Match(plain) is { Success: true } scientific)
        {
            if (WholeOf(scientific) is { } whole) return Read(whole);
            return Wrong("is how a spreadsheet writes a number that it has rounded; format the column as text and export it again");
        }

        if (plain is ['-', >= '0' and <= '9', ..]) return Wrong("begins with a minus, as if a spreadsheet had calculated it; format the column as text and export it again");
        Match fraction = ZeroFraction().Match(plain);
        if (fraction.Success) plain = fraction.Groups["number"].Value;
        return Read(plain);
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
            Match link = Link().Match(text);
            if (link.Success) text = text[link.Length..].Replace("%2B", "+", StringComparison.OrdinalIgnoreCase).Replace("%20", " ", StringComparison.Ordinal);
        }
        while (text != before);
        return text;
    }

    /// <summary>1.2025550101E+10 has all eleven digits of its number; 1.20255501E+10 may have had others.</summary>
    private static string? WholeOf(Match scientific)
    {
        string digits = scientific.Groups["first"].Value + scientific.Groups["rest"].Value;
        return int.TryParse(scientific.Groups["places"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int places) && places == digits.Length - 1 && digits.Length >= FewestDigits && scientific.Value[0] != '-'
            ? scientific.Groups["plus"].Value + digits
            : null;
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
        return new CellText(digits, plus >= 0, BracketedZero().IsMatch(text), null);
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
            if (Extension().IsMatch(beside)) return $"has an extension ({shown}), which can't be dialed; remove it";
            if (DigitsOf(beside).Length >= FewestDigits) return $"has more than one number; {OneNumber}";
        }

        if (before.Length > 0 && beside.Any(char.IsAsciiLetter) && Vanity().IsMatch(beside)) return $"has letters ({shown}); write digits instead";
        return $"has {shown} beside the number; {OneNumber}, and nothing else";
    }

    private static CellText Wrong(string problem) => new("", false, false, problem);

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"^(?:tel|callto|sms|whatsapp|p):(?://)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?<number>[^;+]+);phone-context=(?<context>\+[0-9 .-]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PhoneContext();

    [GeneratedRegex(@"^(?:(?<plus>\+)|-)?(?<first>[0-9])(?:[.,](?<rest>[0-9]+))?[eE](?<places>[+-]?[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^(?<number>\+?[0-9]{3,})[.,]0+$", RegexOptions.CultureInvariant)]
    private static partial Regex ZeroFraction();

    [GeneratedRegex(@"\([ ]*0[ ]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex BracketedZero();

    [GeneratedRegex(@"^(?:[;,][ ]*)?(?:x|ext|extn|extension|isub|postd|#|,|p|w|dw|durchwahl|poste|anexo|ramal|int|interno)[ .:=#-]*[0-9]*[ )#]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^[A-Za-z0-9 -]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Vanity();
}
