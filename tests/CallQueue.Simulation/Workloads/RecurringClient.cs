using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Schedules;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;

namespace CallQueue.Simulation.Workloads;

/// <summary>
/// Makes a schedule, lets it run through the weather, holds and changes it, pauses and deletes it, and then holds what came
/// of it against the calendar: nothing else may have been dialed (the ledger's checks see to that), what had to come has
/// come, and those that overlap did what their policy says.
/// </summary>
internal sealed class RecurringClient(World world, Scenario scenario, IActors actors, Ledger ledger, RecurringPlan plan, BusinessBook told, Book all)
{
    private static readonly TimeSpan StillOnItsWay = TimeSpan.FromMinutes(2);
    private readonly Dictionary<DateTimeOffset, RunBook> runs = [];
    private readonly List<Era> eras = [];
    private readonly ScheduleId id = new(plan.Business.Id, RecurringPlan.Name);

    /// <summary>The schedule is gone, and what came of it is in the book.</summary>
    public bool Done { get; private set; }

    public void Begin() => world.After(plan.At, () => world.Outside.Run(LiveAsync));

    private async Task LiveAsync()
    {
        // What may come at all is asked for from here on; the rest of the world believes in nothing else.
        DateTimeOffset sentAt = world.Now;
        DateTimeOffset end = sentAt + (plan.Until - plan.At);
        IEnumerable<int> paces = plan.Edits.Select(edit => edit.EveryMinutes).OfType<int>().Prepend(plan.EveryMinutes);
        DateTimeOffset[] possible = [.. paces.Distinct().SelectMany(every => plan.Due(every, sentAt, end + TimeSpan.FromHours(2))).Distinct().Order()];
        foreach (DateTimeOffset at in possible) Expect(at);

        ScheduleSpec spec = plan.Spec;
        int every = plan.EveryMinutes;
        await OpenAsync(every, () => actors.Schedule(id).CreateAsync(spec));
        foreach (RecurringEdit edit in plan.Edits)
        {
            await UntilAsync(sentAt + edit.At);
            if (edit.Pause is { } pause)
            {
                await HoldAsync();
                await world.Delay(pause);
                await OpenAsync(every, () => actors.Schedule(id).PauseAsync(false));
            }
            else
            {
                every = edit.EveryMinutes!.Value;
                spec = spec with { Cron = RecurringPlan.CronOf(every) };
                Era before = eras[^1];
                await OpenAsync(every, () => actors.Schedule(id).ChangeAsync(spec));
                (before.EndSentAt, before.EndedAt, before.IsKept) = (eras[^1].SentAt, eras[^1].BegunAt, true);
            }
        }

        await UntilAsync(end);
        await HoldAsync();
        await UntilAnsweredAsync(() => actors.Schedule(id).DeleteAsync());
        if (await UntilAnsweredAsync(() => actors.Schedule(id).GetAsync()) is not null) throw world.Break("P5", $"{id} was deleted and is there");

        List<DateTimeOffset> came = [];
        foreach (DateTimeOffset at in possible.TakeWhile(at => at <= eras[^1].EndedAt)) if (await IsThereAsync(at)) came.Add(at);
        CheckOverlaps(came);
        Done = true;
    }

    private async Task UntilAsync(DateTimeOffset at)
    {
        if (at > world.Now) await world.Delay(at - world.Now);
    }

    /// <summary>From the answer on it comes so often; from the request on it may.</summary>
    private async Task OpenAsync<T>(int every, Func<Task<T>> ask)
    {
        var era = new Era(every, world.Now);
        eras.Add(era);
        if (await UntilAnsweredAsync(ask) is null or ScheduleAnswer.NotFound) throw world.Break("P4", $"{id} was made and is gone");
        era.BegunAt = world.Now;
    }

    private async Task HoldAsync()
    {
        eras[^1].EndSentAt = world.Now;
        if (await UntilAnsweredAsync(() => actors.Schedule(id).PauseAsync(true)) is null) throw world.Break("P4", $"{id} was made and is gone");
        eras[^1].EndedAt = world.Now;

        // What storms have held up is left out by a pause.
        eras[^1].IsKept = scenario.IsCalm(eras[^1].EndSentAt, Scenario.Aftermath + StillOnItsWay);
    }

    private static string NameAt(DateTimeOffset at) => $"{RecurringPlan.Name}@{at:yyyyMMdd'T'HHmmss'Z'}";

    private void Expect(DateTimeOffset at)
    {
        CallRules rules = plan.Spec.Template!.Rules;
        if (plan.Spec.People is not { } people)
        {
            var call = new CallId(plan.Business.Id, NameAt(at));
            all.Calls[call] = new AskedCall(call, told, null, new NewCall { To = plan.Spec.To!.Value, NotBefore = at }, rules);
            return;
        }

        var run = new RunBook(new RunPlan(NameAt(at), TimeSpan.Zero, new RunTemplate { Rules = rules }, people, people.Count)) { LastPartSentAt = at };
        runs.Add(at, run);
        for (int i = 0; i < people.Count; i++)
        {
            var call = CallId.OfRun(new RunId(plan.Business.Id, run.Plan.Name), i);
            all.Calls[call] = new AskedCall(call, told, run, people[i], rules);
        }
    }

    /// <summary>Whether it came, which goes into the book. It must not have where it was not due, nor be missing where it was.</summary>
    private async Task<bool> IsThereAsync(DateTimeOffset at)
    {
        Era[] its = [.. eras.Where(era => at > era.SentAt && at <= era.EndedAt && plan.Due(era.EveryMinutes, at.AddTicks(-1), at).Any())];
        bool isDue = plan.IsComplete && its.Any(era => at > era.BegunAt && era.IsKept && at < era.EndSentAt - StillOnItsWay);
        bool isThere = await CameAsync(at);
        if (isThere && its.Length == 0) throw world.Break("P5", $"{NameAt(at)} came though the schedule was held or changed");
        if (!isThere && isDue) throw world.Break("P4", $"{NameAt(at)} was due at {at:dd HH:mm} in {plan.Zone.Id} and never came");
        if (!isThere) return false;
        if (runs.TryGetValue(at, out RunBook? run))
        {
            run.TakenAt = world.Now;
            told.Runs.Add(run);
        }
        else
        {
            var call = new CallId(plan.Business.Id, NameAt(at));
            told.Singles.Add(new SingleBook(new SinglePlan(call.Name, TimeSpan.Zero, all.Calls[call].Call, 1)) { TakenAt = world.Now });
        }

        return true;
    }

    private async Task<bool> CameAsync(DateTimeOffset at) => plan.Spec.People is null
        ? await UntilAnsweredAsync(() => actors.Call(new CallId(plan.Business.Id, NameAt(at))).GetAsync()) is not null
        : await UntilAnsweredAsync(() => actors.Business(plan.Business.Id).GetRunAsync(NameAt(at))) is not null
            || await UntilAnsweredAsync(() => actors.Run(new RunId(plan.Business.Id, NameAt(at))).GetAsync()) is not null;

    /// <summary>Nobody is dialed for one while an earlier one goes on, or nobody for an earlier one any more.</summary>
    private void CheckOverlaps(List<DateTimeOffset> came)
    {
        if (plan.Spec.Overlap == OverlapPolicy.Queue) return;
        for (int i = 0; i + 1 < came.Count; i++)
        {
            if (plan.Spec.Overlap == OverlapPolicy.CancelEarlier) MayBeCanceled(came[i], came[i + 1]);
            if (CreatesOf(came[i + 1]).FirstOrDefault() is not { } next) continue;
            foreach (Create create in CreatesOf(came[i]))
            {
                if (create.SentAt > next.SentAt) throw world.Break("P5", $"{create} although {NameAt(came[i + 1])} had begun");
                bool goesOn = create.Placed is { } placed && !(placed.EndedAt <= next.SentAt);
                if (plan.Spec.Overlap == OverlapPolicy.Skip && goesOn) throw world.Break("P5", $"{next} while {create} goes on");
            }
        }
    }

    private void MayBeCanceled(DateTimeOffset at, DateTimeOffset by)
    {
        if (runs.TryGetValue(at, out RunBook? run)) run.Stop = new Span(by);
        else all.Calls[new CallId(plan.Business.Id, NameAt(at))].Cancels.Add(new Span(by));
    }

    /// <summary>What was sent for an occurrence, in order.</summary>
    private IEnumerable<Create> CreatesOf(DateTimeOffset at)
    {
        string name = NameAt(at);
        IEnumerable<CallId> calls = plan.Spec.People is { } people
            ? people.Select((_, i) => CallId.OfRun(new RunId(plan.Business.Id, name), i))
            : [new CallId(plan.Business.Id, name)];
        return calls.SelectMany(ledger.Of).OrderBy(create => create.Order);
    }

    private Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask) => world.UntilAnsweredAsync(ask, () => TimeSpan.FromSeconds(3));

    /// <summary>A time in which it came at one pace. It may come from the request to the acknowledged end, and must from the answer to the request to end.</summary>
    private sealed class Era(int everyMinutes, DateTimeOffset sentAt)
    {
        public int EveryMinutes => everyMinutes;

        public DateTimeOffset SentAt => sentAt;

        public DateTimeOffset BegunAt { get; set; }

        public DateTimeOffset EndSentAt { get; set; } = DateTimeOffset.MaxValue;

        public DateTimeOffset EndedAt { get; set; } = DateTimeOffset.MaxValue;

        /// <summary>Its end left out nothing that was due before.</summary>
        public bool IsKept { get; set; }
    }
}
