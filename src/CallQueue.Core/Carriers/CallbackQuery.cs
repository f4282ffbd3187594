using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace CallQueue.Carriers;

/// <summary>
/// How the query of a callback URL names the attempt that the callback is about. It goes into every create request and comes back
/// with every callback; the carrier's signature covers it. It is written with letters, digits and <c>- . _ ~</c> alone, which no carrier or proxy needs
/// to escape, and read back even where one did, once or twice.
/// </summary>
public static class CallbackQuery
{
    private const string CallKey = "call";
    private const string EncodedCallKey = "call64";
    private const string AttemptKey = "attempt";
    private const string TokenKey = "token";
    private const string EncodedTokenKey = "token64";
    private const int MaxTokenLength = 128;

    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>A '&amp;' that was escaped for XML or HTML once too often leaves this before a name.</summary>
    private const string XmlEscape = "amp;";

    /// <summary>The query without its '?'.</summary>
    public static string Of(AttemptRef attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        string call = attempt.Call.ToString();
        if (IsPlain(call) && IsPlain(attempt.Token)) return string.Create(CultureInfo.InvariantCulture, $"{CallKey}={call}&{AttemptKey}={attempt.Number}&{TokenKey}={attempt.Token}");
        return string.Create(
            CultureInfo.InvariantCulture, $"{Pair(CallKey, EncodedCallKey, call)}&{AttemptKey}={attempt.Number}&{Pair(TokenKey, EncodedTokenKey, attempt.Token)}");
    }

    /// <summary>The path, below the public URL, and the query of a callback URL.</summary>
    /// <param name="carrier">The carrier's name.</param>
    /// <param name="kind"><c>status</c>, <c>answer</c>, <c>message</c> or <c>agent</c>.</param>
    /// <param name="attempt">The attempt.</param>
    public static string PathOf(string carrier, string kind, AttemptRef attempt) => PathOf(carrier, kind) + Of(attempt);

    /// <summary>The path of a kind of callback, below the public URL, and the '?' of its query.</summary>
    public static string PathOf(string carrier, string kind) => $"/webhooks/{carrier}/{kind}?";

    /// <summary>Reads the attempt that a query names; false when it has none, or an impossible one.</summary>
    /// <param name="query">The raw query, with or without its '?'.</param>
    /// <param name="attempt">The attempt.</param>
    public static bool TryRead(string? query, [NotNullWhen(true)] out AttemptRef? attempt)
    {
        string? call = null, number = null, token = null;
        foreach ((string key, string value) in FormPairs.ParseQuery(query ?? ""))
        {
            string name = key.StartsWith(XmlEscape, StringComparison.Ordinal) ? key[XmlEscape.Length..] : key;
            if (name == CallKey) call ??= value;
            else if (name == EncodedCallKey) call ??= Decode(value);
            else if (name == AttemptKey) number ??= value.Trim();
            else if (name == TokenKey) token ??= value;
            else if (name == EncodedTokenKey) token ??= Decode(value);
        }

        return TryRead(call, number, token, out attempt);
    }

    /// <summary>Reads an attempt from its three parts; false when one is missing, or such an attempt is impossible.</summary>
    public static bool TryRead(string? call, string? number, string? token, [NotNullWhen(true)] out AttemptRef? attempt)
    {
        attempt = null;
        if ((TryParseCall(call) ?? TryParseCall(Unescaped(call))) is not { } id || token is not { Length: > 0 and <= MaxTokenLength }) return false;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int counted) || counted < 1) return false;
        attempt = new AttemptRef(id, counted, token);
        return true;
    }

    private static string Pair(string key, string encodedKey, string value) =>
        IsPlain(value) ? $"{key}={value}" : $"{encodedKey}={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value))}";

    private static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExcept(Unreserved);

    private static string? Decode(string value)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(value.TrimEnd('=')));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The separator of a call's id that was escaped twice: <c>default%257Ec1</c>.</summary>
    private static string? Unescaped(string? text) => text is not null && text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : null;

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
