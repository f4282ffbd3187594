using System.Globalization;
using System.Net;

namespace CallQueue.Composition;

/// <summary>The process's environment variables, read and checked by name.</summary>
internal sealed class Variables(Func<string, string?> variable)
{
    /// <summary>The trimmed value; null when not set or blank.</summary>
    public string? Text(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <exception cref="SettingException">It is not a whole number in that range.</exception>
    public int Whole(string name, int min, int max, int otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        bool isFine = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max;
        return isFine ? number : throw Wrong(name, $"must be a whole number from {min} to {max}; got '{text}'");
    }

    /// <exception cref="SettingException">It is not an IP address.</exception>
    public IPAddress Address(string name, IPAddress otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return IPAddress.Loopback;
        return IPAddress.TryParse(text, out IPAddress? ip) ? ip : throw Wrong(name, $"must be an IP address, such as 10.0.0.7; got '{text}'");
    }

    /// <summary>An id that becomes part of stored names.</summary>
    /// <exception cref="SettingException">It has other characters.</exception>
    public string Id(string name, string otherwise)
    {
        string text = Text(name) ?? otherwise;
        return Identifier.IsValid(text, out string? problem) ? text : throw Wrong(name, problem);
    }

    public string? this[string name] => variable(name);

    public static SettingException Wrong(string name, string problem, Exception? inner = null) => new($"{name} {problem}.", inner);
}
