using System.Security.Cryptography;
using CallQueue.Carriers;
using CallQueue.Fences;
using CallQueue.Timing;
using CallQueue.Trunks;

namespace CallQueue.Calls.Attempts;

/// <summary>Why the carrier is to be asked about a live attempt.</summary>
internal enum Overdue
{
    /// <summary>The answer to its create was lost.</summary>
    Unknown,

    /// <summary>It has lasted longer than it may.</summary>
    Talking,
}

/// <summary>No I/O: the steps of a call from lease to lease.</summary>
internal static class CallSteps
{
    private const int MostGivenUp = 8;
    private static readonly TimeSpan MaxLookupDelay = TimeSpan.FromMinutes(1);

    /// <summary>The last instant at which the create request may leave: soon after the intent, before the window closes and before the deadline.</summary>
    public static DateTimeOffset SendBefore(CallSpec spec, AttemptRecord attempt)
    {
        if (CallHours.NextDial(spec, attempt.IntentAt) > attempt.IntentAt) return DateTimeOffset.MinValue;
        DateTimeOffset? end = Earliest.Of(CallHours.Closing(spec, attempt.IntentAt), spec.Rules.Deadline);
        DateTimeOffset soon = attempt.IntentAt + CallQueueOptions.SendWithin;
        return end - TimeSpan.FromTicks(1) is { } last && last < soon ? last : soon;
    }

    public static TimeSpan RingTimeout(CallSpec spec) => spec.Rules.RingTimeout ?? TimeSpan.FromSeconds(60);

    public static TimeSpan MaxDuration(CallSpec spec) => spec.Rules.MaxDuration ?? TimeSpan.FromSeconds(1800);

    public static RetryPolicy RetryOf(CallRecord record) => record.Spec?.Rules.Retry ?? RetryPolicy.Default;

    /// <summary>Why a lease is not dialed under at all; null when it is, or was.</summary>
    public static LeaseStanding? Refusal(CallRecord known, StartCall request)
    {
        if (request.Lease < known.Lease || IsDuplicate(known, request.Lease)) return new LeaseStanding.Over(new LeaseEnd.Duplicate());
        bool isForeign = request.Spec is { } spec && known.Spec is { } own && spec.Run != own.Run;
        return isForeign
            ? new LeaseStanding.Over(new LeaseEnd.Final(Outcome.Failed, 0, "the call's id is already used by another call", null))
            : null;
    }

    /// <summary>A new lease for a call that is live under another, or has ended: it was in the queue twice.</summary>
    public static bool IsDuplicate(CallRecord known, long lease) =>
        lease > known.Lease && known.Lease > 0 && (known.End is null or { Kind: EndKind.Final });

    /// <summary>The record with the intent to dial under a new lease.</summary>
    /// <param name="known">The record so far.</param>
    /// <param name="request">The lease.</param>
    /// <param name="trunk">Through which it is dialed.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="carrierTime">The same by the carrier's clock; null: unknown.</param>
    /// <param name="checks">What the guards of the number answered; null: not known.</param>
    public static CallRecord Begin(CallRecord? known, StartCall request, TrunkId trunk, DateTimeOffset now, DateTimeOffset? carrierTime = null, NumberChecks? checks = null)
    {
        CallRecord record = known ?? new CallRecord();
        IReadOnlyList<AttemptRecord> past = record.Current is { State: AttemptState.Ended } ended ? [.. record.Past, ended] : record.Past;
        CallSpec? spec = record.Spec ?? request.Spec;
        PhoneNumber? from = (request.Limits ?? DialLimits.None).CallerId(spec?.Rules.From ?? request.From);
        return record with
        {
            Spec = spec,
            Lease = request.Lease,
            End = null,
            Tries = record.Tries + 1,
            Dial = StoredDial.Of(request, past.Count + 1, trunk, now, checks, from),
            Past = past,
            Current = new AttemptRecord
            {
                Number = past.Count + 1,
                Token = RandomNumberGenerator.GetHexString(24, lowercase: true),
                Trunk = trunk,
                IntentAt = now,
                CarrierIntentAt = carrierTime,
                From = from,
                IsFromPool = request.IsFromPool && from is not null && from == request.From,
                Machine = spec is null ? null : MachineSteps.DetectionOf(spec),
                NotedLease = request.Caps is { Count: > 0 } ? request.Lease : null,
            },
        };
    }

    /// <summary>The record of a lease that ends without a create request.</summary>
    public static CallRecord Refused(CallRecord? known, StartCall request, StoredEnd refusal)
    {
        CallRecord record = known ?? new CallRecord();
        return record with { Spec = record.Spec ?? request.Spec, Lease = request.Lease, End = refusal with { Attempts = Placed(record) } };
    }

    /// <summary>The record of a lease whose start has not arrived; when it does, it finds the lease ended.</summary>
    public static CallRecord NeverStarted(CallRecord? known, long lease, bool isFinal = false) => (known ?? new CallRecord()) with
    {
        Lease = lease, End = EndUndialed(known ?? new CallRecord(), "never started", isFinal),
    };

    /// <summary>The record after its attempt has changed: when the attempt is over, so is the lease.</summary>
    /// <param name="isFree">A dial that was not placed for a reason outside the call is not charged to the call.</param>
    public static CallRecord After(CallRecord record, AttemptRecord attempt, bool isFree, CallQueueOptions options, DateTimeOffset now) =>
        attempt.State switch
        {
            _ when record.End is not null => record with { Current = attempt },
            AttemptState.Ended => Ended(record with { Current = attempt, DispatchTries = 0 }, attempt),
            AttemptState.NotPlaced => NotPlaced(
                record with { Current = null, GivenUp = [.. record.GivenUp.TakeLast(MostGivenUp - 1), attempt.Token] }, attempt, isFree, options, now),
            _ => record with { Current = attempt },
        };

    /// <summary>The end of a lease under which nothing was placed: back to the queue, or, when its run is stopped, canceled permanently.</summary>
    public static StoredEnd EndUndialed(CallRecord record, string? reason, bool isFinal) => isFinal
        ? new StoredEnd(EndKind.Final, Outcome.Canceled, Reason: reason, Attempts: Placed(record))
        : new StoredEnd(EndKind.NotPlaced, Reason: reason);

    /// <summary>The record with the time of a permanent end that no attempt has.</summary>
    public static CallRecord At(CallRecord record, DateTimeOffset now) =>
        record.End is { Kind: EndKind.Final, EndedAt: null } end ? record with { End = end with { EndedAt = now } } : record;

    /// <summary>What the trunk is notified of a dial that was certainly not placed; null when it was placed, or may have been.</summary>
    public static DialReport? ReportOf(DialAnswer answer, BusinessId business, bool isProbe) => answer switch
    {
        DialAnswer.TryLater later => new DialReport.NotPlaced(later.RetryAfter, later.Throttled),
        DialAnswer.TrunkStopped stopped => new DialReport.Stopped(stopped.Reason) { Business = stopped.OnlyThisBusiness ? business : null, Probe = isProbe },
        _ => null,
    };

    /// <summary>How its last lease ended, for its Business; it must have ended.</summary>
    public static LeaseEnd EndOf(CallRecord record) =>
        Person.Describe(record.End!.ToLeaseEnd(), record.Spec, record.Current?.CarrierCall ?? (record.Past is [.., var last] ? last.CarrierCall : null)) with { Attempt = DialEvidence.EndedOf(record) };

    public static LeaseStanding Standing(CallRecord record, CallQueueOptions options, DateTimeOffset now)
    {
        if (record.End is not null) return new LeaseStanding.Over(EndOf(record));
        AttemptRecord attempt = record.Current!;
        // An intent in the future: our clock was set back since. Then the carrier is asked at each check, without the waits in between.
        TimeSpan untilDue = attempt.IntentAt > now ? TimeSpan.Zero : DueAt(record, options) - now;
        TimeSpan wait = untilDue < options.LeaseCheckInterval ? untilDue : options.LeaseCheckInterval;
        TimeSpan again = attempt.State == AttemptState.Unknown && attempt.IntentAt <= now ? options.LookupDelay : options.LeaseCheckInterval;
        return new LeaseStanding.Live(wait > TimeSpan.Zero ? wait : again, attempt.DialedAt) { Dial = DialEvidence.FactsOf(record) };
    }

    /// <summary>Whether, and why, the carrier is to be asked now.</summary>
    public static Overdue? IsOverdue(CallRecord record, CallQueueOptions options, DateTimeOffset now) =>
        now < DueAt(record, options) && !(record.Current!.State == AttemptState.Unknown && record.Current.IntentAt > now) ? null
        : record.Current!.State switch
        {
            AttemptState.InProgress => Overdue.Talking,
            AttemptState.Dialing or AttemptState.Unknown => Overdue.Unknown,
            _ => null, // Whether it still rings is asked when it has been silent for long enough.
        };

    public static CallSnapshot ToSnapshot(CallId id, CallRecord record)
    {
        CallStatus status = record.End switch
        {
            null when record.Current is { } live => StatusOf(live),
            { Kind: EndKind.Final } => CallStatus.Ended,
            { Kind: EndKind.Retry } => CallStatus.Delayed,
            null when record is { Lease: 0, Spec.NotBefore: not null } => CallStatus.Delayed,
            _ => CallStatus.Ready,
        };
        IEnumerable<AttemptRecord> attempts = record.Current is { } current ? record.Past.Append(current) : record.Past;
        return new CallSnapshot(
            id, record.Spec!, status, record.End is { Kind: EndKind.Final } end ? end.Outcome : null, record.End?.Reason,
            record.End?.RetryAt ?? (record.Lease == 0 ? record.Spec!.NotBefore : null), record.Tries, [.. attempts.Select(ToSnapshot)])
        {
            EndedAt = record.End is { Kind: EndKind.Final } over ? over.EndedAt ?? (record.Current ?? (record.Past is [.., var last] ? last : null))?.EndedAt : null,
            Chosen = record.Chosen, Queued = record.Fingerprint is null || record.Confirmed || record.Lease > 0,
        };
    }

    private static CallRecord Ended(CallRecord record, AttemptRecord attempt)
    {
        RetryPolicy policy = RetryOf(record);
        Outcome outcome = attempt.Outcome!.Value;
        DateTimeOffset? retryAt = record.NoRetry ? null : policy.NextAttemptAt(attempt.Number, outcome, attempt.Retryable, attempt.EndedAt!.Value);

        // A retry that its hours delay past the deadline does not happen: the last outcome counts.
        if (retryAt is { } at && record.Spec is { Rules.Deadline: { } deadline } spec && CallHours.NextDial(spec, at) >= deadline) retryAt = null;
        return record with
        {
            End = new StoredEnd(
                retryAt is null ? EndKind.Final : EndKind.Retry, outcome, retryAt, attempt.Reason, attempt.Number, attempt.Talk, attempt.DialedAt),
        };
    }

    /// <summary>A dispatch retry, or back to the queue at no charge, or given up.</summary>
    private static CallRecord NotPlaced(CallRecord record, AttemptRecord attempt, bool isFree, CallQueueOptions options, DateTimeOffset now)
    {
        if (isFree || record.NoRetry) return record with { End = EndUndialed(record, attempt.Reason, record.NoRetry) with { RefusedFrom = attempt.IsCallerIdRefused ? attempt.From : null } };
        int tries = record.DispatchTries + 1;
        TimeSpan delay = options.DispatchRetryDelay * Math.Pow(2, tries - 1);
        StoredEnd end = tries < options.DispatchTries ? new StoredEnd(EndKind.Retry, RetryAt: now + delay, Reason: attempt.Reason, Attempts: record.Past.Count)
            : new StoredEnd(EndKind.Final, Outcome.Failed, Reason: attempt.Reason, Attempts: attempt.Number) { EndedAt = now };
        return record with { DispatchTries = tries, End = end };
    }

    /// <summary>When to ask the carrier if no report arrives before.</summary>
    private static DateTimeOffset DueAt(CallRecord record, CallQueueOptions options)
    {
        AttemptRecord attempt = record.Current!;
        return attempt.State switch
        {
            AttemptState.Dialing => attempt.IntentAt + CallQueueOptions.SendWithin + options.DialTimeout,
            AttemptState.Unknown => attempt.IntentAt + LookupWait(attempt.Lookups, options),
            AttemptState.InProgress => (attempt.AnsweredAt ?? attempt.DialedAt ?? attempt.IntentAt) + MaxDuration(record.Spec!) + options.SilenceGrace,
            _ => (attempt.DialedAt ?? attempt.IntentAt) + RingTimeout(record.Spec!) + options.SilenceGrace,
        };
    }

    /// <summary>From the intent to lookup number <paramref name="done"/> + 1: the waits double up to a minute.</summary>
    private static TimeSpan LookupWait(int done, CallQueueOptions options)
    {
        TimeSpan total = TimeSpan.Zero;
        for (int i = 0; i <= Math.Min(done, 10_000); i++)
        {
            double seconds = options.LookupDelay.TotalSeconds * Math.Pow(2, Math.Min(i, 20));
            total += TimeSpan.FromSeconds(Math.Min(seconds, MaxLookupDelay.TotalSeconds));
        }

        return total;
    }

    /// <summary>Attempts that were placed, once no attempt is live.</summary>
    private static int Placed(CallRecord record) => record.Past.Count + (record.Current is { State: AttemptState.Ended } ? 1 : 0);

    private static CallStatus StatusOf(AttemptRecord attempt) => attempt.State switch
    {
        AttemptState.Dialing => CallStatus.Dialing,
        AttemptState.Unknown or AttemptState.NotPlaced => CallStatus.Unknown,
        AttemptState.Queued => CallStatus.Queued,
        AttemptState.Ringing => CallStatus.Ringing,
        AttemptState.InProgress => CallStatus.InProgress,
        _ => CallStatus.Ended,
    };

    private static AttemptSnapshot ToSnapshot(AttemptRecord a) => new(
        a.Number, a.Token, a.Trunk.Value, a.CarrierCall, StatusOf(a), a.Outcome, a.Reason, a.DialedAt ?? a.IntentAt,
        a.AnsweredAt, a.EndedAt, a.Talk, a.AnsweredBy, a.RecordingUrl)
    {
        From = a.From,
        AgentMet = a.AgentMet,
        Recording = a.Recording is { } recording ? new CarrierRecording(recording.State, recording.Id, recording.Duration) : null,
    };
}
