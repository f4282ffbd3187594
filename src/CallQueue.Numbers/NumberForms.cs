using System.Buffers;
using System.Globalization;

namespace CallQueue.Numbers;

/// <summary>
/// No I/O: what programs and people write around a number, recognized by reading the text once from its start to its end. No regular
/// expressions: the texts come from strangers, and a backtracking expression can take seconds for one of them.
/// </summary>
internal static class NumberForms
{
    private const string Context = ";phone-context=";
    private const int FewestDigits = 7;
    private static readonly SearchValues<char> OfContexts = SearchValues.Create("0123456789 .-");
    private static readonly string[] Links = ["tel:", "callto:", "sms:", "whatsapp:", "p:"];

    /// <summary>Longer words first, so that each is found whole.</summary>
    private static readonly string[] ExtensionWords =
        ["durchwahl", "extension", "interno", "poste", "anexo", "ramal", "postd", "extn", "isub", "ext", "int", "dw", "x", "#", ",", "p", "w"];

    /// <summary>The length of <c>tel:</c>, <c>callto://</c> and the like at the start; 0 without one.</summary>
    public static int LinkLength(ReadOnlySpan<char> text)
    {
        foreach (string link in Links)
        {
            if (!text.StartsWith(link, StringComparison.OrdinalIgnoreCase)) continue;
            return link.Length + (text[link.Length..].StartsWith("//", StringComparison.Ordinal) ? 2 : 0);
        }

        return 0;
    }

    /// <summary>The number with the country code of its <c>;phone-context=+44</c> (RFC 3966) in front; any other text as it is.</summary>
    public static string WithContext(string text)
    {
        int at = text.IndexOf(Context, StringComparison.OrdinalIgnoreCase);
        if (at <= 0 || text.AsSpan(0, at).ContainsAny(';', '+')) return text;
        ReadOnlySpan<char> context = text.AsSpan(at + Context.Length);
        return context is ['+', _, ..] && !context[1..].ContainsAnyExcept(OfContexts) ? string.Concat(context, text.AsSpan(0, at)) : text;
    }

    /// <summary>Whether a spreadsheet has rounded the number: <c>4.42079E+11</c>.</summary>
    public static bool IsScientific(ReadOnlySpan<char> text)
    {
        text = WithoutSign(text);
        if (text.IsEmpty || !char.IsAsciiDigit(text[0])) return false;
        text = text[1..];
        if (text is ['.' or ',', >= '0' and <= '9', ..]) text = text[1..].TrimStart("0123456789");
        return text is ['e' or 'E', ..] && IsDigits(WithoutSign(text[1..]));
    }

    /// <summary>The digits of a scientific number that has all of them: <c>1.2025550101E+10</c>. Null: some may be lost, or it is negative.</summary>
    public static string? ExactScientific(string text)
    {
        int exponent = text.AsSpan().IndexOfAny('e', 'E');
        string digits = string.Concat(text.AsSpan(0, exponent).ToString().Where(char.IsAsciiDigit));
        bool isExact = text[0] != '-' && digits.Length >= FewestDigits
            && int.TryParse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int places) && places == digits.Length - 1;
        return !isExact ? null : text[0] == '+' ? $"+{digits}" : digits;
    }

    /// <summary>The number without the <c>.0</c> that a spreadsheet has added.</summary>
    public static string WithoutZeroFraction(string text)
    {
        int end = text.AsSpan().TrimEnd('0').Length;
        if (end == text.Length || end == 0 || text[end - 1] is not ('.' or ',')) return text;
        ReadOnlySpan<char> number = text.AsSpan(0, end - 1);
        ReadOnlySpan<char> digits = number is ['+', ..] ? number[1..] : number;
        return digits.Length >= 3 && IsDigits(digits) ? number.ToString() : text;
    }

    /// <summary>Whether there is a <c>(0)</c>.</summary>
    public static bool HasBracketedZero(ReadOnlySpan<char> text)
    {
        for (int open = text.IndexOf('('); open >= 0; open = text.IndexOf('('))
        {
            text = text[(open + 1)..].TrimStart(' ');
            if (text is ['0', ..] && text[1..].TrimStart(' ') is [')', ..]) return true;
        }

        return false;
    }

    /// <summary>Whether a text after a number is an extension: <c>ext. 12</c>, <c>#4</c>, <c>Durchwahl 0</c>.</summary>
    public static bool IsExtension(ReadOnlySpan<char> text)
    {
        if (IsWordAndDigits(text)) return true;
        return text is [';' or ',', ..] && IsWordAndDigits(text[1..].TrimStart(' '));
    }

    /// <summary>Whether a text is letters, with nothing but digits, blanks and dashes among them.</summary>
    public static bool IsVanity(ReadOnlySpan<char> text)
    {
        bool hasLetter = false;
        foreach (char c in text)
        {
            hasLetter |= char.IsAsciiLetter(c);
            if (!char.IsAsciiLetterOrDigit(c) && c is not (' ' or '-')) return false;
        }

        return hasLetter;
    }

    private static bool IsWordAndDigits(ReadOnlySpan<char> text)
    {
        foreach (string word in ExtensionWords)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text[word.Length..].TrimStart(" .:=#-").TrimStart("0123456789").Trim(" )#").IsEmpty) return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text) => text is ['+' or '-', ..] ? text[1..] : text;

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
