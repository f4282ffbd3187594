using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Trunks;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls;

/// <summary>
/// One person to reach. A lease is one create request at most: the intent is committed, then the request leaves, and
/// whatever becomes of it ends the lease or keeps it live. Another request needs another lease, so that stops, pauses,
/// windows and rates are asked anew each time.
/// </summary>
internal sealed class Call : IActor, ICall
{
    private readonly IActorContext _context;
    private readonly CallQueueServices _services;
    private readonly ILogger _log;
    private readonly CallId _id;
    private readonly Commits<CallRecord> _commits;
    private CallRecord? _record;
    private Task? _dialing;
    private bool _tellDialed;

    /// <summary>The attempt was live while no instance was there: its end may have been told to nobody, and the carrier tells it once.</summary>
    private bool _mayHaveMissed;
    private long _withdrawn;

    public Call(IActorContext context, CallQueueServices services)
    {
        (_context, _services, _id) = (context, services, CallId.Parse(context.Key));
        _log = services.Logging.CreateLogger<Call>();
        _commits = new Commits<CallRecord>(context, CallQueueJson.Default.CallRecord) { Snapshot = () => _record! };
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    private CallQueueOptions Options => _services.Options;

    private Businesses.IBusiness Business => _context.Actors.Business(_id.Business);

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        _record = await _commits.LoadAsync(cancellation);
        _mayHaveMissed = _record is { End: null, Current.State: AttemptState.Queued or AttemptState.Ringing or AttemptState.InProgress };
        if (_record is { End: null, Current: { } attempt })
            _record = _record with { Current = AttemptMachine.Apply(attempt, new AttemptEvent.Lost(), Now).Attempt };
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A create request under way is waited for, so that its answer is on record when another instance comes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_dialing is { } dialing) await dialing;
    }

    public async Task<AcceptAnswer> AcceptAsync(AcceptCall request)
    {
        await _commits.SettledAsync();
        if (_record is { } known)
        {
            return known.Fingerprint != request.Fingerprint ? AcceptAnswer.Conflict
                : known.Confirmed || known.Lease > 0 ? AcceptAnswer.Same
                : AcceptAnswer.Unconfirmed;
        }

        if (_id.InRun() is { } run && await _context.Actors.Run(run.Run).GetAsync() is { } taken && run.Index < taken.Counts.Total)
            return AcceptAnswer.Conflict;
        if (_record is not null) return await AcceptAsync(request);
        _record = new CallRecord { Order = request.Order, Fingerprint = request.Fingerprint, Chosen = request.Chosen };
        await _commits.CommitAsync();
        return AcceptAnswer.New;
    }

    public async Task ConfirmAsync()
    {
        if (_record is not { Confirmed: false } record) return;
        _record = record with { Confirmed = true };
        await _commits.CommitAsync();
    }

    public async Task<LeaseStanding> StartAsync(StartCall request)
    {
        _tellDialed = request.TellDialed;
        if (_record is { } known && CallSteps.Refusal(known, request) is { } refusal)
        {
            // Proves by a write that this instance is not a stale twin that has missed the call's last leases.
            await _commits.CommitAsync();
            return refusal;
        }

        if (_record?.Lease == request.Lease)
        {
            if (_mayHaveMissed) await AskCarrierIfDueAsync();
            return await StandingAsync();
        }

        _record = CallSteps.Begin(_record, request, _services.Carriers.For(_id.Business).Trunk, Now);
        Task intent = _commits.CommitAsync();
        _dialing = DialAsync(intent, _record.Lease, _record.Current!);
        await intent;
        return await StandingAsync();
    }

    public async Task<LeaseStanding> WithdrawAsync(WithdrawCall request)
    {
        if (_record is not null && CallSteps.IsDuplicate(_record, request.Lease)) return await DuplicateAsync();
        _withdrawn = Math.Max(_withdrawn, request.Lease);
        _record = _record is null || _record.Lease < request.Lease
            ? CallSteps.NeverStarted(_record, request.Lease, request.Final) with { NoRetry = request.Final }
            : _record with { NoRetry = _record.NoRetry || request.Final, HangUp = _record.HangUp || request.HangUp };
        await _commits.CommitAsync();
        await DialIsCertainAsync();
        if (_record is { HangUp: true, End: null }) await HangUpAsync();
        return await StandingAsync();
    }

    public async Task<LeaseStanding> CheckAsync(long lease)
    {
        if (_record is not null && CallSteps.IsDuplicate(_record, lease)) return await DuplicateAsync();
        if (_record is null || _record.Lease < lease)
        {
            // By a write, so that neither a stale twin can say so nor a late start dial after all.
            _record = CallSteps.NeverStarted(_record, lease);
            await _commits.CommitAsync();
        }

        if (_record.Lease > lease) return new LeaseStanding.Over(new LeaseEnd.NotPlaced("another lease has followed"));
        if (_record.End is null && _dialing is null or { IsCompleted: true }) await AskCarrierIfDueAsync();
        return await StandingAsync();
    }

    public async Task<EventAnswer> OnCarrierEventAsync(CarrierEvent carrierEvent)
    {
        if (_record is null || (_record.Current is { } current && !carrierEvent.IsAbout(current.Trunk))) return new EventAnswer(false, false);
        if (_record.Current?.Token != carrierEvent.Attempt.Token)
        {
            bool isLeftOver = _record.GivenUp.Contains(carrierEvent.Attempt.Token) && carrierEvent.Report.Status != CarrierStatus.Ended;
            if (isLeftOver) await EndLeftOverAsync(carrierEvent.Report.Call);
            await _commits.SettledAsync();
            return new EventAnswer(false, false);
        }

        bool isApplied = await ApplyAsync(new AttemptEvent.Reported(carrierEvent.Report));
        return new EventAnswer(isApplied, isApplied && _record is { End.Kind: EndKind.Retry });
    }

    public async Task<CallSnapshot?> GetAsync()
    {
        CallSnapshot? snapshot = _record?.Order is null ? null : CallSteps.ToSnapshot(_id, _record);
        await _commits.SettledAsync();
        return snapshot;
    }

    public async Task<CancelAnswer> CancelAsync(CancelWaiting request)
    {
        DateTimeOffset? dueAt = _record?.End?.RetryAt ?? (_record is { Lease: 0 } ? _record.Order!.NotBefore : null);
        (CallRecord? record, CancelAnswer answer) = CallVerbSteps.Cancel(_id, _record, request);
        _record = record;

        // Also when nothing has changed: a stale twin, which has missed the call's last leases, cannot say so.
        if (record is not null) await _commits.CommitAsync();
        return answer with { WaitedUntil = dueAt };
    }

    public async Task<ReopenAnswer> ReopenAsync(long number)
    {
        (CallRecord? record, ReopenAnswer answer) = CallVerbSteps.Reopen(_id, _record, number);
        _record = record;
        if (record is not null) await _commits.CommitAsync();
        return answer;
    }

    public async Task<CallSnapshot?> MoveAsync(Priority priority)
    {
        if (_record is { Order: { } order, End: not { Kind: EndKind.Final } })
        {
            _record = _record with { Order = order with { Priority = priority } };
            await _commits.CommitAsync();
        }

        return await GetAsync();
    }

    public async Task ForgetAsync()
    {
        if (_record is null or { Lease: > 0, End: null } || CallVerbSteps.IsReopened(_record)) return;
        await _commits.DeleteRootAsync();
        _record = null;
    }

    /// <summary>Says so only after a write: a stale twin, which has missed the call's last lease, cannot.</summary>
    private async Task<LeaseStanding> DuplicateAsync()
    {
        await _commits.CommitAsync();
        return new LeaseStanding.Over(new LeaseEnd.Duplicate());
    }

    /// <summary>Once its intent is stored, sends the one create request of a lease, and takes its answer.</summary>
    private async Task DialAsync(Task intent, long lease, AttemptRecord attempt)
    {
        try
        {
            await intent;
        }
        catch (StorageException)
        {
            // Nothing was sent; whoever asked for the dial hears of it.
            return;
        }

        try
        {
            CallOrder order = _record!.Order!;
            DateTimeOffset sendBefore = CallSteps.SendBefore(order, attempt);
            if (_withdrawn >= lease || sendBefore < Now)
            {
                string reason = _withdrawn >= lease ? "withdrawn" : "too late";
                await ApplyAsync(new AttemptEvent.Answered(new DialAnswer.TryLater(reason)), isTrunkToBlame: true);
                return;
            }

            var request = new DialRequest(
                new AttemptRef(_id, attempt.Number, attempt.Token), order.To, order.Rules.From, order.Script,
                CallSteps.RingTimeout(order), CallSteps.MaxDuration(order), sendBefore);
            DialAnswer answer = await _services.Carriers.For(_id.Business).DialAsync(request, CancellationToken.None);
            if (_record?.Lease == lease) await TakeAnswerAsync(answer, attempt);
        }
        catch (Exception e)
        {
            // The intent is stored: the lease is looked after, and the carrier asked, from here on.
            _log.DialNotRecorded(_id, e);
            if (_record is { End: null, Current: { } open }) _record = _record with { Current = AttemptMachine.Apply(open, new AttemptEvent.Lost(), Now).Attempt };
        }
    }

    private async Task TakeAnswerAsync(DialAnswer answer, AttemptRecord attempt)
    {
        bool isTrunkToBlame = CallSteps.ReportOf(answer) is { } report && await ReportAsync(attempt.Trunk, report);
        await ApplyAsync(new AttemptEvent.Answered(answer), isTrunkToBlame);
    }

    private async Task<bool> ReportAsync(TrunkId trunk, DialReport report)
    {
        try
        {
            return await _context.Actors.Trunk(trunk).ReportAsync(report);
        }
        catch (StorageException e)
        {
            _log.TrunkNotTold(_id, e);
            return true;
        }
    }

    /// <summary>Applies what happened, commits if it changed anything, then tells the Business. True when it changed something.</summary>
    private async Task<bool> ApplyAsync(AttemptEvent happened, bool isTrunkToBlame = false)
    {
        if (_record?.Current is not { } attempt) return false;
        AttemptStep step = AttemptMachine.Apply(attempt, happened, Now);
        if (step.IgnoredBecause is { } because) _log.EventIgnored(_id, attempt.Number, because);
        if (step.Attempt == attempt)
        {
            await EndIfLeftOverAsync(happened, attempt);
            await _commits.SettledAsync();
            return false;
        }

        // What is told is what this commit made durable: other turns may have changed memory again meanwhile.
        CallRecord record = _record = CallSteps.After(_record, step.Attempt, isTrunkToBlame || happened is AttemptEvent.LookedUp, Options, Now);
        await _commits.CommitAsync();
        await TellBusinessAsync(record, attempt);
        await EndIfLeftOverAsync(happened, step.Attempt);
        if (_record is { HangUp: true, End: null }) await HangUpAsync();
        return true;
    }

    /// <summary>
    /// Tells the Business what it waits for. Tried once: what gets lost here, the Business hears when it checks the lease.
    /// </summary>
    private async Task TellBusinessAsync(CallRecord record, AttemptRecord before)
    {
        try
        {
            if (record.End is { } end) await Business.ReleaseAsync(record.Lease, end.ToLeaseEnd());
            else if (_tellDialed && before.DialedAt is null && record.Current?.DialedAt is { } at) await Business.DialedAsync(record.Lease, at);
        }
        catch (Exception e)
        {
            _log.BusinessNotTold(_id, e);
        }
    }

    /// <summary>Waits until no create request of this lease can leave any more.</summary>
    private async Task DialIsCertainAsync()
    {
        if (_dialing is { } dialing) await dialing;
        if (_record is not { End: null, Current: { State: AttemptState.Unknown } attempt }) return;

        // An earlier instance may still be about to send; after this instant it must not.
        TimeSpan open = attempt.IntentAt + CallSteps.SendWithin - Now;
        if (open > TimeSpan.Zero) await Task.Delay(open, _context.Time);
    }

    private async Task AskCarrierIfDueAsync()
    {
        if (_record is not { End: null, Current: { } attempt }) return;
        Overdue? overdue = CallSteps.IsOverdue(_record, Options, Now);
        if (overdue is null && !_mayHaveMissed) return;
        _mayHaveMissed = false;
        var request = new LookupRequest(
            new AttemptRef(_id, attempt.Number, attempt.Token), attempt.CarrierCall, _record.Order!.To, _record.Order.Rules.From, attempt.IntentAt)
        {
            OtherCalls = [.. _record.Past.Select(past => past.CarrierCall).OfType<CarrierCallId>()],
        };
        LookupAnswer answer = await CarrierOf(attempt).LookUpAsync(request, CancellationToken.None);
        if (_record?.Current?.Token != attempt.Token) return;
        await ApplyAsync(new AttemptEvent.LookedUp(answer));
        if (overdue == Overdue.Talking && _record is { End: null }) await HangUpAsync();
    }

    private async Task HangUpAsync()
    {
        if (_record?.Current is not { CarrierCall: { } call } attempt) return;
        HangUpAnswer answer = await CarrierOf(attempt).HangUpAsync(call, CancellationToken.None);
        if (answer is HangUpAnswer.Ended ended && _record.Current?.Token == attempt.Token) await ApplyAsync(new AttemptEvent.Reported(ended.Report));
    }

    private async Task EndIfLeftOverAsync(AttemptEvent happened, AttemptRecord attempt)
    {
        if (happened is AttemptEvent.Answered { Answer: DialAnswer.Accepted accepted } && attempt.CarrierCall != accepted.Call)
            await EndLeftOverAsync(accepted.Call);
    }

    /// <summary>The carrier has a call that we took as never placed, or a second one: it must not ring on.</summary>
    private async Task EndLeftOverAsync(CarrierCallId call)
    {
        _log.LeftOverEnded(_id, call);
        await _services.Carriers.For(_id.Business).HangUpAsync(call, CancellationToken.None);
    }

    private ICarrier CarrierOf(AttemptRecord attempt) => _services.Carriers.Find(attempt.Trunk) ?? _services.Carriers.For(_id.Business);

    /// <summary>Where the lease stands, once that is durable: an end that a failed write takes back must not free the slot.</summary>
    private async Task<LeaseStanding> StandingAsync()
    {
        LeaseStanding standing = CallSteps.Standing(_record!, Options, Now);
        await _commits.SettledAsync();
        return standing;
    }
}
