using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Schedules;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>
/// Makes a schedule, lets it run through the weather, pauses and deletes it, and then holds what came of it against the
/// calendar: nothing else may have been dialed (the ledger's checks see to that), and what had to come has come.
/// </summary>
internal sealed class RecurringClient(World world, IActors actors, RecurringPlan plan, BusinessBook told, Book all)
{
    private static readonly TimeSpan StillOnItsWay = TimeSpan.FromMinutes(2);
    private readonly Dictionary<DateTimeOffset, RunBook> runs = [];
    private readonly ScheduleId id = new(plan.Business.Id, RecurringPlan.Name);

    /// <summary>The schedule is gone, and what came of it is in the book.</summary>
    public bool Done { get; private set; }

    public void Begin() => world.After(plan.At, () => world.Outside.Run(LiveAsync));

    private async Task LiveAsync()
    {
        // What may come at all is asked for from here on; the rest of the world believes in nothing else.
        DateTimeOffset sentAt = world.Now;
        DateTimeOffset end = sentAt + (plan.Until - plan.At);
        foreach (DateTimeOffset at in plan.Due(sentAt, end + TimeSpan.FromHours(2))) Expect(at);
        await UntilAnsweredAsync(() => actors.Schedule(id).CreateAsync(plan.Spec));
        DateTimeOffset madeAt = world.Now;
        await world.Delay(end - world.Now);

        DateTimeOffset pauseSentAt = world.Now;
        if (await UntilAnsweredAsync(() => actors.Schedule(id).PauseAsync(true)) is null) throw world.Break("P4", $"{id} was made and is gone");
        DateTimeOffset pausedAt = world.Now;
        await UntilAnsweredAsync(() => actors.Schedule(id).DeleteAsync());
        if (await UntilAnsweredAsync(() => actors.Schedule(id).GetAsync()) is not null) throw world.Break("P5", $"{id} was deleted and is there");

        foreach (DateTimeOffset at in plan.Due(sentAt, pausedAt)) await NoteAsync(at, plan.IsComplete && at > madeAt && at < pauseSentAt - StillOnItsWay);
        Done = true;
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

    private async Task NoteAsync(DateTimeOffset at, bool isDue)
    {
        if (await CameAsync(at))
        {
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
        }
        else if (isDue)
        {
            throw world.Break("P4", $"{NameAt(at)} was due at {at:dd HH:mm} in {plan.Zone.Id} and never came");
        }
    }

    private async Task<bool> CameAsync(DateTimeOffset at) => plan.Spec.People is null
        ? await UntilAnsweredAsync(() => actors.Call(new CallId(plan.Business.Id, NameAt(at))).GetAsync()) is not null
        : await UntilAnsweredAsync(() => actors.Business(plan.Business.Id).GetRunAsync(NameAt(at))) is not null
            || await UntilAnsweredAsync(() => actors.Run(new RunId(plan.Business.Id, NameAt(at))).GetAsync()) is not null;

    private async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is StorageException or NodeLostException)
            {
                await world.Delay(TimeSpan.FromSeconds(3));
            }
        }
    }
}
