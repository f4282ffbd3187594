using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CallQueue;

/// <summary>
/// A telephone number in E.164: '+', then 7 to 15 digits, the first not 0. Stored values and our own code use this form; other
/// spellings are read by CallQueue.Numbers at the edges.
/// </summary>
[JsonConverter(typeof(PhoneNumberConverter))]
public readonly record struct PhoneNumber
{
    private PhoneNumber(string value) => Value = value;

    /// <summary>Written where a number was erased. The country code 999 is reserved by the ITU (E.164 list of assigned codes) and never dialed.</summary>
    public static PhoneNumber Erased { get; } = new("+9990000000");

    /// <summary>The number with its '+'.</summary>
    public string Value { get; }

    /// <summary>The number without its '+', as some carriers write it.</summary>
    public string Digits => Value[1..];

    /// <summary>The number with all but its last four digits hidden, for logs and screens that others may see.</summary>
    public string Masked => string.Concat("+", new string('*', Math.Max(0, Value.Length - 5)), Value.AsSpan(Math.Max(1, Value.Length - 4)));

    /// <summary>The same number in its right spelling: without a trunk prefix that a former version kept after the country code.</summary>
    internal PhoneNumber Respelled => new(TrunkPrefixes.Without(Value));

    /// <summary>The spellings under which a former version may have stored the number; none for most countries without trunk prefix.</summary>
    internal IEnumerable<PhoneNumber> FormerSpellings() => TrunkPrefixes.FormersOf(Value).Select(former => new PhoneNumber(former));

    /// <summary>Reads the form of E.164, and no other.</summary>
    public static bool TryParse(string? text, out PhoneNumber number, [NotNullWhen(false)] out string? problem)
    {
        bool isOne = text is { Length: >= 8 and <= 16 } && text[0] == '+' && text[1] != '0' && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');
        number = isOne ? new PhoneNumber(text!) : default;
        problem = isOne ? null : "must be in E.164, such as +442079460100";
        return isOne;
    }

    /// <exception cref="FormatException">The text is not an E.164 number.</exception>
    public static PhoneNumber Parse(string text) =>
        TryParse(text, out PhoneNumber number, out string? problem) ? number : throw new FormatException($"telephone number {problem}");

    /// <summary>The masked form, so that a number in a log line by mistake is not readable.</summary>
    public override string ToString() => Masked;
}
