using System.Text;
using CallQueue.Scripts;

namespace CallQueue.Carriers.Plivo;

/// <summary>One Plivo account or subaccount. Printing it never shows a token.</summary>
public sealed record PlivoOptions
{
    /// <summary>The auth id: 20 letters and digits, <c>MA…</c> of a main account or <c>SA…</c> of a subaccount.</summary>
    public required string AuthId { get; init; }

    /// <summary>The token: authorizes requests and signs webhooks.</summary>
    public required string AuthToken { get; init; }

    /// <summary>A second token that webhooks may be signed with while tokens are rotated. Null: none.</summary>
    public string? OtherAuthToken { get; init; }

    /// <summary>The main account's token, which signs Ma signatures. Null: <see cref="AuthToken"/> belongs to the main account.</summary>
    public string? MainAuthToken { get; init; }

    /// <summary>The caller id of calls that name none: a number rented on the account.</summary>
    public required PhoneNumber Number { get; init; }

    /// <summary>Where the API is. Default <c>https://api.plivo.com</c>.</summary>
    public string BaseUrl { get; init; } = "https://api.plivo.com";

    /// <summary>Where Plivo reaches our gateway: scheme, host and perhaps a path prefix without percent-escapes.</summary>
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
    /// See <see cref="ICarrier.AbsenceBelievedAfter"/>. Default 600 s, always longer than
    /// <see cref="RequestTimeout"/>: how long a call record takes to appear is not documented, minutes are to be expected.
    /// </summary>
    public TimeSpan AbsenceBelievedAfter { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How far a call's time may be off beside the measured difference of the clocks: default 3 s.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Why these options can't be used, naming the member; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        // The id is part of URLs.
        _ when AuthId is not { Length: 20 } || !AuthId.All(char.IsAsciiLetterOrDigit) => $"{nameof(AuthId)} must be 20 letters and digits",
        _ when string.IsNullOrWhiteSpace(AuthToken) => $"{nameof(AuthToken)} is missing",
        _ when string.IsNullOrEmpty(Number.Value) => $"{nameof(Number)} is missing",
        _ when CarrierUrls.ProblemAsBaseUrl(BaseUrl) is { } problem => $"{nameof(BaseUrl)} {problem}",
        _ when CarrierUrls.ProblemAsPublicUrl(PublicUrl) is { } problem => $"{nameof(PublicUrl)} {problem}",
        // Plivo's own libraries disagree on how an escaped path is signed.
        _ when PublicUrl.Contains('%', StringComparison.Ordinal) => $"{nameof(PublicUrl)} must have no percent-escapes",
        _ when AgentUrl is not null && AgentStream.ProblemWith(AgentUrl) is { } problem => $"{nameof(AgentUrl)} {problem}",
        _ when RequestTimeout <= TimeSpan.Zero || RequestTimeout > TimeSpan.FromSeconds(60) => $"{nameof(RequestTimeout)} must be above 0 and at most 60 seconds",
        // Otherwise a request could still be in progress when it already counts as never sent.
        _ when AbsenceBelievedAfter <= RequestTimeout => $"{nameof(AbsenceBelievedAfter)} must be longer than {nameof(RequestTimeout)}",
        _ when ClockSkew < TimeSpan.Zero => $"{nameof(ClockSkew)} must not be below zero",
        _ => null,
    };

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("AuthId = ").Append(AuthId).Append(", Number = ").Append(Number).Append(", BaseUrl = ").Append(BaseUrl);
        return true;
    }
}
