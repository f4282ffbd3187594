using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CallQueue;

/// <summary>A telephone number in E.164: '+', then 7 to 15 digits, the first not 0.</summary>
[JsonConverter(typeof(PhoneNumberConverter))]
public readonly record struct PhoneNumber
{
    private PhoneNumber(string value) => Value = value;

    /// <summary>The number with its '+'.</summary>
    public string Value { get; }

    /// <summary>The number without its '+', as some carriers write it.</summary>
    public string Digits => Value[1..];

    /// <summary>The number with all but its last four digits hidden, for logs and screens that others may see.</summary>
    public string Masked => string.Concat("+", new string('*', Math.Max(0, Value.Length - 5)), Value.AsSpan(Math.Max(1, Value.Length - 4)));

    /// <summary>
    /// Reads a number as people write it: spaces, dashes, dots, brackets and slashes are dropped and a leading 00 is '+'.
    /// A number without country code is refused: nobody can tell which country was meant.
    /// </summary>
    public static bool TryParse(string? text, out PhoneNumber number, [NotNullWhen(false)] out string? problem)
    {
        number = default;
        string compact = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.' or '(' or ')' or '/' or '\u00a0')));
        if (compact.StartsWith("00", StringComparison.Ordinal)) compact = "+" + compact[2..];
        problem = compact switch
        {
            "" => "is missing",
            _ when compact[0] != '+' => "must be in E.164: '+', country code, number",
            _ when !compact.AsSpan(1).ContainsOnlyDigits() => "may hold digits only after the '+'",
            { Length: < 8 } => "is too short for a telephone number",
            { Length: > 16 } => "has more than 15 digits",
            _ when compact[1] == '0' => "must not begin with +0",
            _ => null,
        };
        if (problem is null) number = new PhoneNumber(compact);
        return problem is null;
    }

    /// <exception cref="FormatException">The text is no E.164 number.</exception>
    public static PhoneNumber Parse(string text) =>
        TryParse(text, out PhoneNumber number, out string? problem) ? number : throw new FormatException($"telephone number {problem}");

    /// <summary>The masked form, so that a number that slips into a log line does not tell whose it is.</summary>
    public override string ToString() => Masked;
}

file static class Digit
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
