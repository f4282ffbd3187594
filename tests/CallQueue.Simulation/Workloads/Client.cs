using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using CallQueue.Validation;

namespace CallQueue.Simulation.Workloads;

/// <summary>The app of one business: submits, stops and pauses as planned, asks again until it is answered, and notes what it was told.</summary>
internal sealed class Client(World world, IActors actors, BusinessBook book, Book all)
{
    private readonly Chance chance = world.Chance.Fork();
    private readonly CallVerbs verbs = new(world, actors, book, all);
    private readonly Suppressing suppressing = new(world, actors, book);
    private readonly BusinessPlan plan = book.Plan;
    private BusinessSettings settings = book.Plan.Settings;
    private int open = 1;

    /// <summary>Everything planned has been done and answered.</summary>
    public bool Done => open == 0;

    private IBusiness Business => actors.Business(plan.Id);

    public void Begin() => world.Outside.Run(async () =>
    {
        await ChangeAsync(settings);
        foreach (RunPlan run in plan.Runs) Start(run.At, () => SubmitRunAsync(run));
        foreach (SinglePlan single in plan.Singles) Start(single.At, () => SubmitSingleAsync(single));
        foreach (Errand errand in plan.Errands) Start(errand.At, () => DoAsync(errand));
        foreach (Suppression suppression in plan.Suppressions) Start(suppression.At, () => suppressing.DoAsync(suppression));
        open--;
    });

    private void Start(TimeSpan at, Func<Task> work)
    {
        open++;
        world.After(at, () => world.Outside.Run(async () =>
        {
            await work();
            open--;
        }));
    }

    /// <summary>Asks until there is an answer, as a REST client does after a 503.</summary>
    private async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (IsTrouble(e))
            {
                await world.Delay(chance.Seconds(0.1, tries < 10 ? 4 : 60));
            }
        }
    }

    private bool IsTrouble(Exception e) => e switch
    {
        PromiseBrokenException => false,
        UnavailableException or NodeLostException => true,
        _ => throw world.Break("host", "a client got " + e),
    };

    private async Task ChangeAsync(BusinessSettings wanted)
    {
        settings = wanted;
        int place = book.Slots.Count;
        book.Slots.Add((wanted.Slots, world.Now, null));
        FieldProblem? problem = await UntilAnsweredAsync(() => Business.ChangeSettingsAsync(wanted));
        if (problem is not null) throw world.Break("host", "settings refused: " + problem);
        book.Slots[place] = book.Slots[place] with { AnsweredAt = world.Now };
    }

    private async Task SubmitRunAsync(RunPlan run)
    {
        var told = new RunBook(run);
        book.Runs.Add(told);
        for (int i = 0; i < run.Calls.Count; i++)
        {
            CallId id = CallId.OfRun(new RunId(plan.Id, run.Name), i);
            CallRules rules = (run.Calls[i].Rules ?? new CallRules()).Over(run.Template.Rules).Over(settings.Rules);
            all.Calls.Add(id, new AskedCall(id, book, told, run.Calls[i], rules));
        }

        if (!await SendPartsAsync(told, first: true) || run.AgainAfter is not { } after) return;
        await world.Delay(after);
        await SendPartsAsync(told, first: false);
    }

    private async Task<bool> SendPartsAsync(RunBook told, bool first)
    {
        RunPlan run = told.Plan;
        bool givesUp = run.Abandoned && run.PartSize >= run.Calls.Count;
        for (int offset = 0; offset < run.Calls.Count; offset += run.PartSize)
        {
            var part = new EnqueueCalls(
                run.Name, run.Calls.Count, offset, run.Fingerprint, run.Template, [.. run.Calls.Skip(offset).Take(run.PartSize)]);
            int upTo = offset + part.Calls.Count;
            if (upTo == run.Calls.Count) told.LastPartSentAt ??= world.Now;
            EnqueueAnswer answer;
            try
            {
                answer = givesUp ? await Business.EnqueueAsync(part) : await UntilAnsweredAsync(() => Business.EnqueueAsync(part));
            }
            catch (Exception e) when (givesUp && IsTrouble(e))
            {
                return false;
            }

            if (world.Tracing) world.Trace($"told {plan.Id} {run.Name} {offset}+{part.Calls.Count}: {answer}");
            bool stopped = told.Stop is not null;
            if (answer is not EnqueueAnswer.Taken taken || (taken.Received < upTo && !stopped))
                throw world.Break("P4", $"{plan.Id} {run.Name} part {offset}+{part.Calls.Count} of {run.Calls.Count} answered {answer}");
            if (!first && taken.Added) throw world.Break("P4", $"{plan.Id} {run.Name} part {offset} was taken twice");
        }

        told.TakenAt ??= world.Now;
        return true;
    }

    private async Task SubmitSingleAsync(SinglePlan single)
    {
        var told = new SingleBook(single);
        book.Singles.Add(told);
        var id = new CallId(plan.Id, single.Name);
        all.Calls.Add(id, new AskedCall(id, book, null, single.Call, (single.Call.Rules ?? new CallRules()).Over(settings.Rules)));
        for (int i = 1; i < single.Times; i++) Start(chance.Of(0.5) ? TimeSpan.Zero : chance.Seconds(0, 100), () => SendSingleAsync(told));
        await SendSingleAsync(told);
    }

    private async Task SendSingleAsync(SingleBook told)
    {
        var request = new SubmitCall(told.Plan.Name, told.Plan.Fingerprint, told.Plan.Call);
        SubmitAnswer answer = await UntilAnsweredAsync(() => Business.SubmitAsync(request));
        if (world.Tracing) world.Trace($"told {plan.Id} {request.Name}: {answer}");
        if (answer is not SubmitAnswer.Taken) throw world.Break("P4", $"{plan.Id} {request.Name} answered {answer}");
        told.TakenAt ??= world.Now;
    }

    private async Task DoAsync(Errand errand)
    {
        switch (errand)
        {
            case Errand.Stop stop:
                await StopAsync(stop);
                break;
            case Errand.PauseRun pause when book.Runs.Find(r => r.Plan.Name == pause.Run) is { } run:
                await PauseAsync(run.Pauses, pause.Lasts, on => Business.PauseRunAsync(pause.Run, on));
                break;
            case Errand.Pause pause:
                await PauseAsync(book.Pauses, pause.Lasts, async on =>
                {
                    await Business.PauseAsync(on);
                    return true;
                });
                break;
            case Errand.Slots slots:
                await ChangeAsync(settings with { Slots = slots.Count });
                break;
            case Errand.Cancel or Errand.Retry or Errand.Move:
                await verbs.DoAsync(errand);
                break;
        }
    }

    private async Task StopAsync(Errand.Stop stop)
    {
        RunBook? run = book.Runs.Find(r => r.Plan.Name == stop.Run);
        bool wasTaken = run?.TakenAt is not null;
        var span = new Span(world.Now);
        if (run is not null) run.Stop = span;
        StopAnswer answer = await UntilAnsweredAsync(() => Business.StopRunAsync(new StopRun(stop.Run, stop.HangUp)));
        if (world.Tracing) world.Trace($"told {plan.Id} stop {stop.Run}: {answer}");
        if (wasTaken && !answer.Found) throw world.Break("P5", $"{plan.Id}: a stop of {stop.Run}, which was taken, found no such run");
        if (answer.Found) span.AnsweredAt = world.Now;
    }

    private async Task PauseAsync(List<Span> pauses, TimeSpan lasts, Func<bool, Task<bool>> pause)
    {
        var span = new Span(world.Now);
        pauses.Add(span);
        if (await UntilAnsweredAsync(() => pause(true))) span.AnsweredAt = world.Now;
        await world.Delay(lasts);
        span.LiftAskedAt = world.Now;
        await UntilAnsweredAsync(() => pause(false));
        span.Over = true;
    }
}
