using System.Globalization;
using System.Net;
using CallQueue.Numbers;
using Microsoft.Extensions.Logging;

namespace CallQueue.Configuration;

/// <summary>What values a setting takes.</summary>
/// <param name="Type">The type, for the documentation.</param>
/// <param name="Range">The range and unit, for the documentation; empty: any.</param>
/// <param name="FindProblem">What is wrong with a value, phrased to follow the setting's name; null when nothing is.</param>
internal sealed record SettingForm(string Type, string Range, Func<string, string?> FindProblem)
{
    /// <summary>Any text.</summary>
    public static SettingForm Text(string type = "text") => new(type, "", _ => null);

    /// <summary>A text with a rule of its own.</summary>
    public static SettingForm Text(string type, Func<string, string?> findProblem) => new(type, "", findProblem);

    public static SettingForm Whole(int min, int max, string unit = "")
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{min} to {max}");
        return new SettingForm("whole number", $"{range} {unit}".TrimEnd(),
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max ? null : $"must be a whole number from {range}");
    }

    public static SettingForm Number(double min, double max, string meaningOfZero)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{min} to {max}");
        return new SettingForm("number", $"{range}; 0: {meaningOfZero}",
            text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= min && number <= max
                ? null : $"must be a number from {range} (0: {meaningOfZero})");
    }

    /// <summary>One of some words, in upper or lower case.</summary>
    public static SettingForm Choice(params string[] words)
    {
        string listed = $"{string.Join(", ", words[..^1])} or {words[^1]}";
        return new SettingForm("choice", string.Join(", ", words.Select(word => $"`{word}`")), text => words.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"must be {listed}");
    }

    /// <summary>A secret of at least so many characters.</summary>
    public static SettingForm Secret(int shortest) => new("secret", string.Create(CultureInfo.InvariantCulture, $"at least {shortest} characters"),
        text => text.Length >= shortest ? null : string.Create(CultureInfo.InvariantCulture, $"must have at least {shortest} characters; 'openssl rand -hex 24' generates one"));

    /// <summary>A secret of any form.</summary>
    public static SettingForm Secret() => Text("secret");

    public static SettingForm Url { get; } = Text("URL", text => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" ? null : "must be an absolute http or https URL");

    /// <summary>A part of a host name.</summary>
    public static SettingForm Label { get; } = Text("name", text => text.Length is > 0 and <= 63 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? null : "must have lower-case letters, digits and '-' only");

    public static SettingForm Address { get; } = Text("IP address", text => AddressOf(text) is null ? "must be an IP address, such as 10.0.0.7" : null);

    public static SettingForm PhoneNumber { get; } = Text("phone number", text => NumberOf(text) is null ? NumberReader.Read(text, null).Problem : null);

    public static SettingForm Country { get; } = Text("country", NumberReader.FindCountryProblem);

    /// <summary>A name that becomes part of stored keys.</summary>
    public static SettingForm Identifier { get; } = Text("name", text => CallQueue.Identifier.IsValid(text, out string? problem) ? null : problem);

    public static SettingForm LogLevel { get; } = Choice([.. Enum.GetNames<LogLevel>().Where(name => name != "None").Select(name => name.ToLowerInvariant())]);

    /// <summary>E.164 needs none of the metadata of numbers, which would be loaded at every start.</summary>
    public static PhoneNumber? NumberOf(string text) => CallQueue.PhoneNumber.TryParse(text.Trim(), out PhoneNumber number, out _) ? number : NumberReader.Read(text, null).Number;

    public static IPAddress? AddressOf(string text) =>
        text.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.TryParse(text, out IPAddress? address) ? address : null;
}
