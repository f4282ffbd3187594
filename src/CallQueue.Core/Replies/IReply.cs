namespace CallQueue.Replies;

/// <summary>
/// The answer to one request that may be repeated, kept under a name that the request's sender chose (its
/// Idempotency-Key), for <see cref="KeptFor"/> from its beginning.
/// </summary>
public interface IReply
{
    /// <summary>How long an answer is kept.</summary>
    static TimeSpan KeptFor { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a request may be under way until a repetition is let through, as its process may have died.</summary>
    static TimeSpan UnderWayFor { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest answer that is kept, in bytes.</summary>
    const int MaxBytes = 256 * 1024;

    /// <summary>Begins the request, or says what is known of it.</summary>
    /// <param name="token">This very try of it; another one for each.</param>
    /// <param name="fingerprint">The same for the same request only.</param>
    Task<ReplyStanding> BeginAsync(string token, string fingerprint);

    /// <summary>Keeps the answer. Ignored when another try has taken the request over.</summary>
    Task FinishAsync(string token, KeptAnswer answer);

    /// <summary>The try changed nothing: a repetition begins anew. Ignored when another try has taken the request over.</summary>
    Task DropAsync(string token);
}

/// <summary>What is known of a request.</summary>
public abstract record ReplyStanding
{
    private ReplyStanding() { }

    /// <summary>Nothing: it is the asking try's to answer.</summary>
    public sealed record Begun : ReplyStanding;

    /// <summary>Another try of it is being answered.</summary>
    /// <param name="RetryAfter">When to ask again.</param>
    public sealed record UnderWay(TimeSpan RetryAfter) : ReplyStanding;

    /// <summary>The name was used for another request.</summary>
    public sealed record Conflict : ReplyStanding;

    /// <summary>It has been answered.</summary>
    public sealed record Kept(KeptAnswer Answer) : ReplyStanding;
}

/// <summary>An answer as it is kept.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">Of the body; null when there is none.</param>
public sealed record KeptAnswer(int Status, string? ContentType, byte[] Body);
