using System.Text;
using CallQueue.Scripts;

namespace CallQueue.Carriers.Twilio;

/// <summary>One Twilio account. Printing it never shows a token.</summary>
public sealed record TwilioOptions
{
    /// <summary>The account's SID, <c>AC</c> and 32 hex digits.</summary>
    public required string AccountSid { get; init; }

    /// <summary>The account's token: authorizes requests (unless an API key or the main account does) and signs webhooks.</summary>
    public required string AuthToken { get; init; }

    /// <summary>A second token that webhooks may be signed with while tokens are rotated. Null: none.</summary>
    public string? OtherAuthToken { get; init; }

    /// <summary>An API key (<c>SK…</c>) to send requests with instead of the token; needs <see cref="ApiKeySecret"/>. Null: the token.</summary>
    public string? ApiKeySid { get; init; }

    /// <summary>The secret of <see cref="ApiKeySid"/>.</summary>
    public string? ApiKeySecret { get; init; }

    /// <summary>The SID of the main account that <see cref="AccountSid"/> is a subaccount of, to send requests with its token. Null: the account's own credentials.</summary>
    public string? MainAccountSid { get; init; }

    /// <summary>The token of <see cref="MainAccountSid"/>. It never signs the subaccount's webhooks.</summary>
    public string? MainAuthToken { get; init; }

    /// <summary>The caller id of calls that name none: a number of the account.</summary>
    public required PhoneNumber Number { get; init; }

    /// <summary>The address of the API. Default <c>https://api.twilio.com</c>; a region's host keeps calls in that region.</summary>
    public string BaseUrl { get; init; } = "https://api.twilio.com";

    /// <summary>Where Twilio reaches our gateway: scheme, host and perhaps a path prefix. No '_' in the host.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>The voice agent of scripts that name none. Null: none.</summary>
    public string? AgentUrl { get; init; }

    /// <summary>What a person hears whose call no agent takes; then the call ends. Null: nobody looks whether one does.</summary>
    public string? NoAgentMessage { get; init; }

    /// <summary>Which events of a call are asked for. Default as needed.</summary>
    public ReportedEvents Events { get; init; }

    /// <summary>How long one request may take: above zero, at most 60 s, default 15 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// See <see cref="ICarrier.AbsenceBelievedAfter"/>. Default 120 s; longer than
    /// <see cref="RequestTimeout"/> plus the lag of Twilio's call list, which is not documented.
    /// </summary>
    public TimeSpan AbsenceBelievedAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How far a call's creation time may be off beside the measured difference of the clocks: default 3 s.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Why these options can't be used, naming the member; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        _ when !IsSid(AccountSid, "AC") => $"{nameof(AccountSid)} must be AC and 32 hex digits",
        _ when string.IsNullOrWhiteSpace(AuthToken) => $"{nameof(AuthToken)} is missing",
        _ when ApiKeySid is not null && (!IsSid(ApiKeySid, "SK") || string.IsNullOrEmpty(ApiKeySecret)) => $"{nameof(ApiKeySid)} must be SK and 32 hex digits, with its secret",
        _ when MainAccountSid is not null && (!IsSid(MainAccountSid, "AC") || string.IsNullOrWhiteSpace(MainAuthToken)) => $"{nameof(MainAccountSid)} must be AC and 32 hex digits, with its token",
        _ when MainAccountSid is not null && ApiKeySid is not null => $"{nameof(MainAccountSid)} must not be set beside an API key: requests are sent with one of them",
        _ when string.IsNullOrEmpty(Number.Value) => $"{nameof(Number)} is missing",
        _ when CarrierUrls.ProblemAsBaseUrl(BaseUrl) is { } problem => $"{nameof(BaseUrl)} {problem}",
        _ when CarrierUrls.ProblemAsPublicUrl(PublicUrl) is { } problem => $"{nameof(PublicUrl)} {problem}",
        _ when AgentUrl is not null && AgentStream.ProblemWith(AgentUrl) is { } problem => $"{nameof(AgentUrl)} {problem}",
        _ when RequestTimeout <= TimeSpan.Zero || RequestTimeout > TimeSpan.FromSeconds(60) => $"{nameof(RequestTimeout)} must be above 0 and at most 60 seconds",
        // Otherwise a request could still be in progress when it already counts as never sent.
        _ when AbsenceBelievedAfter <= RequestTimeout => $"{nameof(AbsenceBelievedAfter)} must be longer than {nameof(RequestTimeout)}",
        _ when ClockSkew < TimeSpan.Zero => $"{nameof(ClockSkew)} must not be below zero",
        _ => null,
    };

    /// <summary>User name and password of requests.</summary>
    internal (string User, string Password) Credentials =>
        ApiKeySid is not null ? (ApiKeySid, ApiKeySecret!) : MainAccountSid is not null ? (MainAccountSid, MainAuthToken!) : (AccountSid, AuthToken);

    // The SID is part of URLs.
    private static bool IsSid(string? text, string prefix) =>
        text is { Length: 34 } && text.StartsWith(prefix, StringComparison.Ordinal) && text.AsSpan(2).IndexOfAnyExcept(Hex) < 0;

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("AccountSid = ").Append(AccountSid).Append(", Number = ").Append(Number).Append(", BaseUrl = ").Append(BaseUrl);
        return true;
    }
}
