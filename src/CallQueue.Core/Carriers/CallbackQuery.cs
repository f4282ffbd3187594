using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CallQueue.Carriers;

/// <summary>
/// How the query of a callback URL names the attempt that the callback is about. It goes into every create request and comes back
/// with every callback; the carrier's signature covers it.
/// </summary>
public static class CallbackQuery
{
    private const string CallKey = "call";
    private const string AttemptKey = "attempt";
    private const string TokenKey = "token";
    private const int MaxTokenLength = 128;

    /// <summary>The query without its '?'.</summary>
    public static string Of(AttemptRef attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{CallKey}={Uri.EscapeDataString(attempt.Call.ToString())}&{AttemptKey}={attempt.Number}&{TokenKey}={Uri.EscapeDataString(attempt.Token)}");
    }

    /// <summary>Reads the attempt that a query names; false when it has none, or an impossible one.</summary>
    /// <param name="query">The raw query, with or without its '?'.</param>
    /// <param name="attempt">The attempt.</param>
    public static bool TryRead(string? query, [NotNullWhen(true)] out AttemptRef? attempt)
    {
        string? call = null, number = null, token = null;
        foreach ((string name, string value) in FormPairs.ParseQuery(query ?? ""))
        {
            if (name == CallKey) call ??= value;
            else if (name == AttemptKey) number ??= value;
            else if (name == TokenKey) token ??= value;
        }

        return TryRead(call, number, token, out attempt);
    }

    /// <summary>Reads an attempt from its three parts; false when one is missing, or such an attempt is impossible.</summary>
    public static bool TryRead(string? call, string? number, string? token, [NotNullWhen(true)] out AttemptRef? attempt)
    {
        attempt = null;
        if (TryParseCall(call) is not { } id || token is not { Length: > 0 and <= MaxTokenLength }) return false;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int counted) || counted < 1) return false;
        attempt = new AttemptRef(id, counted, token);
        return true;
    }

    private static CallId? TryParseCall(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return CallId.Parse(text);
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
