using CallQueue.Hosting.Local;
using CallQueue.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CallQueue.Hosting;

/// <summary>An actor that expects nothing more leaves memory without waiting until it is idle. The clock of these tests stands still.</summary>
public sealed class LettingGoTests : IAsyncLifetime, IDisposable
{
    private static readonly ActorAddress Address = new("scripted", "a");

    private readonly TemporaryFolder _folder = new();
    private readonly List<ScriptedActor> _made = [];
    private StandaloneHost _host = null!;

    public async Task InitializeAsync() => _host = await StandaloneHost.OpenAsync(
        _folder.Child("data"), [new ActorKind(Address.Kind, Make), new ActorKind("brief", context => new BriefActor(context))], new(), new FakeTimeProvider(), NullLoggerFactory.Instance);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_goes_when_its_turn_has_ended()
    {
        await AskAsync(actor => actor.LetGoAsync());
        await _made[0].Released.Task;

        (await AskAsync(actor => Task.FromResult(actor.Number))).ShouldBe(2);
        _made.Count.ShouldBe(2);
    }

    [Fact]
    public async Task It_stays_while_another_turn_is_open()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var open = AskAsync(async actor =>
        {
            await gate.Task;
            return actor.Number;
        });
        await AskAsync(actor => actor.LetGoAsync());
        _made[0].Released.Task.IsCompleted.ShouldBeFalse();

        gate.SetResult();
        (await open).ShouldBe(1);
        await _made[0].Released.Task;
    }

    [Fact]
    public async Task A_turn_that_begins_takes_it_back()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = AskAsync(async actor =>
        {
            await actor.LetGoAsync();
            await gate.Task;
            return actor.Number;
        });
        await AskAsync(actor => Task.FromResult(actor.Number));
        gate.SetResult();
        await first;

        (await AskAsync(actor => Task.FromResult(actor.Number))).ShouldBe(1);
        _made[0].Released.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task It_may_say_so_outside_its_turns()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await AskAsync(actor =>
        {
            _ = LetGoLaterAsync(actor);
            return Task.FromResult(actor.Number);
        });
        gate.SetResult();
        await _made[0].Released.Task;

        async Task LetGoLaterAsync(ScriptedActor actor)
        {
            await gate.Task;
            await actor.LetGoAsync();
        }
    }

    [Fact]
    public async Task Two_instances_never_live_at_once_and_no_call_is_lost()
    {
        var sums = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var sum = 0;
            for (var i = 0; i < 500; i++) sum += await AskAsync(actor => actor.LetGoAsync());
            return sum;
        })));

        sums.Length.ShouldBe(8);
        _made.Sum(actor => actor.Asked).ShouldBe(8 * 500);
        _made.ShouldAllBe(actor => !actor.HasMetAnother);
        _made.Count.ShouldBeGreaterThan(1);
    }

    /// <summary>A successor that ends while it takes its predecessor's place must not stay in it: callers would look for another for ever.</summary>
    [Fact]
    public async Task A_successor_that_ends_at_once_leaves_its_place()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 20_000; i++) await _host.RunAsync(new("brief", "a"), actor => ((BriefActor)actor).LetGoAsync());
        })));

        (await _host.RunAsync(new("brief", "a"), actor => ((BriefActor)actor).LetGoAsync())).ShouldBeTrue();
    }

    private Task<int> AskAsync(Func<ScriptedActor, Task<int>> turn) => _host.RunAsync(Address, actor => turn((ScriptedActor)actor));

    private ScriptedActor Make(IActorContext context)
    {
        lock (_made)
        {
            _made.Add(new ScriptedActor(context, _made.Count + 1, _made.LastOrDefault()));
            return _made[^1];
        }
    }

    private sealed class ScriptedActor(IActorContext context, int number, ScriptedActor? before) : IActor
    {
        public int Number { get; } = number;

        public int Asked { get; private set; }

        public bool HasMetAnother { get; private set; }

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task ActivateAsync(CancellationToken cancellation)
        {
            HasMetAnother = before is not null && !before.Released.Task.IsCompleted;
            await Task.Yield();
        }

        public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<int> LetGoAsync()
        {
            Asked++;
            context.LetGoSoon();
            return Task.FromResult(Number);
        }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Released.SetResult();
        }
    }

    private sealed class BriefActor(IActorContext context) : IActor
    {
        public Task ActivateAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<bool> LetGoAsync()
        {
            context.LetGoSoon();
            return Task.FromResult(true);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
