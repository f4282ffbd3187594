using System.Text;
using CallQueue.Carriers.Twilio;
using CallQueue.Scripts;

namespace CallQueue.Carriers.SignalWire;

/// <summary>One SignalWire project, reached by its API that is compatible with Twilio's [docs/carrier-facts.md#signalwire]. Printing it never shows a secret.</summary>
public sealed record SignalWireOptions
{
    /// <summary>The space's address, such as <c>https://example.signalwire.com</c>.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The project's id, a UUID: the account in paths and callbacks.</summary>
    public required string ProjectId { get; init; }

    /// <summary>An API token with the scope Voice: authorizes requests.</summary>
    public required string ApiToken { get; init; }

    /// <summary>The project's signing key: signs webhooks.</summary>
    public required string SigningKey { get; init; }

    /// <summary>A second key that webhooks may be signed with while keys are rotated. Null: none.</summary>
    public string? OtherSigningKey { get; init; }

    /// <summary>The caller id of calls that name none: a number of the project.</summary>
    public required PhoneNumber Number { get; init; }

    /// <inheritdoc cref="TwilioOptions.PublicUrl"/>
    public required string PublicUrl { get; init; }

    /// <inheritdoc cref="TwilioOptions.AgentUrl"/>
    public string? AgentUrl { get; init; }

    /// <inheritdoc cref="TwilioOptions.Events"/>
    public ReportedEvents Events { get; init; }

    /// <summary>Send short documents with the create request, in <c>Twiml</c>. SignalWire names the parameter but does not describe it. Default false: the document is asked of us.</summary>
    public bool InlineDocuments { get; init; }

    /// <summary>Send the longest duration of a call in <c>TimeLimit</c>, which SignalWire does not document. Default false: the duration is not limited by the carrier.</summary>
    public bool TimeLimits { get; init; }

    /// <inheritdoc cref="TwilioOptions.RequestTimeout"/>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>See <see cref="ICarrier.AbsenceBelievedAfter"/>. Default 120 s, as for Twilio: the lag of SignalWire's list is not documented.</summary>
    public TimeSpan AbsenceBelievedAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <inheritdoc cref="TwilioOptions.ClockSkew"/>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Why these options can't be used, naming the member; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        _ when CarrierUrls.ProblemAsBaseUrl(BaseUrl) is { } problem => $"{nameof(BaseUrl)} {problem}",
        _ when !Guid.TryParseExact(ProjectId, "D", out _) => $"{nameof(ProjectId)} must be a UUID such as b3877c40-da60-4998-90ad-b792e98472af",
        _ when string.IsNullOrWhiteSpace(ApiToken) => $"{nameof(ApiToken)} is missing",
        _ when string.IsNullOrWhiteSpace(SigningKey) => $"{nameof(SigningKey)} is missing",
        _ when string.IsNullOrEmpty(Number.Value) => $"{nameof(Number)} is missing",
        _ when CarrierUrls.ProblemAsPublicUrl(PublicUrl) is { } problem => $"{nameof(PublicUrl)} {problem}",
        _ when AgentUrl is not null && AgentStream.ProblemWith(AgentUrl) is { } problem => $"{nameof(AgentUrl)} {problem}",
        _ when RequestTimeout <= TimeSpan.Zero || RequestTimeout > TimeSpan.FromSeconds(60) => $"{nameof(RequestTimeout)} must be above 0 and at most 60 seconds",
        _ when AbsenceBelievedAfter <= RequestTimeout => $"{nameof(AbsenceBelievedAfter)} must be longer than {nameof(RequestTimeout)}",
        _ when ClockSkew < TimeSpan.Zero => $"{nameof(ClockSkew)} must not be below zero",
        _ => null,
    };

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("ProjectId = ").Append(ProjectId).Append(", Number = ").Append(Number).Append(", BaseUrl = ").Append(BaseUrl);
        return true;
    }
}
