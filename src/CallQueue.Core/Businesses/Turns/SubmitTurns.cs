using System.Globalization;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Speech;
using CallQueue.Validation;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Turns;

/// <summary>
/// Calls as they are handed over, in a run or alone. Each is first on record where its name lives, with the run or the call
/// itself, so that a repeated request is recognized at any time; then it is queued (<see cref="Intake"/>).
/// </summary>
internal sealed class SubmitTurns(
    BusinessState state, BusinessTurn turn, Commits<BusinessRoot> commits, IActorContext context, IdTurns ids, SpeechRules speech, ILogger log)
{
    private readonly Dictionary<string, Task> _submitting = new(StringComparer.Ordinal);

    private DateTimeOffset Now => context.Time.GetUtcNow();

    public async Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request)
    {
        FieldProblem? problem = Intake.FindProblem(request, speech);
        if (problem is not null && state.FindRun(request.Run) is null) return new EnqueueAnswer.Refused(problem);
        await turn.ClaimAsync();
        await UntilForgottenAsync(request.Run);
        EnqueueAnswer answer = problem is null ? await AdmitAsync(request) : new EnqueueAnswer.Refused(problem);
        if (answer is EnqueueAnswer.Refused { IsOutOfOrder: false } or EnqueueAnswer.Conflict { Id: not null }) await TakeBackAsync(request);
        return answer;
    }

    /// <summary>Claims ids of a run for a caller that submits it in parts.</summary>
    public async Task<IdConflict?> ClaimIdsAsync(ClaimIds request)
    {
        await UntilForgottenAsync(request.Run);
        return await ids.ClaimAsync(request);
    }

    /// <summary>A run that was taken back may still have its name and its ids.</summary>
    private Task UntilForgottenAsync(string run) => state.FindRun(run) is { IsTakenBack: true } old ? turn.Effects.Runs.ForgottenAsync(old) : Task.CompletedTask;

    /// <summary>After a part was refused: a run is accepted completely or not at all.</summary>
    private async Task TakeBackAsync(EnqueueCalls request)
    {
        if (state.FindRun(request.Run) is not { Status: RunStatus.Filling } run || run.Fingerprint != request.Fingerprint) return;
        Stopping.TakeBack(state, run);
        log.RunTakenBack(run.Name, run.Received, run.Total);
        await turn.EndAsync();
        await turn.Effects.Runs.ForgottenAsync(run);
    }

    /// <summary>Takes a part whose content is valid.</summary>
    private async Task<EnqueueAnswer> AdmitAsync(EnqueueCalls request)
    {
        ClaimIds? claim = IdTurns.ClaimOf(request) is { } asked && await MayClaimAsync(request) ? asked : null;
        if (claim is not null && await ids.ClaimAsync(claim) is { } taken) return new EnqueueAnswer.Conflict(taken.ToString()) { Id = taken };
        EnqueueAnswer answer = await TakeAsync(request);
        if (claim is not null && answer is not EnqueueAnswer.Taken) await ids.ReleaseAsync(claim);
        return answer;
    }

    /// <summary>A part that adds nothing, or that will be rejected, claims no ids: its run has them, or must not get others.</summary>
    private async Task<bool> MayClaimAsync(EnqueueCalls request) => state.FindRun(request.Run) is { } active
        ? active.Fingerprint == request.Fingerprint && request.Offset + request.Calls.Count > active.Received
        : await context.Actors.Run(new RunId(state.Id, request.Run)).GetAsync() is null;

    private async Task<EnqueueAnswer> TakeAsync(EnqueueCalls request)
    {
        if (state.FindRun(request.Run) is null)
        {
            IRun run = context.Actors.Run(new RunId(state.Id, request.Run));

            // A repeated request is answered as such at any time.
            if ((Intake.FindUndialable(request, state.Settings, Now) ?? Intake.FindRoomProblem(state, request.Total)) is { } late && await run.GetAsync() is null) return new EnqueueAnswer.Refused(late);
            BeginAnswer begun = await run.BeginAsync(new BeginRun(request.Total, request.Fingerprint, request.Template.Data));
            if (begun == BeginAnswer.Conflict) return new EnqueueAnswer.Conflict($"run '{request.Run}' already exists with different content; choose another id");
            if (begun == BeginAnswer.Queued && state.FindRun(request.Run) is null)
            {
                // A write proves that this is not a stale instance, which would not have the run yet.
                await commits.CommitAsync();
                return new EnqueueAnswer.Taken(request.Total, false);
            }
        }

        EnqueueAnswer answer = Intake.Take(state, request, Now);
        if (answer is EnqueueAnswer.Taken { Added: true } taken)
        {
            if (request.Offset == 0) log.RunStarting(request.Run, state.Settings.Slots);
            if (taken.Received == request.Total) log.RunQueued(request.Run, request.Total, state.Tally.Ready);
        }
        else if (answer is EnqueueAnswer.Taken)
        {
            log.AlreadyQueued(request.Run);
        }

        await turn.EndAsync();
        if (answer is EnqueueAnswer.Taken) await KeepPeopleAsync(request);
        return answer;
    }

    /// <summary>
    /// The run keeps the people of a part that is queued, not sooner: what an erasure finds through the business would not have a run that it has never taken. A
    /// repetition, after an answer that was lost, keeps what is missing.
    /// </summary>
    private Task KeepPeopleAsync(EnqueueCalls request) => context.Actors.Run(new RunId(state.Id, request.Run)).KeepPeopleAsync(new RunPart(request.Offset, request.Calls)
    {
        Priority = request.Template.Priority, Script = request.Template.Script, Rules = request.Template.Rules,
    });

    public async Task<SubmitAnswer> SubmitAsync(SubmitCall request)
    {
        if (Intake.FindProblem(request, speech) is { } problem) return new SubmitAnswer.Refused(problem);
        await turn.ClaimAsync();

        // The same name twice at once: the second waits for the first, or both would find it unconfirmed and queue it.
        if (request.Name is not { } name) return await SubmitNumberedAsync(request);
        while (_submitting.TryGetValue(name, out Task? other)) await other;
        var submitted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _submitting.Add(name, submitted.Task);
        try
        {
            return await SubmitOneAsync(request, name);
        }
        finally
        {
            // A name left behind would make its repetition wait for ever.
            _submitting.Remove(name);
            submitted.SetResult();
        }
    }

    /// <summary>Submits under the next number that is not already used as a name.</summary>
    private async Task<SubmitAnswer> SubmitNumberedAsync(SubmitCall request)
    {
        while (true)
        {
            long number = state.GeneratedNames.Take();
            if (!state.GeneratedNames.MayGive(number)) await commits.CommitAsync();
            string name = number.ToString(CultureInfo.InvariantCulture);
            SubmitAnswer answer = await SubmitOneAsync(request with { Name = name, Chosen = false }, name);
            if (answer is SubmitAnswer.Taken { Added: true } or SubmitAnswer.Refused) return answer;
        }
    }

    private async Task<SubmitAnswer> SubmitOneAsync(SubmitCall request, string name)
    {
        if (await ids.AnswerAsync(request, name) is { } answer) return answer;
        ICall call = context.Actors.Call(new CallId(state.Id, name));
        if ((Intake.FindUndialable(request, state.Settings, Now) ?? Intake.FindRoomProblem(state, 1)) is { } late && await call.GetAsync() is null) return new SubmitAnswer.Refused(late);
        AcceptAnswer accepted = await call.AcceptAsync(new AcceptCall(Intake.SpecOf(request.Call, state.Settings) with { Trace = request.Trace }, request.Fingerprint, request.Chosen));
        if (accepted == AcceptAnswer.Conflict) return new SubmitAnswer.Conflict();
        if (accepted == AcceptAnswer.Same)
        {
            log.AlreadyQueued(name);
            return new SubmitAnswer.Taken(false, name);
        }

        (DateTimeOffset? dueAt, bool hasSlot) = await QueueAsync(request, name);

        // Under a lease its record says the same.
        if (!hasSlot) turn.Effects.Confirm(call);
        return new SubmitAnswer.Taken(accepted == AcceptAnswer.New, name) { DueAt = dueAt };
    }

    /// <summary>Queues a call that its record has accepted, and logs whether it waits; the pump logs that it took a slot. When it is due; null: now.</summary>
    private async Task<(DateTimeOffset? DueAt, bool HasSlot)> QueueAsync(SubmitCall request, string name)
    {
        DateTimeOffset now = Now;
        DateTimeOffset? dueAt = Intake.Take(state, request, now);
        Task committed = turn.EndAsync();
        bool hasSlot = turn.Pumped.Leased.Any(lease => lease.Name == name);
        dueAt ??= turn.Pumped.Delayed.FirstOrDefault(delayed => delayed.Call.Name == name)?.At;
        (int live, int slots, long ready) = (state.Slots.Live, state.Settings.Slots, state.Tally.Ready);
        await committed;
        if (dueAt is { } until) log.CallDelayed(state.Id, name, until);
        else if (!hasSlot) log.CallQueued(state.Id, name, live, slots, ready);
        return (dueAt, hasSlot);
    }
}
