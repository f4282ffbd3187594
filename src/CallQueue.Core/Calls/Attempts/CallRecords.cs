using System.Text.Json.Serialization;
using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

/// <summary>One attempt as it is stored.</summary>
internal sealed record AttemptRecord
{
    public required int Number { get; init; }

    /// <summary>Unique to this dial; every callback URL carries it.</summary>
    public required string Token { get; init; }

    public required TrunkId Trunk { get; init; }

    public AttemptState State { get; init; } = AttemptState.Dialing;

    /// <summary>When the intent to dial was stored.</summary>
    public required DateTimeOffset IntentAt { get; init; }

    /// <summary>The same by the carrier's clock; null when that was unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? CarrierIntentAt { get; init; }

    /// <summary>The caller id that it shows; null: the account's own number, and in records of versions that stored none that of the spec.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PhoneNumber? From { get; init; }

    /// <summary><see cref="From"/> is a number of the business's pool.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsFromPool { get; init; }

    /// <summary>It was not placed because the carrier refused <see cref="From"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsCallerIdRefused { get; init; }

    public CarrierCallId? CarrierCall { get; init; }

    /// <summary>When the carrier had certainly received the create request.</summary>
    public DateTimeOffset? DialedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public Outcome? Outcome { get; init; }

    public string? Reason { get; init; }

    /// <summary>False when the carrier's cause makes a retry useless.</summary>
    public bool Retryable { get; init; } = true;

    public TimeSpan? Talk { get; init; }

    public string? AnsweredBy { get; init; }

    public string? RecordingUrl { get; init; }

    /// <summary>The carrier's news of its recording; null: none came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public RecordingRecord? Recording { get; init; }

    /// <summary>What was asked of machine detection; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public MachineDetection? Machine { get; init; }

    /// <summary>The message for a machine; null: none has answered, or nothing is left for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public VoicemailState? Voicemail { get; init; }

    /// <summary>A voice agent took the call; false: it was asked to, and did not. Null: not known, or no agent is asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? AgentMet { get; init; }

    /// <summary>Lookups without a clear answer.</summary>
    public int Lookups { get; init; }

    /// <summary>The lease under which its dial counts against the business's contact caps; null when it does not.</summary>
    public long? NotedLease { get; init; }
}

/// <summary>A call's record.</summary>
internal sealed record CallRecord
{
    /// <summary>Null only when the call was withdrawn before its order arrived.</summary>
    [JsonPropertyName("order")] public CallSpec? Spec { get; init; }

    /// <summary>Set for calls stored at submit.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Its name was chosen by its submitter.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Chosen { get; init; }

    /// <summary>The Business has queued a call stored at submit.</summary>
    public bool Confirmed { get; init; }

    /// <summary>The last lease it was given; leases only grow.</summary>
    public long Lease { get; init; }

    /// <summary>How that lease ended; null while it is live.</summary>
    public StoredEnd? End { get; init; }

    /// <summary>Its run is stopped: no retry follows.</summary>
    public bool NoRetry { get; init; }

    /// <summary>It is to be ended at the carrier as soon as the carrier's id is known.</summary>
    public bool HangUp { get; init; }

    /// <summary>Create requests sent in all.</summary>
    public int Tries { get; init; }

    /// <summary>Dispatch tries of the attempt to come that were charged to the call.</summary>
    public int DispatchTries { get; init; }

    /// <summary>The attempt under the current or last lease; null before the first and after one that was not placed.</summary>
    public AttemptRecord? Current { get; init; }

    /// <summary>The checks before the last dial; null before the first, and in records of versions without a dial ledger.</summary>
    public StoredDial? Dial { get; init; }

    /// <summary>Earlier attempts that were placed.</summary>
    public IReadOnlyList<AttemptRecord> Past { get; init; } = [];

    /// <summary>Tokens of dials recorded as not placed: if the carrier has such a call after all, it is ended.</summary>
    public IReadOnlyList<string> GivenUp { get; init; } = [];

    /// <summary>Whether it may be deleted.</summary>
    [JsonIgnore] public CallStage Stage => new() { Lease = Lease, End = End };
}

/// <summary>What of a <see cref="CallRecord"/> says whether it may be deleted. It is read from the same JSON.</summary>
internal sealed record CallStage
{
    /// <summary>The last lease.</summary>
    public long Lease { get; init; }

    /// <summary>How that lease ended; null while it is live.</summary>
    public StoredEnd? End { get; init; }

    /// <summary>Nothing is live, and the call was not opened again after its end.</summary>
    [JsonIgnore] public bool MayBeForgotten => this is not { Lease: > 0, End: null } and not { End: { Kind: EndKind.NotPlaced, Outcome: not null } };
}

/// <summary>A <see cref="LeaseEnd"/> as it is stored.</summary>
internal sealed record StoredEnd(
    EndKind Kind, Outcome? Outcome = null, DateTimeOffset? RetryAt = null, string? Reason = null, int Attempts = 0,
    TimeSpan? Talk = null, DateTimeOffset? DialedAt = null)
{
    /// <summary>When it ended permanently without an attempt that has the time; null otherwise, and in records of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The number of the pool that the carrier refused; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PhoneNumber? RefusedFrom { get; init; }

    public LeaseEnd ToLeaseEnd() => OfKind() with { RefusedFrom = RefusedFrom is { } number ? new RefusedCallerId(number, Reason ?? "") : null };

    private LeaseEnd OfKind() => Kind switch
    {
        EndKind.Final => new LeaseEnd.Final(Outcome!.Value, Attempts, Reason, Talk) { DialedAt = DialedAt },
        EndKind.Retry => new LeaseEnd.Retry(RetryAt!.Value, Outcome, Attempts) { DialedAt = DialedAt },
        _ => new LeaseEnd.NotPlaced(Reason ?? ""),
    };
}

internal enum EndKind
{
    Final,
    Retry,
    NotPlaced,
}
