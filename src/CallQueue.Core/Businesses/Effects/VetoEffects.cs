using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Guards;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

/// <summary>Asks the app about calls, once it is on record that they are being asked about, and takes the answers.</summary>
internal sealed class VetoEffects(BusinessState state, IActorContext context, CallQueueServices services)
{
    private readonly ILogger _log = services.Logging.CreateLogger<VetoEffects>();

    /// <summary>Pump and commit.</summary>
    public required Func<Task> TurnAsync { get; init; }

    /// <summary>Runs an effect that may fail; true when it succeeded.</summary>
    public required Func<string, Func<Task>, Task<bool>> Guarded { get; init; }

    public void Committed(BusinessRoot root)
    {
        foreach (Vetted vetted in state.Vetting.ToAsk(root.Vetting)) _ = AskAsync(vetted);
    }

    private async Task AskAsync(Vetted vetted)
    {
        // Without a target the veto was removed meanwhile, and the call needs no answer.
        VetoAnswer answer = state.Settings.Veto is null ? new VetoAnswer.NoAnswer("no veto") : new VetoAnswer.NotAsked("this process has no veto hook");
        bool isAsked = await Guarded("ask veto hook", async () =>
        {
            VetoQuestion question = await QuestionAsync(vetted.Call);
            await context.DurableAsync();
            if (state.Settings.Veto is { } target && services.Veto is { } veto) answer = await AskAsync(veto, target, question);
        });

        // A question that was not sent does not count as silence of the app: it is retried with the other effects.
        if (!isAsked) vetted.IsAsked = false;
        else if (Take(vetted, answer, context.Time.GetUtcNow())) await Guarded("run turn", TurnAsync);
    }

    /// <summary>Whatever breaks on our side holds its own call back, and not the others that are being asked about.</summary>
    private static async Task<VetoAnswer> AskAsync(IVeto veto, VetoTarget target, VetoQuestion question)
    {
        try
        {
            return await veto.AskAsync(target, question);
        }
        catch (Exception e)
        {
            return new VetoAnswer.NotAsked(e.GetType().Name);
        }
    }

    private bool Take(Vetted vetted, VetoAnswer answer, DateTimeOffset now)
    {
        if (answer is VetoAnswer.NotAsked notAsked) _log.NotAsked(state.Id, state.NameOf(vetted.Call), notAsked.Problem);
        bool isHeld = answer is VetoAnswer.NotAsked || (answer is VetoAnswer.NoAnswer && state.Settings.Veto is { HoldOnTimeout: true });
        if (!isHeld) return state.Vetting.Answered(vetted, answer, now);
        if (state.Vetting.Take(call => ReferenceEquals(call, vetted.Call)) is not { } call) return false;
        state.Delayed.Add([Pump.Delay(state, call, now + Vetting.HoldFor)], now);
        return true;
    }

    private async Task<VetoQuestion> QuestionAsync(QueuedCall call)
    {
        (string name, string? run) = (state.NameOf(call), state.RunOf(call)?.Name);
        if (!call.Kept) return new VetoQuestion(state.Id, name, run, call.To, 1, call.Data);
        CallSnapshot? known = await context.Actors.Call(new CallId(state.Id, name)).GetAsync();
        return new VetoQuestion(state.Id, name, run, call.To, (known?.Attempts.Count ?? 0) + 1, known?.Spec.Data);
    }
}
