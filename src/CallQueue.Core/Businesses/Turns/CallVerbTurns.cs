using CallQueue.Businesses.Effects;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Runs;

namespace CallQueue.Businesses.Turns;

/// <summary>
/// Commands on one call. A leased call is withdrawn; any other call gets a request that is
/// stored first (<see cref="RequestEffects"/>). Until the request is answered the call is not leased.
/// </summary>
internal sealed class CallVerbTurns(BusinessState state, BusinessTurn turn, QueueReader reader, IActorContext context)
{
    private readonly Moves _moves = new(state, turn, reader, context);

    public async Task<CallVerbAnswer> CancelAsync(CancelCall request)
    {
        if (!CallId.IsName(request.Call)) return new CallVerbAnswer(CallVerbResult.NotFound);
        await turn.ClaimAsync();
        bool isHungUp = false;
        while (true)
        {
            if (state.Slots.Find(request.Call) is { } lease)
            {
                if (!request.HangUpLive || isHungUp) return await LiveAsync(request.Call, isHungUp ? CallVerbResult.Done : CallVerbResult.Refused);
                await HangUpAsync(lease);
                isHungUp = true;
                continue;
            }

            if (await AskAsync(request.Call, RequestKind.Cancel) is not { } answer) continue;
            bool isOurs = isHungUp && answer is { Result: CallVerbResult.Unchanged };
            return isOurs ? answer with { Result = CallVerbResult.Done } : answer;
        }
    }

    public async Task<CallVerbAnswer> RetryAsync(string call)
    {
        if (!CallId.IsName(call)) return new CallVerbAnswer(CallVerbResult.NotFound);
        await turn.ClaimAsync();
        bool isChecked = false;
        while (true)
        {
            if (state.Slots.Find(call) is { } lease)
            {
                // Its end may be on its way here.
                if (isChecked) return await LiveAsync(call, CallVerbResult.Refused);
                await turn.Effects.CheckNowAsync(lease);
                isChecked = true;
                continue;
            }

            if (state.Retained.IsForgetting(call)) return new CallVerbAnswer(CallVerbResult.NotFound);
            if (await AskAsync(call, RequestKind.Retry) is { } answer) return answer;
        }
    }

    public async Task<CallVerbAnswer> MoveAsync(MoveCall request)
    {
        if (!CallId.IsName(request.Call)) return new CallVerbAnswer(CallVerbResult.NotFound);
        await turn.ClaimAsync();
        while (true)
        {
            if (state.Slots.Find(request.Call) is not null) return await LiveAsync(request.Call, CallVerbResult.Refused);
            if (state.Requests.MoveOf(request.Call) is { } other) await other;
            else if (state.Requests.Find(request.Call) is { } open) await AnswerAsync(open);
            else break;
        }

        // It is not leased until it has been moved, so its state does not change.
        state.Requests.BeginMove(request.Call);
        try
        {
            return await _moves.MoveAsync(request);
        }
        finally
        {
            state.Requests.EndMove(request.Call);
            RequestSteps.Release(state, request.Call);
            await turn.EndAsync();
        }
    }

    /// <summary>Sends the request after any open request to the call; null when the business has changed in the meantime and must be checked again.</summary>
    private async Task<CallVerbAnswer?> AskAsync(string call, RequestKind kind)
    {
        if (state.Requests.MoveOf(call) is { } move)
        {
            await move;
            return null;
        }

        if (state.Requests.Find(call) is { } open)
        {
            CallVerbAnswer answer = await AnswerAsync(open);
            return open.Kind == kind ? answer : null;
        }

        if (kind == RequestKind.Retry) return await AskAsync(new CallRequest(state.Slots.TakeNumber(), call, kind, 0, false));
        return new CallId(state.Id, call).InRun() is { } place
            ? await CancelInRunAsync(call, place.Run, place.Index)
            : await AskAsync(new CallRequest(state.Slots.TakeNumber(), call, kind, 0, false));
    }

    /// <summary>
    /// Cancels a possible call of a run: a call that was never tried has no record, so its run decides whether
    /// it waits. Null: all is to be looked at again.
    /// </summary>
    private async Task<CallVerbAnswer?> CancelInRunAsync(string call, RunId run, int index)
    {
        IRun actor = context.Actors.Run(run);
        Outcome? ended = state.FindRun(run.Name)?.UntoldEnd(index) ?? ((await actor.ResultsAsync(index, 1)) is [var result] ? result.Outcome : null);
        Outcome? unnamed = ended is null && state.FindRun(run.Name) is not { TakesCalls: true }
            && await actor.GetAsync() is { } over && index < over.Counts.Total ? over.UnnamedEnd() : null;
        bool isAlone = state.FindRun(run.Name) is not { TakesCalls: true };
        if (isAlone && ended is not null && !await IsQueuedAloneAsync(call)) return Ended(ended.Value);

        // No await from here on.
        if (IsBusy(call)) return null;
        ActiveRun? active = state.FindRun(run.Name);
        bool isReceived = active is not null && index < active.Received;
        if (isReceived && ended is null && !active!.TakesCalls) unnamed ??= active.ToSnapshot().UnnamedEnd();
        if (unnamed is { } end) return Ended(end);
        if (isReceived && active!.TakesCalls == isAlone) return null;
        int ordinal = isReceived && active!.TakesCalls ? active.Ordinal : 0;
        CallVerbAnswer answer = await AskAsync(new CallRequest(state.Slots.TakeNumber(), call, RequestKind.Cancel, ordinal, ordinal > 0 && ended is null));
        return answer.Result == CallVerbResult.NotFound && ended is not null ? Ended(ended.Value) : answer;

        static CallVerbAnswer Ended(Outcome outcome) => new(
            outcome == Outcome.Canceled ? CallVerbResult.Unchanged : CallVerbResult.Refused, CallStatus.Ended, outcome);
    }

    /// <summary>
    /// Whether a call of an ended run waits because it was retried later. Its record may show the same for a call that its
    /// run's stop has canceled; so it is looked for.
    /// </summary>
    private async Task<bool> IsQueuedAloneAsync(string call) =>
        await CallOf(call).GetAsync() is { Status: not CallStatus.Ended } && await reader.FindAsync(call, 0, 0) is not null;

    private Task<CallVerbAnswer> AskAsync(CallRequest request)
    {
        state.Requests.Add(request);
        return AnswerAsync(request);
    }

    /// <summary>
    /// The answer to an open request, after a commit: it sends the request, also one that failed before. In an instance that can't commit any more the
    /// commit fails, and the caller with it, who would otherwise wait for ever.
    /// </summary>
    private async Task<CallVerbAnswer> AnswerAsync(CallRequest request)
    {
        Task<CallVerbAnswer> answer = turn.Effects.Requests.AnswerAsync(request);
        await turn.EndAsync();
        return await answer;
    }

    /// <summary>Something else is being done about the call.</summary>
    private bool IsBusy(string call) =>
        state.Slots.Find(call) is not null || state.Requests.Find(call) is not null || state.Requests.MoveOf(call) is not null;

    private async Task HangUpAsync(Lease lease)
    {
        state.Slots.Change(lease with { Withdraw = new WithdrawCall(lease.Id, Final: true, HangUp: true) });
        await turn.EndAsync();
        await turn.Effects.WithdrawnAsync(held => held.Id == lease.Id);
    }

    private async Task<CallVerbAnswer> LiveAsync(string call, CallVerbResult result)
    {
        CallSnapshot? known = await CallOf(call).GetAsync();
        return new CallVerbAnswer(result, known?.Status ?? CallStatus.Dialing, known?.Outcome);
    }

    private ICall CallOf(string name) => context.Actors.Call(new CallId(state.Id, name));
}
