using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting.Memory;
using CallQueue.Runs;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Planning;

/// <summary>
/// Plays a run on virtual time through the very actors that would dial it, against a carrier that behaves as assumed. So
/// slots, rates, windows, retries, deadlines and caps count just as they would. The same order gives the same plan.
/// </summary>
public sealed class RunPlanner(PlanOrder order)
{
    private const int PartSize = 10_000;
    private const int MostIndexes = 100;
    private const int ResultsAtOnce = 10_000;
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    /// <summary>How far ahead it looks.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(366);

    private readonly BusinessId _business = new("plan");

    /// <summary>Plays it; takes the caller's thread until it is over.</summary>
    /// <param name="calls">The run's calls, as many as the order has.</param>
    /// <returns>The plan, or the problem that submitting the run would return.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> came first.</exception>
    public (RunPlan? Plan, FieldProblem? Problem) Play(
        IReadOnlyList<NewCall> calls, IProgress<PlanProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (order.FindProblem() is { } wrong) return (null, wrong);
        var time = new VirtualTime(order.StartAt);
        var host = new MemoryHost(time) { KeepsObjects = true };
        var carrier = new PlannedCarrier(order.Assumptions, time, host.Actors);
        host.Use(CallQueueActors.Kinds(new CallQueueServices(carrier, Options()) { KeepsLedger = false }));
        (RunPlan?, FieldProblem?) result = default;
        time.Play(async () => result = await PlayAsync(host, carrier, calls, progress), cancellation);
        return result;
    }

    private async Task<(RunPlan?, FieldProblem?)> PlayAsync(MemoryHost host, PlannedCarrier carrier, IReadOnlyList<NewCall> calls, IProgress<PlanProgress>? progress)
    {
        IBusiness business = host.Actors.Business(_business);
        if (await SubmitAsync(business, calls) is { } problem) return (null, problem);

        IRun run = host.Actors.Run(new RunId(_business, "run"));
        RunSnapshot now = (await run.GetAsync())!;
        while (now.Status == RunStatus.Running && host.Time.GetUtcNow() < order.StartAt + Horizon)
        {
            await Task.Delay(Look, host.Time);
            now = (await run.GetAsync())!;
            progress?.Report(new PlanProgress(host.Time.GetUtcNow(), now.Counts.Ended, now.Counts.Total));
        }

        decimal? cost = carrier.BilledMinutes * order.Assumptions.PricePerMinute;
        return (new RunPlan(
            order.StartAt, now.Status == RunStatus.Completed ? await EndAsync(run, now) : null, now.Counts, carrier.Dials, carrier.MostLive, carrier.Hours, NeverDialed(carrier),
            (long)carrier.TalkTime.TotalSeconds, carrier.BilledMinutes, cost), null);
    }

    private async Task<FieldProblem?> SubmitAsync(IBusiness business, IReadOnlyList<NewCall> calls)
    {
        BusinessSettings settings = order.Business with { Retention = new Retention { Completed = 0, Failed = 0 }, Webhook = null, Veto = null };
        if (await business.ChangeSettingsAsync(settings) is { } wrong) return wrong;
        for (int offset = 0; offset < calls.Count; offset += PartSize)
        {
            NewCall[] part = [.. calls.Skip(offset).Take(PartSize)];
            EnqueueAnswer answer = await business.EnqueueAsync(new EnqueueCalls("run", calls.Count, offset, "plan", order.Template, part));
            if (answer is EnqueueAnswer.Refused refused) return refused.Problem;
        }

        return null;
    }

    /// <summary>When the last call ended. Calls that end at the run's deadline have no own result: their end is the deadline.</summary>
    private async Task<DateTimeOffset> EndAsync(IRun run, RunSnapshot over)
    {
        (DateTimeOffset last, long known) = (order.StartAt, 0);
        for (int from = 0; from < order.Total; from += ResultsAtOnce)
        {
            foreach (RunResult result in await run.ResultsAsync(from, ResultsAtOnce))
            {
                known++;
                if (result.EndedAt > last) last = result.EndedAt;
            }
        }

        return over.Counts.Ended > known && order.Template.Rules.Deadline is { } deadline && deadline > last ? deadline : last;
    }

    private Unreached NeverDialed(PlannedCarrier carrier)
    {
        IEnumerable<int> never = Enumerable.Range(0, order.Total).Where(index => !carrier.HasDialed(index));
        return new Unreached(never.Count(), [.. never.Take(MostIndexes)]);
    }

    /// <summary>Nothing fails on this host, so there is no supervision.</summary>
    private CallQueueOptions Options() => new()
    {
        TrunkLimits = order.Trunk ?? new TrunkLimits(Math.Max(order.Business.Slots, 1)),
        LeaseCheckInterval = TimeSpan.FromDays(1),
        WakeInterval = TimeSpan.FromDays(1),
        SilenceGrace = TimeSpan.FromDays(1),
        AskAfterSilence = TimeSpan.FromDays(1),
    };
}
