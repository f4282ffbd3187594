using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Schedules;

/// <summary>Hands occurrences to the business. Handing one over twice adds nothing.</summary>
internal sealed class Launcher(ScheduleId id, IActorContext context, ILogger log)
{
    private IBusiness Business => context.Actors.Business(id.Business);

    /// <summary>How the first pending occurrence went, and which earlier ones are open; null when the business can't be reached now.</summary>
    public async Task<(Occurrence Result, IReadOnlyList<string> Open)?> TryAsync(ScheduleRoot root, PendingOccurrence occurrence)
    {
        string name = OccurrenceName.Of(id.Name, occurrence);
        try
        {
            bool looks = root.Spec.Overlap != OverlapPolicy.Queue && !occurrence.IsManual;
            IReadOnlyList<string> open = looks ? await OpenOfAsync(root.Open) : root.Open;
            if (looks && root.Spec.Overlap == OverlapPolicy.Skip && open.Count > 0)
                return (ScheduleSteps.Skipped(id.Name, occurrence, context.Time.GetUtcNow(), $"{open[0]} is still in progress"), open);
            if (looks) foreach (string earlier in open) await CancelAsync(earlier);

            string? refusal = await SubmitAsync(root.Spec, name);
            OccurrenceStatus status = refusal is null ? OccurrenceStatus.Fired : OccurrenceStatus.Failed;
            return (new Occurrence(name, occurrence.At, occurrence.IsManual, status, context.Time.GetUtcNow(), refusal), open);
        }
        catch (Exception e)
        {
            log.NotSubmitted(id.Business, name, e);
            return null;
        }
    }

    /// <summary>Why the business refused it; null when it did not.</summary>
    private async Task<string?> SubmitAsync(ScheduleSpec spec, string name)
    {
        const string Taken = "its name is already in use";
        if (spec.People is null)
        {
            return await Business.SubmitAsync(ScheduleRules.CallOf(spec, name)) switch
            {
                SubmitAnswer.Refused refused => refused.Problem.ToString(),
                SubmitAnswer.Conflict => Taken,
                _ => null,
            };
        }

        return await Business.EnqueueAsync(ScheduleRules.RunOf(spec, name)) switch
        {
            EnqueueAnswer.Refused refused => refused.Problem.ToString(),
            EnqueueAnswer.Conflict => Taken,
            _ => null,
        };
    }

    private async Task<IReadOnlyList<string>> OpenOfAsync(IReadOnlyList<string> names)
    {
        List<string> open = [];
        foreach (string name in names) if (await IsOpenAsync(name)) open.Add(name);
        return open;
    }

    /// <summary>What a schedule does may have changed from one person to a list: the name is asked for as both.</summary>
    private async Task<bool> IsOpenAsync(string name) =>
        await context.Actors.Call(new CallId(id.Business, name)).GetAsync() is { Status: not CallStatus.Ended }
        || await Business.GetRunAsync(name) is not null;

    private async Task CancelAsync(string name)
    {
        CallVerbAnswer answer = await Business.CancelCallAsync(new CancelCall(name));
        if (answer.Result == CallVerbResult.NotFound) await Business.StopRunAsync(new StopRun(name));
    }
}
