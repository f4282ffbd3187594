namespace CallQueue.Replies;

/// <summary>
/// The answer to one request that may be repeated, stored under a name that the request's sender chose (its
/// Idempotency-Key), for <see cref="KeptFor"/> from its beginning.
/// </summary>
public interface IReply
{
    /// <summary>How long an answer is stored.</summary>
    static TimeSpan KeptFor { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a request may be in progress until a repetition is let through, as its process may have died.</summary>
    static TimeSpan UnderWayFor { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest stored answer, in bytes.</summary>
    const int MaxBytes = 256 * 1024;

    /// <summary>Begins the request, or returns its known state.</summary>
    /// <param name="token">Identifies this attempt; unique for each.</param>
    /// <param name="fingerprint">The same for the same request only.</param>
    Task<ReplyStanding> BeginAsync(string token, string fingerprint);

    /// <summary>Stores the answer. Ignored when another attempt has taken over the request.</summary>
    Task FinishAsync(string token, KeptAnswer answer);

    /// <summary>The attempt changed nothing: a repeated request begins again. Ignored when another attempt has taken over the request.</summary>
    Task DropAsync(string token);
}

/// <summary>The state of a request.</summary>
public abstract record ReplyStanding
{
    private ReplyStanding() { }

    /// <summary>Nothing: it is the asking try's to answer.</summary>
    public sealed record Begun : ReplyStanding;

    /// <summary>Another attempt of it is in progress.</summary>
    /// <param name="RetryAfter">When to ask again.</param>
    public sealed record UnderWay(TimeSpan RetryAfter) : ReplyStanding;

    /// <summary>The name was used for another request.</summary>
    public sealed record Conflict : ReplyStanding;

    /// <summary>It has been answered.</summary>
    public sealed record Kept(KeptAnswer Answer) : ReplyStanding;
}

/// <summary>A stored answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">Of the body; null when there is none.</param>
public sealed record KeptAnswer(int Status, string? ContentType, byte[] Body);
