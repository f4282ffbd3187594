namespace CallQueue.Replies;

/// <summary>A reply's root record.</summary>
internal sealed record ReplyRecord
{
    public required string Token { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>When the newest try began.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    public required DateTimeOffset ForgetAt { get; init; }

    /// <summary>Null while the request is in progress.</summary>
    public KeptAnswer? Answer { get; init; }
}
