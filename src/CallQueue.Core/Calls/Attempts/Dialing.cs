using System.Diagnostics;
using CallQueue.Carriers;
using CallQueue.Fences;
using CallQueue.Hosting;
using CallQueue.Trunks;

namespace CallQueue.Calls.Attempts;

/// <summary>The one create request of a lease: its intent is committed, then it is sent, and its answer is recorded.</summary>
internal sealed class Dialing(CallState state, LiveAttempt live)
{
    private Task? _dialing;
    private long _withdrawn;

    /// <summary>Whether a create request is on its way, or its answer not yet on record.</summary>
    public bool IsUnderWay => _dialing is { IsCompleted: false };

    /// <summary>Learns the carrier's time unless it is known: a lost answer of this dial is looked up by it.</summary>
    public async Task ReadClockAsync(StartCall request)
    {
        ICarrier carrier = CarrierOf(request.Trunk);
        if (carrier.TimeAt(state.Now) is null) await carrier.ReadClockAsync(CancellationToken.None);
    }

    /// <summary>Begins a new lease. Completes once the intent to dial is stored; the create request leaves after that.</summary>
    /// <exception cref="UnavailableException">The intent is not stored, and nothing leaves.</exception>
    /// <param name="checks">What the guards of the number answered.</param>
    public Task BeginAsync(StartCall request, NumberChecks? checks)
    {
        ICarrier carrier = CarrierOf(request.Trunk);
        state.Shared.Clocks.Look(carrier, state.Time);
        CallRecord record = state.Record = CallSteps.Begin(state.Record, request, carrier.Trunk, state.Now, carrier.TimeAt(state.Now)?.Now, checks);
        Task intent = state.Commits.CommitAsync();
        _dialing = DialAsync(intent, record, request);
        return intent;
    }

    /// <summary>No create request of this lease, or of an earlier one, leaves from here on.</summary>
    public void Withdraw(long lease) => _withdrawn = Math.Max(_withdrawn, lease);

    /// <summary>Waits until a create request in progress is answered and its answer on record.</summary>
    public Task AnsweredAsync() => _dialing ?? Task.CompletedTask;

    /// <summary>Waits until no create request of this lease can be sent any more.</summary>
    public async Task CertainAsync()
    {
        await AnsweredAsync();
        if (state.Record is not { End: null, Current: { State: AttemptState.Unknown } attempt }) return;

        // An earlier instance may still be about to send; after this instant it must not. Longer than that only by a clock that was set back.
        TimeSpan open = attempt.IntentAt + CallQueueOptions.SendWithin - state.Now;
        if (open > CallQueueOptions.SendWithin) open = CallQueueOptions.SendWithin;
        if (open > TimeSpan.Zero) await Task.Delay(open, state.Time);
    }

    /// <summary>Once its intent is stored, sends the one create request of a lease, and takes its answer.</summary>
    private async Task DialAsync(Task intent, CallRecord record, StartCall request)
    {
        try
        {
            await intent;
            await state.DurableAsync();
        }
        catch (UnavailableException)
        {
            // Nothing was sent; the caller of the dial gets that result.
            return;
        }

        LogRetry(record);
        try
        {
            await SendAsync(record.Lease, record.Current!, request.Limits ?? DialLimits.None, request.Probe);
        }
        catch (Exception e)
        {
            // The intent is stored: the lease is looked after, and the carrier asked, from here on.
            state.Log.DialNotRecorded(state.Id, e);
            live.Lose();
        }

        state.LetGoIfEnded();
    }

    private void LogRetry(CallRecord record)
    {
        if (record.Current is not { Number: > 1 } attempt) return;
        string name = record.Spec?.Script.Variables?.GetValueOrDefault("name") ?? state.Id.Name;
        state.Log.Retrying(state.Id, name, attempt.Number - 1, CallSteps.RetryOf(record).MaxRetries);
    }

    private async Task SendAsync(long lease, AttemptRecord attempt, DialLimits limits, bool isProbe)
    {
        ICarrier carrier = CarrierOf(attempt.Trunk);
        bool isReached = attempt.CarrierIntentAt is not null || await carrier.ReadClockAsync(CancellationToken.None);
        CallSpec spec = state.Record!.Spec!;
        DateTimeOffset sendBefore = CallSteps.SendBefore(spec, attempt);
        string? unsent = _withdrawn >= lease ? "withdrawn"
            : sendBefore < state.Now ? "too late"
            : attempt.CarrierIntentAt is null && isReached && carrier.TimeAt(state.Now) is not null ? "this machine's clock was set just now"
            : null;
        if (unsent is not null)
        {
            await live.ApplyAsync(new AttemptEvent.Answered(new DialAnswer.TryLater(unsent)), isFree: true);
            return;
        }

        // If its answer got lost, nobody could ever conclude that it was not placed.
        if (!isReached)
        {
            await TakeAnswerAsync(new DialAnswer.TryLater("the carrier does not respond"), attempt, isProbe);
            return;
        }

        var request = new DialRequest(
            new AttemptRef(state.Id, attempt.Number, attempt.Token), spec.To, attempt.From, spec.Script,
            CallSteps.RingTimeout(spec), limits.Duration(CallSteps.MaxDuration(spec)), sendBefore) { NoProgress = live.IsUnreported, Machine = attempt.Machine };
        long begun = state.Time.GetTimestamp();
        using Activity? span = AttemptTraces.Dial(state.Id, spec, carrier.Name, attempt.Number);
        DialAnswer answer = await carrier.DialAsync(request, CancellationToken.None);
        state.Services.Instruments.Dials.Answered(carrier.Name, answer, state.Time.GetElapsedTime(begun));
        span?.Answered(answer);
        if (state.Record?.Lease == lease) await TakeAnswerAsync(answer, attempt, isProbe);
    }

    /// <summary>The carrier behind a trunk; of one that this process has no credentials for, the business's first.</summary>
    private ICarrier CarrierOf(TrunkId? trunk) => trunk is { } id && state.Services.Carriers.Find(id) is { } named ? named : state.Services.Carriers.For(state.Id.Business);

    private async Task TakeAnswerAsync(DialAnswer answer, AttemptRecord attempt, bool isProbe)
    {
        // Nothing is wrong with the account or the person: the business lets the number rest and dials with another one.
        if (attempt.IsFromPool && answer.RefusedCallerId is { } reason)
        {
            await live.ApplyAsync(new AttemptEvent.Answered(new DialAnswer.TryLater(reason) { IsCallerIdRefused = true }), isFree: true);
            return;
        }

        bool isFree = CallSteps.ReportOf(answer, state.Id.Business, isProbe) is { } report && await ReportAsync(attempt.Trunk, report);
        await live.ApplyAsync(new AttemptEvent.Answered(answer), isFree);
        if (isProbe && answer is DialAnswer.Accepted) await ReportAsync(attempt.Trunk, new DialReport.ProbeAccepted(state.Id.Business));
    }

    private async Task<bool> ReportAsync(TrunkId trunk, DialReport report)
    {
        try
        {
            return await state.Actors.Trunk(trunk).ReportAsync(report);
        }
        catch (UnavailableException e)
        {
            state.Log.TrunkNotTold(state.Id, e);
            return true;
        }
    }
}
