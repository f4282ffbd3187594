using System.Text;

namespace CallQueue.Carriers.CallKaro;

/// <summary>
/// One agent of a CallKaro account, or of a provider like it. Printing it never shows a secret. Members marked "assumed" are
/// not settled by CallKaro's public documentation.
/// </summary>
public sealed record CallKaroOptions
{
    /// <summary>The place in <see cref="StatusPath"/> where the provider's call id goes.</summary>
    public const string IdPlace = "{id}";

    /// <summary>The account's key: authorizes requests.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The agent that speaks: letters, digits, '-' and '_', at most 64.</summary>
    public required string AgentId { get; init; }

    /// <summary>Where the API is. Default <c>https://api.callkaro.ai</c>.</summary>
    public string BaseUrl { get; init; } = "https://api.callkaro.ai";

    /// <summary>Where calls are created, below <see cref="BaseUrl"/>. Default <c>/call/outbound</c>.</summary>
    public string CallPath { get; init; } = "/call/outbound";

    /// <summary>The header that carries <see cref="ApiKey"/>. Default <c>X-API-KEY</c>.</summary>
    public string KeyHeader { get; init; } = "X-API-KEY";

    /// <summary>Where one call is looked up, with <see cref="IdPlace"/> in it. Null, the default: nowhere; none is documented. Assumed.</summary>
    public string? StatusPath { get; init; }

    /// <summary>The secret that webhooks are signed with. Null: they carry no signature, and our token in them is their proof.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>A second secret that webhooks may be signed with while secrets are changed. Null: none.</summary>
    public string? OtherWebhookSecret { get; init; }

    /// <summary>The header with the signature of a webhook. Default <c>X-CallKaro-Signature</c>. Assumed.</summary>
    public string SignatureHeader { get; init; } = "X-CallKaro-Signature";

    /// <summary>The header with the time of a webhook. Default <c>X-CallKaro-Timestamp</c>; where it is sent, the signature covers it. Assumed.</summary>
    public string TimestampHeader { get; init; } = "X-CallKaro-Timestamp";

    /// <summary>How far from now the time of a signed webhook may be: above zero, default 5 minutes.</summary>
    public TimeSpan SignatureAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one request may take: above zero, at most 60 s, default 15 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long after its create request a call without any report is given up: ended as failed and never dialed again, so that
    /// its slot is free. Longer than <see cref="RequestTimeout"/>, default 4 hours, which must cover the provider's queue and
    /// the longest talk of the agent.
    /// </summary>
    public TimeSpan GivenUpAfter { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Why these options can't be used, naming the member; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        _ when !IsHeaderValue(ApiKey) => $"{nameof(ApiKey)} must be printable characters without spaces",
        // The id is part of the trunk's name.
        _ when AgentId is not { Length: > 0 and <= 64 } || !AgentId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') =>
            $"{nameof(AgentId)} must be 1 to 64 letters, digits, '-' and '_'",
        _ when CarrierUrls.ProblemAsBaseUrl(BaseUrl) is { } problem => $"{nameof(BaseUrl)} {problem}",
        _ when !IsPath(CallPath) => $"{nameof(CallPath)} must begin with '/' and have no query",
        _ when StatusPath is not null && (!IsPath(StatusPath) || !StatusPath.Contains(IdPlace, StringComparison.Ordinal)) =>
            $"{nameof(StatusPath)} must begin with '/', hold {IdPlace} and have no query",
        _ when !IsHeaderName(KeyHeader) => $"{nameof(KeyHeader)} must be the name of a header",
        _ when !IsHeaderName(SignatureHeader) => $"{nameof(SignatureHeader)} must be the name of a header",
        _ when !IsHeaderName(TimestampHeader) => $"{nameof(TimestampHeader)} must be the name of a header",
        _ when SignatureAge <= TimeSpan.Zero => $"{nameof(SignatureAge)} must be above zero",
        _ when RequestTimeout <= TimeSpan.Zero || RequestTimeout > TimeSpan.FromSeconds(60) => $"{nameof(RequestTimeout)} must be above 0 and at most 60 seconds",
        _ when GivenUpAfter <= RequestTimeout => $"{nameof(GivenUpAfter)} must be longer than {nameof(RequestTimeout)}",
        _ => null,
    };

    private static bool IsPath(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.AsSpan().ContainsAny('?', '#') && path.All(c => c is > ' ' and < '\x7f');

    private static bool IsHeaderName(string? name) => !string.IsNullOrEmpty(name) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsHeaderValue(string? value) => !string.IsNullOrEmpty(value) && value.All(c => c is > ' ' and < '\x7f');

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("AgentId = ").Append(AgentId).Append(", BaseUrl = ").Append(BaseUrl);
        return true;
    }
}
