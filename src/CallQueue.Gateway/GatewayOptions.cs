namespace CallQueue;

/// <summary>The gateway's settings. Immutable once the host has started.</summary>
public sealed record GatewayOptions
{
    /// <summary>
    /// The public address that carriers are given: scheme, host and, if a proxy strips one, a path prefix. Webhook
    /// signatures cover it. Null: the address of each request, which is right only without a proxy.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>The deployment's limits, as the host's actors have them.</summary>
    public CallQueueOptions Deployment { get; init; } = new();

    /// <summary>Calls in one bulk request: 1 to 1,000,000, default 100,000.</summary>
    public int MaxCalls { get; init; } = 100_000;

    /// <summary>The largest body of a bulk request, in bytes: default 128 MiB.</summary>
    public long MaxBulkBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>People in one list (POST /api/runs): 1 to 10,000,000, default 1,000,000.</summary>
    public int MaxListCalls { get; init; } = 1_000_000;

    /// <summary>The largest list, in bytes: default 512 MiB. It is kept in a temporary file while it is read.</summary>
    public long MaxListBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Calls handed to the business at once: 1 to 100,000, default 10,000.</summary>
    public int PartSize { get; init; } = 10_000;

    /// <summary>Why these settings can't be used; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        { MaxCalls: < 1 or > 1_000_000 } => "MaxCalls must be from 1 to 1000000",
        { MaxBulkBytes: < 1024 } => "MaxBulkBytes must be at least 1024",
        { MaxListCalls: < 1 or > 10_000_000 } => "MaxListCalls must be from 1 to 10000000",
        { MaxListBytes: < 1024 } => "MaxListBytes must be at least 1024",
        { PartSize: < 1 or > 100_000 } => "PartSize must be from 1 to 100000",
        { PublicUrl: { } text } when !IsBase(text) => "PublicUrl must be an http or https URL without query and fragment",
        _ => null,
    };

    private static bool IsBase(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && text.IndexOfAny(['?', '#']) < 0;
}
