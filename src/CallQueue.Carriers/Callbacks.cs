using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CallQueue.Http;

namespace CallQueue.Carriers;

/// <summary>
/// The callback URLs of one carrier: built for its create requests, and parsed by the receiver of the callbacks. The query
/// names the attempt, so that any webhook proves which dial it belongs to; the carrier's signature covers the query.
/// </summary>
public sealed class Callbacks
{
    private const string CallKey = "call";
    private const string AttemptKey = "attempt";
    private const string TokenKey = "token";
    private const int MaxTokenLength = 128;

    private readonly string _origin;
    private readonly string _prefix;
    private readonly string _statusRetries;
    private readonly string _answerRetries;

    private Callbacks(string publicUrl, string carrier, string statusRetries, string answerRetries)
    {
        (_origin, _prefix) = SplitOrigin(publicUrl.TrimEnd('/'));
        Carrier = carrier;
        _statusRetries = statusRetries;
        _answerRetries = answerRetries;
    }

    /// <summary>The carrier's name in the path.</summary>
    public string Carrier { get; }

    // Without a fragment neither carrier resends after our 5xx. The fragment is neither sent nor signed.
    // Twilio gives up 15 s after the event regardless of our settings; Plivo after 55 s.
    internal static Callbacks ForTwilio(string publicUrl) =>
        new(publicUrl, "twilio", "#rc=5&rp=all&ct=2000&rt=3000&tt=15000", "#rc=2&rp=all&ct=2000&rt=5000&tt=15000");

    internal static Callbacks ForPlivo(string publicUrl) =>
        new(publicUrl, "plivo", "#rc=5&rp=all&ct=2000&rt=5000&tt=55000", "#rc=2&rp=all&ct=2000&rt=5000&tt=15000");

    /// <summary>The status callback URL of an attempt, with the retry settings in the fragment.</summary>
    public string StatusUrl(AttemptRef attempt) => Url("status", attempt) + _statusRetries;

    /// <summary>Where the carrier asks what to do when the person has answered.</summary>
    public string AnswerUrl(AttemptRef attempt) => Url("answer", attempt) + _answerRetries;

    /// <summary>
    /// The URL as the carrier signed it: the configured scheme and host, and the request line's path and query byte for
    /// byte. A proxy may have removed the path prefix of the public URL; it is added again.
    /// </summary>
    /// <param name="rawTarget">Path and query from the request line, as received.</param>
    public string UrlAsSigned(string rawTarget) =>
        rawTarget.StartsWith(_prefix + "/", StringComparison.Ordinal) ? _origin + rawTarget : _origin + _prefix + rawTarget;

    /// <summary>Reads the attempt that a callback's query names; false when it has none, or an impossible one.</summary>
    /// <param name="query">The raw query, with or without its '?'.</param>
    /// <param name="attempt">The attempt.</param>
    public static bool TryReadAttempt(string? query, [NotNullWhen(true)] out AttemptRef? attempt)
    {
        string? call = null, number = null, token = null;
        foreach ((string name, string value) in FormPairs.Parse(query ?? ""))
        {
            if (name == CallKey) call ??= value;
            else if (name == AttemptKey) number ??= value;
            else if (name == TokenKey) token ??= value;
        }
        return TryReadAttempt(call, number, token, out attempt);
    }

    /// <summary>Reads an attempt from its three parts; false when one is missing, or none such can exist.</summary>
    internal static bool TryReadAttempt(string? call, string? number, string? token, [NotNullWhen(true)] out AttemptRef? attempt)
    {
        attempt = null;
        if (TryParseCall(call) is not { } id || token is not { Length: > 0 and <= MaxTokenLength }) return false;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int counted) || counted < 1) return false;
        attempt = new AttemptRef(id, counted, token);
        return true;
    }

    private string Url(string kind, AttemptRef attempt) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_origin}{_prefix}/webhooks/{Carrier}/{kind}?{CallKey}={Uri.EscapeDataString(attempt.Call.ToString())}&{AttemptKey}={attempt.Number}&{TokenKey}={Uri.EscapeDataString(attempt.Token)}");

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

    // Not by System.Uri: it lower-cases the host and drops a default port, and then signatures no longer match.
    private static (string Origin, string Prefix) SplitOrigin(string url)
    {
        int authority = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = url.IndexOf('/', authority);
        return path < 0 ? (url, "") : (url[..path], url[path..]);
    }
}
