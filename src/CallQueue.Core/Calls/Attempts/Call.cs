using System.Diagnostics;
using CallQueue.Carriers;
using CallQueue.Hosting;

namespace CallQueue.Calls.Attempts;

/// <summary>
/// One person to reach. A lease is one create request at most: the intent is committed, then the request leaves, and
/// its result ends the lease or keeps it live. Another request needs another lease, so that stops, pauses,
/// windows and rates are asked again each time.
/// </summary>
internal sealed class Call : IActor, ICall
{
    private readonly CallState _state;
    private readonly Commits<CallRecord> _commits;
    private readonly LiveAttempt _attempt;
    private readonly Dialing _dialing;
    private readonly Admission _admission;
    private Task? _loading;

    public Call(IActorContext context, CallQueueServices services, CallProcess shared)
    {
        _state = new CallState(context, services, shared);
        _commits = _state.Commits;
        _attempt = new LiveAttempt(_state);
        _dialing = new Dialing(_state, _attempt);
        _admission = new Admission(_state);
    }

    /// <summary>The record is read by the first request that needs it: the first lease of a call has none.</summary>
    public Task ActivateAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A create request in progress is waited for, so that its answer is on record when another instance comes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _dialing.AnsweredAsync();
        await _attempt.CloseAsync();
    }

    public async Task<AcceptAnswer> AcceptAsync(AcceptCall request)
    {
        await LoadedAsync();
        await _commits.SettledAsync();
        if (_state.Record is { } known)
        {
            return known.Fingerprint != request.Fingerprint ? AcceptAnswer.Conflict
                : known.Confirmed || known.Lease > 0 ? AcceptAnswer.Same
                : AcceptAnswer.Unconfirmed;
        }

        if (_state.Id.InRun() is { } run && await _state.Actors.Run(run.Run).GetAsync() is { } taken && run.Index < taken.Counts.Total)
            return AcceptAnswer.Conflict;
        if (_state.Record is not null) return await AcceptAsync(request);
        _state.Record = new CallRecord { Spec = request.Spec, Fingerprint = request.Fingerprint, Chosen = request.Chosen };
        await _commits.CommitAsync();
        return AcceptAnswer.New;
    }

    public async Task ConfirmAsync()
    {
        await LoadedAsync();
        if (_state.Record is not { Confirmed: false } record) return;
        _state.Record = record with { Confirmed = true };
        await _commits.CommitAsync();
    }

    public async Task<LeaseStanding> StartAsync(StartCall request)
    {
        if (request.IsNew && _commits.IsFenced) _loading ??= Task.CompletedTask;
        await LoadedAsync();
        _attempt.TellDialed = request.TellDialed;
        if (_state.Record?.Lease != request.Lease) _attempt.IsUnreported = request.NoProgress;
        if (_state.Record is { } known && CallSteps.Refusal(known, request) is { } refusal)
        {
            // Proves by a write that this instance is not a stale twin that has missed the call's last leases.
            await _commits.CommitAsync();
            if (refusal is LeaseStanding.Over { End: LeaseEnd.Duplicate } && known.End is null) _state.Log.AlreadyInFlight(_state.Id);
            return refusal;
        }

        if (_state.Record?.Lease == request.Lease)
        {
            if (_attempt.MayHaveMissed) await _attempt.AskIfDueAsync();
            return await StandingAsync();
        }

        await _dialing.ReadClockAsync(request);
        if (_state.Record?.Lease >= request.Lease) return await StartAsync(request);
        CallRecord? before = _state.Record;
        (StoredEnd? refused, NumberChecks? checks) = await _admission.RefuseAsync(before?.Spec ?? request.Spec!, request);

        // While others were asked, the lease may have been withdrawn, or started by a repetition.
        if (_state.Record != before)
        {
            if (_state.Record?.Current?.NotedLease != request.Lease) await _admission.GiveBackAsync((before?.Spec ?? request.Spec!).To, request);
            return await StartAsync(request);
        }

        if (refused is null) await _dialing.BeginAsync(request, checks);
        else await RefuseAsync(request, refused);
        return await StandingAsync();
    }

    public async Task<LeaseStanding> WithdrawAsync(WithdrawCall request)
    {
        await LoadedAsync();
        if (_state.Record is not null && CallSteps.IsDuplicate(_state.Record, request.Lease)) return await DuplicateAsync();
        _dialing.Withdraw(request.Lease);
        _state.Record = _state.Record is null || _state.Record.Lease < request.Lease
            ? CallSteps.At(CallSteps.NeverStarted(_state.Record, request.Lease, request.Final), _state.Now) with { NoRetry = request.Final }
            : _state.Record with { NoRetry = _state.Record.NoRetry || request.Final, HangUp = _state.Record.HangUp || request.HangUp };
        await _commits.CommitAsync();
        await _dialing.CertainAsync();
        if (_state.Record is { HangUp: true, End: null }) await _attempt.HangUpAsync();
        return await StandingAsync();
    }

    public async Task<LeaseStanding> CheckAsync(long lease)
    {
        await LoadedAsync();
        if (_state.Record is not null && CallSteps.IsDuplicate(_state.Record, lease)) return await DuplicateAsync();
        if (_state.Record is null || _state.Record.Lease < lease)
        {
            // By a write, so that a stale instance can't answer this and a late start can't dial.
            _state.Record = CallSteps.NeverStarted(_state.Record, lease);
            await _commits.CommitAsync();
        }

        if (_state.Record.Lease > lease) return new LeaseStanding.Over(new LeaseEnd.NotPlaced("a newer lease exists"));
        if (_state.Record.End is null && !_dialing.IsUnderWay) await _attempt.AskIfDueAsync();
        return await StandingAsync();
    }

    public async Task<EventAnswer> OnCarrierEventAsync(CarrierEvent carrierEvent)
    {
        await LoadedAsync();
        if (_state.Record is null) return Ignored(EventIgnored.UnknownCall);
        using Activity? span = AttemptTraces.Webhook(_state.Id, _state.Record.Spec, carrierEvent);
        if (_state.Record.Current is { } current && !carrierEvent.IsAbout(current.Trunk)) return Ignored(EventIgnored.OtherCarrier);
        if (_state.Record.Current?.Token != carrierEvent.Attempt.Token)
        {
            bool isGivenUp = _state.Record.GivenUp.Contains(carrierEvent.Attempt.Token);
            bool isKnown = isGivenUp || _state.Record.Past.Any(past => past.Token == carrierEvent.Attempt.Token);
            if (isGivenUp && carrierEvent.Report.Status != CarrierStatus.Ended) await _attempt.EndLeftOverAsync(carrierEvent.Report.Call, carrierEvent.Carrier);
            if (carrierEvent.Report.Recording is not null && RecordingSteps.Learn(_state.Record, carrierEvent.Attempt.Token, carrierEvent.Report, _state.Now) is { } recorded)
            {
                _state.Record = recorded;
                await _commits.CommitAsync();
                await TellRecordingsAsync();
                return new EventAnswer(true, false);
            }

            await TellRecordingsAsync();
            await _commits.SettledAsync();
            return Ignored(isKnown ? EventIgnored.EarlierAttempt : EventIgnored.UnknownToken);
        }

        bool isConfirmed = false;
        if (carrierEvent is { IsOfProvider: true, Report.Status: CarrierStatus.Ended } && _state.Record.End is null)
        {
            isConfirmed = await _attempt.ConfirmEndAsync();
            if (!isConfirmed) return Ignored(EventIgnored.Unconfirmed);
        }

        // While the carrier was asked, the person may have been dialed again: the report is about the attempt before.
        bool isCurrent = _state.Record?.Current?.Token == carrierEvent.Attempt.Token;
        bool isApplied = (isCurrent && await _attempt.ApplyAsync(new AttemptEvent.Reported(carrierEvent.Report))) || isConfirmed;
        await TellRecordingsAsync();
        LetGoIfEnded();
        return isApplied ? new EventAnswer(true, _state.Record is { End.Kind: EndKind.Retry }) : Ignored(EventIgnored.Repeated);

        static EventAnswer Ignored(EventIgnored why) => new(false, false) { Ignored = why };
    }

    /// <summary>
    /// Hands recordings that can be heard to the business, for its sinks. When that fails, so does the carrier's notice, which the carrier then sends again.
    /// </summary>
    private async Task TellRecordingsAsync()
    {
        if (_state.Record is not { Spec: { } spec } record) return;
        AttemptRecord[] untold = [.. RecordingSteps.Untold(record)];
        if (untold.Length == 0) return;
        foreach (AttemptRecord attempt in untold)
        {
            RecordingRecord recording = attempt.Recording!;
            await _state.Business.RecordedAsync(new RecordingNotice(_state.Id.Name, attempt.Number, recording.At, recording.Duration?.TotalSeconds) { To = spec.To });
            if (_state.Record is not null) _state.Record = RecordingSteps.Told(_state.Record, attempt.Token);
        }

        await _commits.CommitAsync();
    }

    public async Task<CallSnapshot?> GetAsync()
    {
        await LoadedAsync();
        CallSnapshot? snapshot = _state.Record?.Spec is null ? null : CallSteps.ToSnapshot(_state.Id, _state.Record);
        await _commits.SettledAsync();
        return snapshot;
    }

    public async Task<CallSnapshot?> LookAsync()
    {
        await LoadedAsync();
        _attempt.LookedAt();
        return await GetAsync();
    }

    public async Task<CancelAnswer> CancelAsync(CancelWaiting request)
    {
        await LoadedAsync();
        DateTimeOffset? dueAt = _state.Record?.End?.RetryAt ?? (_state.Record is { Lease: 0 } ? _state.Record.Spec!.NotBefore : null);
        (CallRecord? record, CancelAnswer answer) = CallVerbSteps.Cancel(_state.Id, _state.Record, request);
        _state.Record = record is null || record == _state.Record ? record : CallSteps.At(record, _state.Now);

        // Even without a change, so that a stale instance, which has missed the call's last leases, can't answer this.
        if (record is not null) await _commits.CommitAsync();
        return answer with { WaitedUntil = dueAt };
    }

    public async Task<ReopenAnswer> ReopenAsync(long number)
    {
        await LoadedAsync();
        (CallRecord? record, ReopenAnswer answer) = CallVerbSteps.Reopen(_state.Id, _state.Record, number);
        _state.Record = record;
        if (record is not null) await _commits.CommitAsync();
        return answer;
    }

    public async Task<CallSnapshot?> MoveAsync(Priority priority)
    {
        await LoadedAsync();
        if (_state.Record is { Spec: { } spec, End: not { Kind: EndKind.Final } })
        {
            _state.Record = _state.Record with { Spec = spec with { Priority = priority } };
            await _commits.CommitAsync();
        }

        return await GetAsync();
    }

    public async Task ForgetAsync()
    {
        await (_loading is { IsFaulted: false } loading ? loading : _loading = ForgetUnreadAsync());
        if (_state.Record?.Stage.MayBeForgotten == true)
        {
            await _commits.DeleteRootAsync();
            _state.Record = null;
        }

        LetGoIfEnded();
    }

    public async Task<bool> EraseAsync(PhoneNumber number)
    {
        await LoadedAsync();
        if (_state.Record is not { End: not null, Spec: { } spec } || spec.To != number)
        {
            await _commits.SettledAsync();
            return false;
        }

        await _commits.DeleteRootAsync();
        _state.Record = null;
        return true;
    }

    /// <summary>The call's record is in memory. A failed read is repeated by the next request.</summary>
    private Task LoadedAsync() => _loading is { IsFaulted: false } loading ? loading : _loading = LoadAsync();

    private async Task LoadAsync()
    {
        _state.Record = await _commits.LoadAsync(CancellationToken.None);
        _attempt.TakeOver();
    }

    /// <summary>Of a call that is not in memory only what decides is read. At full load thousands are forgotten each second.</summary>
    private async Task ForgetUnreadAsync()
    {
        CallStage? stage = await _commits.ReadRootAsync(CallQueueJson.Default.CallStage, record => record.Stage);
        if (stage is { MayBeForgotten: true }) await _commits.DeleteRootAsync();
        else await LoadAsync();
    }

    /// <summary>Not while a create request is on its way: its end lets the instance go.</summary>
    private void LetGoIfEnded()
    {
        if (!_dialing.IsUnderWay) _state.LetGoIfEnded();
    }

    /// <summary>Ends a lease under which nothing is dialed.</summary>
    private Task RefuseAsync(StartCall request, StoredEnd refused)
    {
        _state.Record = CallSteps.At(CallSteps.Refused(_state.Record, request, refused), _state.Now);
        return _commits.CommitAsync();
    }

    /// <summary>Answers only after a write, which a stale instance, which has missed the call's last lease, can't do.</summary>
    private async Task<LeaseStanding> DuplicateAsync()
    {
        await _commits.CommitAsync();
        return new LeaseStanding.Over(new LeaseEnd.Duplicate());
    }

    /// <summary>The state of the lease once it is durable: an end that a failed write reverts must not free the slot.</summary>
    private async Task<LeaseStanding> StandingAsync()
    {
        LeaseStanding standing = CallSteps.Standing(_state.Record!, _state.Options, _state.Now);
        if (standing is LeaseStanding.Live live && _attempt.AskIn is { } wait && wait < live.CheckAfter) standing = live with { CheckAfter = wait };
        await _commits.SettledAsync();
        LetGoIfEnded();
        return standing;
    }
}
