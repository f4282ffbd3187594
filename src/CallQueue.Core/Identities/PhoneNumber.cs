using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CallQueue;

/// <summary>A telephone number in E.164: '+', then 7 to 15 digits, the first not 0.</summary>
[JsonConverter(typeof(PhoneNumberConverter))]
public readonly record struct PhoneNumber
{
    private const string Advice = "write it in E.164, such as +442079460100";
    private const int ShownDigits = 4;
    private const int LongestShown = 40;

    private PhoneNumber(string value) => Value = value;

    /// <summary>The number with its '+'.</summary>
    public string Value { get; }

    /// <summary>The number without its '+', as some carriers write it.</summary>
    public string Digits => Value[1..];

    /// <summary>The number with all but its last four digits hidden, for logs and screens that others may see.</summary>
    public string Masked => string.Concat("+", new string('*', Math.Max(0, Value.Length - 5)), Value.AsSpan(Math.Max(1, Value.Length - 4)));

    /// <summary>
    /// Reads a number as people write it: spaces, dashes, dots, brackets and slashes are dropped and a leading 00 is '+'.
    /// A number without country code is rejected, since the country is unknown.
    /// </summary>
    public static bool TryParse(string? text, out PhoneNumber number, [NotNullWhen(false)] out string? problem)
    {
        number = default;
        string compact = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.' or '(' or ')' or '/' or '\u00a0')));
        if (compact.StartsWith("00", StringComparison.Ordinal)) compact = "+" + compact[2..];
        problem = compact switch
        {
            "" => "is missing",
            _ when compact[0] != '+' => $"{Shown(text!)} has no country code; {Advice}",
            _ when !compact.AsSpan(1).ContainsOnlyDigits() => $"{Shown(text!)} has characters other than digits after the '+'; {Advice}",
            { Length: < 8 } => $"{Shown(text!)} is too short for a telephone number; {Advice}",
            { Length: > 16 } => $"{Shown(text!)} has more than 15 digits; {Advice}",
            _ when compact[1] == '0' => $"{Shown(text!)} begins with +0, which is not a country code; {Advice}",
            _ => null,
        };
        if (problem is null) number = new PhoneNumber(compact);
        return problem is null;
    }

    /// <exception cref="FormatException">The text is not an E.164 number.</exception>
    public static PhoneNumber Parse(string text) =>
        TryParse(text, out PhoneNumber number, out string? problem) ? number : throw new FormatException($"telephone number {problem}");

    // As it came, since the mistake is in how it is written; but with all digits except the last four hidden.
    private static string Shown(string text)
    {
        string trimmed = text.Trim();
        int hidden = trimmed.Count(char.IsDigit) - ShownDigits;
        string masked = string.Concat(trimmed.Select(c => char.IsDigit(c) && hidden-- > 0 ? '*' : c));
        return masked.Length <= LongestShown ? $"'{masked}'" : $"'{masked[..LongestShown]}...'";
    }

    /// <summary>The masked form, so that a number in a log line by mistake is not readable.</summary>
    public override string ToString() => Masked;
}

file static class Digit
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
