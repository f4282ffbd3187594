using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Trunks;

namespace CallQueue.Calls.Attempts;

/// <summary>The call's attempt at the carrier: applies its events, looks it up, hangs up, and notifies the Business.</summary>
internal sealed class LiveAttempt(CallState state)
{
    /// <summary>A call whose progress is not reported is looked up for a reader once it has been silent for so long.</summary>
    private static readonly TimeSpan AskReaderAfter = TimeSpan.FromSeconds(5);

    private const int MessageTries = 3;

    private readonly ProgressSaver _progress = new(state);
    private Task? _asking;

    /// <summary>Whether the Business waits for the notification that the attempt was dialed.</summary>
    public bool TellDialed { get; set; }

    /// <summary>The carrier need not report that the call rings, or is answered; or it did while no instance was active. Whoever looks has to ask.</summary>
    public bool IsUnreported { get; set; }

    /// <summary>The attempt was live while no instance was active: its end may have been missed, and the carrier reports it only once.</summary>
    public bool MayHaveMissed { get; private set; }

    /// <summary>Until the carrier is to be asked because the attempt is silent; null when it is not at the carrier, as far as is known.</summary>
    public TimeSpan? AskIn => state.Record is { End: null, Current.State: AttemptState.Queued or AttemptState.Ringing or AttemptState.InProgress } ? state.Silence.Wait() : null;

    /// <summary>Takes over what an earlier instance has left.</summary>
    public void TakeOver()
    {
        MayHaveMissed = state.Record is { End: null, Current.State: AttemptState.Queued or AttemptState.Ringing or AttemptState.InProgress };
        if (MayHaveMissed) state.Silence.Missed();
        IsUnreported = MayHaveMissed;
        Lose();
    }

    /// <summary>
    /// Somebody looks at the call. If its progress is not reported, and it has been silent for a while, the carrier is asked, so that the next look
    /// shows it; and the Business has the progress of its next dials reported.
    /// </summary>
    public void LookedAt()
    {
        if (!IsUnreported || AskIn is null || _asking is { IsCompleted: false }) return;
        _asking = AskForReaderAsync();
    }

    /// <summary>This instance ends: what it has only in memory is stored.</summary>
    public async Task CloseAsync()
    {
        if (_asking is { } asking) await asking;
        await _progress.CloseAsync();
    }

    private async Task AskForReaderAsync()
    {
        try
        {
            Task noted = state.Business.LookedAtAsync();
            if (state.Silence.IsQuietFor(AskReaderAfter)) state.Silence.Missed();
            if (AskIn == TimeSpan.Zero) await AskIfDueAsync();
            await noted;
        }
        catch (Exception e)
        {
            state.Log.NotAskedForReader(state.Id, e);
        }
    }

    /// <summary>The dialing instance is gone, or could not record the answer: the carrier must be asked.</summary>
    public void Lose()
    {
        if (state.Record is { End: null, Current: { } attempt } record)
            state.Record = record with { Current = AttemptMachine.Apply(attempt, new AttemptEvent.Lost(), state.Now).Attempt };
    }

    /// <summary>Applies an event, commits if it changed anything, then notifies the Business. True when it changed something. Mere progress is stored a little later.</summary>
    /// <param name="isFree">A dial that was not placed costs the call no try: it was withdrawn, or the trunk is to blame.</param>
    public async Task<bool> ApplyAsync(AttemptEvent happened, bool isFree = false)
    {
        if (state.Record?.Current is not { } attempt) return false;
        AttemptStep step = AttemptMachine.Apply(attempt, happened, state.Now);
        if (step.IgnoredBecause is { } because) state.Log.EventIgnored(state.Id, attempt.Number, because);
        if (step.Attempt == attempt)
        {
            await EndIfLeftOverAsync(happened, attempt);
            await state.Commits.SettledAsync();
            return false;
        }

        // The notification has what this commit made durable: other turns may have changed memory again in the meantime.
        isFree |= happened is AttemptEvent.LookedUp;
        bool wasLive = state.Record.End is null;
        CallRecord record = state.Record = CallSteps.After(state.Record, step.Attempt, isFree, state.Options, state.Now);
        if (record.End is null) state.Silence.Heard();
        else state.Silence.End();
        if (happened is AttemptEvent.Reported && !record.HangUp && AttemptMachine.IsProgress(attempt, step.Attempt))
        {
            _progress.SaveSoon();
            return true;
        }

        await state.Commits.CommitAsync();
        if (attempt.CarrierCall is null && step.Attempt.CarrierCall is { } call) state.Log.Initiated(state.Id, attempt.Number, call);
        if (wasLive && record.End is { } end) LogEnd(record, end);
        if (wasLive && record.End is not null) AttemptTraces.Ended(state.Id, record);
        if (wasLive && record.End?.Outcome == Outcome.NoAgent && state.Options.AsksAgentServer) _ = TellAgentsAsync();
        if (step.Attempt is { State: AttemptState.NotPlaced, NotedLease: { } lease }) await state.Guards.GiveBackAsync(record.Spec!.To, lease);
        await TellBusinessAsync(record, attempt);
        await EndIfLeftOverAsync(happened, step.Attempt);
        if (state.Record is { HangUp: true, End: null }) await HangUpAsync();
        else if (happened is AttemptEvent.Reported && step.Attempt.AnsweredBy != attempt.AnsweredBy) await ActOnMachineAsync();
        return true;
    }

    /// <summary>
    /// A machine has answered: leaves the message, or ends the call. What fails or is lost by a crash is done again at the next check. Where the carrier has
    /// waited for the verdict, the document that it gets does the same.
    /// </summary>
    private async Task ActOnMachineAsync()
    {
        if (state.Record is not { End: null, Current: { } attempt } record) return;
        if (MachineSteps.IsMessageDue(attempt)) await LeaveMessageAsync(record.Spec!, attempt);
        else if (MachineSteps.IsToHangUp(attempt) && attempt.Machine is { Waits: false }) await HangUpAsync();
    }

    private bool IsStillDue(AttemptRecord attempt) => state.Record is { End: null, Current: { } now } && now.Token == attempt.Token && MachineSteps.IsMessageDue(now);

    private async Task LeaveMessageAsync(CallSpec spec, AttemptRecord attempt)
    {
        var place = new AttemptRef(state.Id, attempt.Number, attempt.Token);
        MessageAnswer answer = new MessageAnswer.Refused("there is no text to leave");
        if (spec.ForMachine() is { } message)
        {
            // At once, since the machine is recording; what is still open then is asked again at the next check.
            for (int tries = 0; tries == 0 || (answer is MessageAnswer.Unknown && tries < MessageTries && IsStillDue(attempt)); tries++)
                answer = await (await CarrierOfAsync(attempt)).LeaveMessageAsync(attempt.CarrierCall!, place, message, CancellationToken.None);
        }

        if (answer is MessageAnswer.Refused refused) state.Log.MessageNotLeft(state.Id, attempt.Number, refused.Reason);
        if (state.Record?.Current?.Token != attempt.Token) return;
        await ApplyAsync(new AttemptEvent.Spoken(answer));
        if (state.Record is { End: null, Current: { } after } && MachineSteps.IsToHangUp(after)) await HangUpAsync();
    }

    private void LogEnd(CallRecord record, StoredEnd end)
    {
        RetryPolicy policy = CallSteps.RetryOf(record);
        if (end is { Kind: EndKind.Retry, Outcome: not null, RetryAt: { } at })
            state.Log.RetryScheduled(end.Attempts, policy.MaxRetries, state.Id, (at - record.Current!.EndedAt!.Value).TotalMinutes);
        else if (end is { Kind: EndKind.Final, Outcome: { } outcome } && policy.IsUsedUp(end.Attempts, outcome)) state.Log.RetriesUsedUp(state.Id, policy.MaxRetries);
    }

    /// <summary>
    /// Sends the Business the notification that it waits for. Tried once: after a loss the Business finds out when it checks the lease.
    /// </summary>
    private async Task TellBusinessAsync(CallRecord record, AttemptRecord before)
    {
        try
        {
            if (record.End is not null) await state.Business.ReleaseAsync(record.Lease, CallSteps.EndOf(record));
            else if (TellDialed && before.DialedAt is null && record.Current?.DialedAt is { } at) await state.Business.DialedAsync(record.Lease, at);
        }
        catch (Exception e)
        {
            state.Log.BusinessNotTold(state.Id, e);
        }
    }

    /// <summary>The agent server says that it has sessions, and did not take a call. Lost: the next such call says it again.</summary>
    private async Task TellAgentsAsync()
    {
        try
        {
            await state.Actors.Trunk(CallQueueOptions.AgentServer).ReportAsync(new DialReport.AgentRefused());
        }
        catch (Exception e)
        {
            state.Log.TrunkNotTold(state.Id, e);
        }
    }

    /// <summary>Looks the attempt up at the carrier when it is overdue, silent, or its end may have been missed.</summary>
    public async Task AskIfDueAsync()
    {
        if (state.Record is not { End: null, Current: { } attempt }) return;
        if (MachineSteps.IsMessageDue(attempt) || MachineSteps.IsToHangUp(attempt))
        {
            await AskMachineAgainAsync(attempt);
            return;
        }

        Overdue? overdue = CallSteps.IsOverdue(state.Record, state.Options, state.Now);
        if (overdue is null && AskIn != TimeSpan.Zero) return;
        await LookUpAsync(attempt);
        if (overdue == Overdue.Talking && state.Record is { End: null }) await HangUpAsync();
    }

    /// <summary>A machine has answered, and the call still lives: it may have ended unnoticed, and what was to be done may have been lost.</summary>
    private async Task AskMachineAgainAsync(AttemptRecord attempt)
    {
        await LookUpAsync(attempt);
        if (state.Record is not { End: null, Current: { } live }) return;
        if (MachineSteps.IsMessageDue(live)) await LeaveMessageAsync(state.Record.Spec!, live);
        else if (MachineSteps.IsToHangUp(live)) await HangUpAsync();
    }

    /// <summary>Asks the carrier whether the live attempt is over, as another has reported. False: it is not, or the carrier can't say; then it is asked again at the next check.</summary>
    public async Task<bool> ConfirmEndAsync()
    {
        if (state.Record is not { End: null, Current: { } attempt } record) return false;
        await LookUpAsync(attempt);
        if (state.Record is { End: not null } after && after.Lease == record.Lease) return true;
        MayHaveMissed = true;
        state.Silence.Missed();
        return false;
    }

    private async Task LookUpAsync(AttemptRecord attempt)
    {
        MayHaveMissed = false;
        state.Silence.Heard();
        var request = new LookupRequest(
            new AttemptRef(state.Id, attempt.Number, attempt.Token), attempt.CarrierCall, state.Record!.Spec!.To, attempt.From ?? state.Record.Spec.Rules.From, attempt.IntentAt)
        {
            CarrierSentAt = attempt.CarrierIntentAt,
            OtherCalls = [.. state.Record.Past.Select(past => past.CarrierCall).OfType<CarrierCallId>()],
        };
        LookupAnswer answer = await LookUpOwnAsync(await CarrierOfAsync(attempt), request);
        if (state.Record?.Current?.Token == attempt.Token) await ApplyAsync(new AttemptEvent.LookedUp(answer));
    }

    /// <summary>Looks up a call that is nobody else's: what is found by numbers and time alone may be.</summary>
    private async Task<LookupAnswer> LookUpOwnAsync(ICarrier carrier, LookupRequest request)
    {
        const int MostOthers = 5;
        TrunkId trunk = carrier.Trunk;
        for (int others = 0; others <= MostOthers; others++)
        {
            LookupAnswer answer = await carrier.LookUpAsync(request, CancellationToken.None);
            state.Shared.Clocks.Look(carrier, state.Time);
            if (request.Call is not null || answer is not LookupAnswer.Found { Report: var report } || LookupWindow.IsGivenUp(report.Call)) return answer;
            try
            {
                if (!await CallOwners.IsOthersAsync(state.Actors, trunk, state.Id, report) && state.Shared.Owners.TryClaim(report.Call, state.Id)) return answer;
            }
            catch (UnavailableException)
            {
                return new LookupAnswer.Unknown("it is not known yet whether the carrier's call belongs to another attempt");
            }

            request = request with { OtherCalls = [.. request.OtherCalls, report.Call] };
        }

        return new LookupAnswer.Unknown("too many calls of others match this attempt");
    }

    /// <summary>Ends the attempt at the carrier, if the carrier's id is known.</summary>
    public async Task HangUpAsync()
    {
        if (state.Record?.Current is not { CarrierCall: { } call } attempt) return;
        HangUpAnswer answer = await (await CarrierOfAsync(attempt)).HangUpAsync(call, CancellationToken.None);
        if (answer is HangUpAnswer.Ended ended && state.Record.Current?.Token == attempt.Token) await ApplyAsync(new AttemptEvent.Reported(ended.Report));
    }

    private async Task EndIfLeftOverAsync(AttemptEvent happened, AttemptRecord attempt)
    {
        if (happened is AttemptEvent.Answered { Answer: DialAnswer.Accepted accepted } && attempt.CarrierCall != accepted.Call)
            await EndLeftOverAsync(accepted.Call, await CarrierOfAsync(attempt));
    }

    /// <summary>The carrier has a call that we took as never placed, or a second one: it must not ring on.</summary>
    /// <param name="call">The carrier's id of it.</param>
    /// <param name="carrier">The name of the carrier that has reported it; null: it has not said.</param>
    public async Task EndLeftOverAsync(CarrierCallId call, string? carrier)
    {
        await state.DurableAsync();
        ICarriers carriers = state.Services.Carriers;
        await EndLeftOverAsync(call, carriers.All.FirstOrDefault(one => one.Name == carrier) ?? carriers.For(state.Id.Business));
    }

    private async Task EndLeftOverAsync(CarrierCallId call, ICarrier carrier)
    {
        state.Log.LeftOverEnded(state.Id, call);
        await carrier.HangUpAsync(call, CancellationToken.None);
    }

    /// <summary>The carrier of an attempt, or the business's own, once everything that leads to asking it is durable.</summary>
    private async Task<ICarrier> CarrierOfAsync(AttemptRecord attempt)
    {
        await state.DurableAsync();
        return state.Services.Carriers.Find(attempt.Trunk) ?? state.Services.Carriers.For(state.Id.Business);
    }
}
