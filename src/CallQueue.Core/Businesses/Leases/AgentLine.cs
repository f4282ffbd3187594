namespace CallQueue.Businesses.Leases;

/// <summary>
/// No I/O: the business's share of the agent server's sessions. A call that the agent server talks to takes one from the decision to dial until it has ended.
/// What the agent server's trunk said counts for five seconds, and is asked for again every two while such calls wait or are live.
/// </summary>
internal sealed class AgentLine
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(5);

    /// <summary>The share is kept for so long after the last call that waited for one.</summary>
    private static readonly TimeSpan WantedFor = TimeSpan.FromSeconds(5);

    private static readonly Hold Asking = new(HoldKind.Agents, "the agent server is being asked for free sessions");
    private static readonly Hold InUse = new(HoldKind.Agents, "all sessions of the agent server are in use");
    private static readonly Hold Refused = new(HoldKind.Agents, "the agent server did not take a call that was answered; one call at a time tries it");

    private DateTimeOffset? _wantedAt;

    /// <summary>As a trunk: its channels are the sessions.</summary>
    public TrunkLine Line { get; } = new(CallQueueOptions.AgentServer, "agents", new TrunkShare(RenewEvery));

    /// <summary>When the share may be returned, unless another call waits for one until then; null: none has waited.</summary>
    public DateTimeOffset? IdleAt => _wantedAt + WantedFor;

    /// <summary>A call waits for a session, or gets one.</summary>
    public void Want(DateTimeOffset now) => _wantedAt = now;

    /// <summary>Sessions that the business could use.</summary>
    /// <param name="most">The most calls that it may have live.</param>
    /// <param name="live">Live calls that take one.</param>
    public int Demand(int most, int live, DateTimeOffset now) => live > 0 || now < IdleAt ? Math.Max(0, most) : 0;

    /// <summary>Why no call that needs a session is dialed now; null when one is.</summary>
    /// <param name="live">Live calls that take one.</param>
    public Hold? FindHold(int live, DateTimeOffset now)
    {
        TrunkShare share = Line.Share;
        return !share.IsKnown || now - share.AnsweredAt >= ValidFor ? Asking
            : share.Stopped is { } reason ? new Hold(HoldKind.Agents, reason)
            : share.PausedUntil > now ? Refused
            : live >= share.Share ? InUse
            : null;
    }
}
