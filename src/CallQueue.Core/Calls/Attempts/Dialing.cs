using CallQueue.Carriers;
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

    /// <summary>Begins a new lease. Completes once the intent to dial is stored; the create request leaves after that.</summary>
    /// <exception cref="UnavailableException">The intent is not stored, and nothing leaves.</exception>
    /// <param name="checks">What the guards of the number answered.</param>
    public Task BeginAsync(StartCall request, NumberChecks? checks)
    {
        CallRecord record = state.Record = CallSteps.Begin(state.Record, request, state.Services.Carriers.For(state.Id.Business).Trunk, state.Now, checks);
        Task intent = state.Commits.CommitAsync();
        _dialing = DialAsync(intent, record, request.Probe);
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

        // An earlier instance may still be about to send; after this instant it must not.
        TimeSpan open = attempt.IntentAt + CallQueueOptions.SendWithin - state.Now;
        if (open > TimeSpan.Zero) await Task.Delay(open, state.Time);
    }

    /// <summary>Once its intent is stored, sends the one create request of a lease, and takes its answer.</summary>
    private async Task DialAsync(Task intent, CallRecord record, bool isProbe)
    {
        try
        {
            await intent;
        }
        catch (UnavailableException)
        {
            // Nothing was sent; the caller of the dial gets that result.
            return;
        }

        LogRetry(record);
        try
        {
            await SendAsync(record.Lease, record.Current!, isProbe);
        }
        catch (Exception e)
        {
            // The intent is stored: the lease is looked after, and the carrier asked, from here on.
            state.Log.DialNotRecorded(state.Id, e);
            live.Lose();
        }
    }

    private void LogRetry(CallRecord record)
    {
        if (record.Current is not { Number: > 1 } attempt) return;
        string name = record.Spec?.Script.Variables?.GetValueOrDefault("name") ?? state.Id.Name;
        state.Log.Retrying(state.Id, name, attempt.Number - 1, CallSteps.RetryOf(record).MaxRetries);
    }

    private async Task SendAsync(long lease, AttemptRecord attempt, bool isProbe)
    {
        CallSpec spec = state.Record!.Spec!;
        DateTimeOffset sendBefore = CallSteps.SendBefore(spec, attempt);
        if (_withdrawn >= lease || sendBefore < state.Now)
        {
            string reason = _withdrawn >= lease ? "withdrawn" : "too late";
            await live.ApplyAsync(new AttemptEvent.Answered(new DialAnswer.TryLater(reason)), isFree: true);
            return;
        }

        var request = new DialRequest(
            new AttemptRef(state.Id, attempt.Number, attempt.Token), spec.To, spec.Rules.From, spec.Script,
            CallSteps.RingTimeout(spec), CallSteps.MaxDuration(spec), sendBefore);
        DialAnswer answer = await state.Services.Carriers.For(state.Id.Business).DialAsync(request, CancellationToken.None);
        if (state.Record?.Lease == lease) await TakeAnswerAsync(answer, attempt, isProbe);
    }

    private async Task TakeAnswerAsync(DialAnswer answer, AttemptRecord attempt, bool isProbe)
    {
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
