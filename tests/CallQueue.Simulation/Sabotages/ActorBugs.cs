using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Runs;
using CallQueue.Simulation.Running;
using CallQueue.Validation;

namespace CallQueue.Simulation.Sabotages;

/// <summary>A planted bug inside one kind of actor.</summary>
internal sealed class ActorBug(string name, string kind, IReadOnlyList<string> breaks, Func<IActor, World, IActor> plant) : Sabotage
{
    public override string Name => name;

    public override IReadOnlyList<string> Breaks => breaks;

    public override ActorKind Kind(ActorKind original, World world) =>
        original.Name == kind ? new ActorKind(kind, context => plant(original.Create(context), world)) : original;
}

/// <summary>Planted bug: a stop or a pause is acknowledged first and done five seconds later. Going on waits for that, and tells its failures.</summary>
internal sealed class StopsLater(IActor inner, World world) : WrappedBusiness(inner)
{
    private Task _pauses = Task.CompletedTask;

    public override Task<StopAnswer> StopRunAsync(StopRun request)
    {
        _ = LaterAsync(() => Inner.StopRunAsync(request));
        return Task.FromResult(new StopAnswer(true, 0, 0));
    }

    public override async Task PauseAsync(bool paused)
    {
        if (paused)
        {
            _pauses = Task.WhenAll(_pauses, LaterAsync(() => Inner.PauseAsync(true)));
            return;
        }

        await Task.WhenAny(_pauses);
        await Inner.PauseAsync(false);
    }

    private async Task LaterAsync(Func<Task> work)
    {
        await world.Delay(TimeSpan.FromSeconds(5));
        await work();
    }
}

/// <summary>Planted bug: a cancel of one call is acknowledged, and nothing is done.</summary>
internal sealed class ForgetsCancels(IActor inner) : WrappedBusiness(inner)
{
    public override Task<CallVerbAnswer> CancelCallAsync(CancelCall request) =>
        Task.FromResult(new CallVerbAnswer(CallVerbResult.Done, CallStatus.Ended, Outcome.Canceled));
}

/// <summary>Planted bug: one part in five is acknowledged and thrown away.</summary>
internal sealed class LosesParts(IActor inner, World world) : WrappedBusiness(inner)
{
    public override Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request) =>
        world.Chance.Of(0.2) && request.Offset + request.Calls.Count == request.Total
            ? Task.FromResult<EnqueueAnswer>(new EnqueueAnswer.Taken(request.Total, true))
            : Inner.EnqueueAsync(request);
}

/// <summary>Planted bug: a business with other settings than it was given.</summary>
internal sealed class Resettled(IActor inner, Func<BusinessSettings, BusinessSettings> change) : WrappedBusiness(inner)
{
    public override Task<FieldProblem?> ChangeSettingsAsync(BusinessSettings settings) => Inner.ChangeSettingsAsync(change(settings));
}

/// <summary>Planted bug: windows of runs and calls are not looked at.</summary>
internal sealed class ForgetsWindows(IActor inner) : WrappedBusiness(inner)
{
    public override Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request) => Inner.EnqueueAsync(request with
    {
        Template = request.Template with { Rules = request.Template.Rules with { Window = null } },
        Calls = [.. request.Calls.Select(call => call.Rules is null ? call : call with { Rules = call.Rules with { Window = null } })],
    });
}

/// <summary>Planted bug: people are called by the clock of the operator, wherever their numbers are.</summary>
internal sealed class OneClock(IActor inner) : WrappedBusiness(inner)
{
    public override Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request) =>
        Inner.EnqueueAsync(request with { Template = request.Template with { Rules = request.Template.Rules with { TimeZone = request.Template.Rules.TimeZone ?? "Europe/London" } } });
}

/// <summary>Planted bug: a slot is given back ten seconds after its call has ended.</summary>
internal sealed class FreesLate(IActor inner, World world) : WrappedBusiness(inner)
{
    public override async Task<bool> ReleaseAsync(long lease, LeaseEnd end)
    {
        await world.Delay(TimeSpan.FromSeconds(10));
        return await Inner.ReleaseAsync(lease, end);
    }
}

/// <summary>Planted bug, with <see cref="RightNumber"/>: to the business every call has a number of its own.</summary>
internal sealed class ManyNumbers(IActor inner) : WrappedBusiness(inner)
{
    private int next;

    public static PhoneNumber Real(PhoneNumber number) => PhoneNumber.Parse(number.Value[..12]);

    public override Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request) =>
        Inner.EnqueueAsync(request with { Calls = [.. request.Calls.Select(call => call with { To = Other(call.To) })] });

    public override Task<SubmitAnswer> SubmitAsync(SubmitCall request) =>
        Inner.SubmitAsync(request with { Call = request.Call with { To = Other(request.Call.To) } });

    private PhoneNumber Other(PhoneNumber number) => PhoneNumber.Parse($"{number.Value}{next++ % 10_000:d4}");
}

/// <summary>The other half of <see cref="ManyNumbers"/>: calls dial the number that was meant.</summary>
internal sealed class RightNumber(IActor inner) : WrappedCall(inner)
{
    public override Task<AcceptAnswer> AcceptAsync(AcceptCall request) =>
        Inner.AcceptAsync(request with { Spec = request.Spec with { To = ManyNumbers.Real(request.Spec.To) } });

    public override Task<LeaseStanding> StartAsync(StartCall request) =>
        Inner.StartAsync(request.Spec is { } order ? request with { Spec = order with { To = ManyNumbers.Real(order.To) } } : request);
}

/// <summary>Planted bug: two calls to one number may be live together.</summary>
internal sealed class IgnoresNumbers : Sabotage
{
    public override string Name => "ignores that a number is being called";

    public override IReadOnlyList<string> Breaks => ["P3", "P4", "P12"];

    public override ActorKind Kind(ActorKind kind, World world) => kind.Name switch
    {
        LocalActors.BusinessKind => new ActorKind(kind.Name, context => new ManyNumbers(kind.Create(context))),
        LocalActors.CallKind => new ActorKind(kind.Name, context => new RightNumber(kind.Create(context))),
        _ => kind,
    };
}

/// <summary>Planted bug: any webhook counts for the attempt under way, whatever its token.</summary>
internal sealed class TrustsAnyToken(IActor inner) : WrappedCall(inner)
{
    public override async Task<EventAnswer> OnCarrierEventAsync(CarrierEvent carrierEvent)
    {
        CallSnapshot? call = await Inner.GetAsync();
        string token = call is { Attempts: [.., var last] } ? last.Token : carrierEvent.Attempt.Token;
        return await Inner.OnCarrierEventAsync(carrierEvent with { Attempt = carrierEvent.Attempt with { Token = token } });
    }
}

/// <summary>Planted bug: nobody ever asks the carrier about a silent call.</summary>
internal sealed class NeverAsks(IActor inner) : WrappedCall(inner)
{
    public override Task<LeaseStanding> CheckAsync(long lease) =>
        Task.FromResult<LeaseStanding>(new LeaseStanding.Live(TimeSpan.FromSeconds(30), null));
}

/// <summary>Planted bug: one piece of news in ten is acknowledged and thrown away.</summary>
internal sealed class LosesNews(IActor inner, World world) : WrappedRun(inner)
{
    public override Task<long> ApplyAsync(RunNews news) =>
        world.Chance.Of(0.1) ? Task.FromResult(news.FirstEnd + news.Ends.Count) : Inner.ApplyAsync(news);
}

/// <summary>Planted bug: no timer of a business ever fires; only its alarm wakes it, as polling would.</summary>
internal sealed class NoTimers : Sabotage
{
    public override string Name => "polls instead of waking in time";

    public override IReadOnlyList<string> Breaks => ["P7"];

    public override ActorKind Kind(ActorKind kind, World world) => kind.Name == LocalActors.BusinessKind
        ? new ActorKind(kind.Name, context => kind.Create(new DeafContext(context)))
        : kind;

    private sealed class DeafContext(IActorContext context) : IActorContext
    {
        public string Key => context.Key;

        public TimeProvider Time { get; } = new DeafTime(context.Time);

        public IRecords Records => context.Records;

        public IAlarm Alarm => context.Alarm;

        public IActors Actors => context.Actors;
    }

    private sealed class DeafTime(TimeProvider time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
