using System.Collections.Concurrent;
using CallQueue.Hosting.Local;
using CallQueue.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CallQueue.Hosting;

/// <summary>Actors go on as soon as their writes have their places; what leaves the process waits until they are durable; a lost write ends every instance.</summary>
public sealed class OrderedCommitTests : IAsyncLifetime, IDisposable
{
    private const string Kind = "scripted";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<Scripted> _made = new();
    private StandaloneHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await StandaloneHost.OpenAsync(_folder.Child("data"), [new ActorKind(Kind, Make)], new(), new FakeTimeProvider(), NullLoggerFactory.Instance);
        // An instance's first write is awaited, for it may find another's.
        foreach (var key in new[] { "a", "b", "c" }) await AskAsync(key, actor => actor.CountAsync());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_commits_of_a_chain_of_actors_become_durable_together_and_before_the_answer()
    {
        var before = _host.Store.Writer.Transactions;
        var hold = await HoldAsync();
        var reached = NewSignal();

        var answer = AskAsync("a", async a =>
        {
            await a.CountAsync();
            return await a.CallAsync("b", async b =>
            {
                await b.CountAsync();
                return await b.CallAsync("c", async c =>
                {
                    var count = await c.CountAsync();
                    reached.SetResult();
                    return count;
                });
            });
        });
        await reached.Task;
        answer.IsCompleted.ShouldBeFalse();
        Stored("c").ShouldBe(1);
        hold.Dispose();

        (await answer).ShouldBe(2);
        (Stored("a"), Stored("b"), Stored("c")).ShouldBe((2, 2, 2));
        (_host.Store.Writer.Transactions - before).ShouldBe(2, "one that was held, and one for all three");
    }

    [Fact]
    public async Task Who_only_reads_waits_for_what_it_has_seen()
    {
        var hold = await HoldAsync();
        var counted = AskAsync("a", a => a.CountAsync());
        var seen = NewSignal();

        var read = AskAsync("a", a =>
        {
            seen.SetResult();
            return Task.FromResult(a.Count);
        });
        await seen.Task;
        read.IsCompleted.ShouldBeFalse();
        hold.Dispose();

        (await read).ShouldBe(2);
        (await counted).ShouldBe(2);
    }

    [Fact]
    public async Task What_an_actor_sends_waits_for_its_own_writes_and_those_of_its_callers()
    {
        var hold = await HoldAsync();
        var sent = NewSignal();
        var waits = NewSignal();

        var answer = AskAsync("a", async a =>
        {
            await a.CountAsync();
            return await a.CallAsync("b", async b =>
            {
                var durable = b.Context.DurableAsync();
                waits.SetResult();
                await durable;
                Stored("a").ShouldBe(2);
                sent.SetResult();
                return 1;
            });
        });
        await waits.Task;
        sent.Task.IsCompleted.ShouldBeFalse();
        hold.Dispose();

        await sent.Task;
        await answer;
    }

    [Fact]
    public async Task A_lost_write_ends_everybody_and_nothing_of_it_is_ever_seen()
    {
        var hold = await HoldAsync(fails: true);
        var reached = NewSignal();
        var late = NewSignal();
        var afterwards = NewSignal();
        var refusals = new List<Exception?>();

        var answer = AskAsync("a", async a =>
        {
            await a.CountAsync();
            return await a.CallAsync("b", async b =>
            {
                reached.SetResult();
                await late.Task;
                refusals.Add(await Record.ExceptionAsync(() => b.Context.DurableAsync()));
                refusals.Add(await Record.ExceptionAsync(() => b.CallAsync("c", c => c.CountAsync())));
                refusals.Add(await Record.ExceptionAsync(() => b.CountAsync()));
                afterwards.SetResult();
                return 0;
            });
        });
        await reached.Task;
        var other = AskAsync("c", c => c.CountAsync());
        hold.Dispose();
        await Should.ThrowAsync<StorageException>(other);
        late.SetResult();
        await afterwards.Task;

        refusals.ShouldAllBe(refusal => refusal is StorageException);
        refusals.Count.ShouldBe(3);
        (await Should.ThrowAsync<StorageException>(answer)).Message.ShouldContain("The disk failed");
        foreach (var key in new[] { "a", "b", "c" }) (await AskAsync(key, actor => Task.FromResult((actor.Count, actor.Number)))).ShouldBe((1, 2), key);
        (await AskAsync("a", a => a.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Turns_that_a_lost_write_was_followed_by_fail_though_they_had_not_begun()
    {
        var hold = await HoldAsync(fails: true);
        var gate = NewSignal();
        var begun = NewSignal();
        var busy = AskAsync("b", async b =>
        {
            begun.SetResult();
            b.Block(gate.Task);
            return await Task.FromResult(1);
        });
        await begun.Task;
        var told = NewSignal();
        var telling = AskAsync("a", async a =>
        {
            await a.CountAsync();
            var answer = a.CallAsync("b", b => b.CountAsync());
            told.SetResult();
            return await answer;
        });
        await told.Task;

        hold.Dispose();
        await Should.ThrowAsync<StorageException>(telling);
        gate.SetResult();
        await Should.ThrowAsync<StorageException>(busy);

        (await AskAsync("b", b => Task.FromResult(b.Count))).ShouldBe(1);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<T> AskAsync<T>(string key, Func<Scripted, Task<T>> turn) => _host.RunAsync(new ActorAddress(Kind, key), actor => turn((Scripted)actor));

    private int Stored(string key) => _host.Store.Load(new ActorAddress(Kind, key), "root") is { } stored ? stored.Data.Span[0] : 0;

    /// <summary>Holds the writer in its next transaction until the answer is disposed; then it commits, or fails with all that came since in the one after it.</summary>
    private async Task<IDisposable> HoldAsync(bool fails = false)
    {
        var hold = new Hold(_host.Store.Writer, fails);
        _ = _host.Store.WriteAsync(new RecordBatch(new ActorAddress(Kind, "hold"), new WriteFence(new ActorAddress(Kind, "hold")), [RecordWrite.Delete("nothing")]));
        await hold.Reached;
        return hold;
    }

    private Scripted Make(IActorContext context)
    {
        var actor = new Scripted(context, _made.Count(other => other.Context.Key == context.Key) + 1);
        _made.Enqueue(actor);
        return actor;
    }

    private sealed class Hold : IDisposable
    {
        private readonly TaskCompletionSource _reached = NewSignal();
        private readonly ManualResetEventSlim _go = new();

        public Hold(WriteLoop writer, bool fails) => writer.Sabotage = _ =>
        {
            writer.Sabotage = !fails ? null : _ =>
            {
                writer.Sabotage = null;
                throw new SqliteException("injected", SQLitePCL.raw.SQLITE_IOERR);
            };
            _reached.SetResult();
            _go.Wait();
        };

        public Task Reached => _reached.Task;

        public void Dispose() => _go.Set();
    }

    private sealed class Scripted(IActorContext context, int number) : IActor
    {
        private RecordVersion _version;

        public IActorContext Context => context;

        /// <summary>Tells instances of one actor apart: 1 for the first.</summary>
        public int Number => number;

        public int Count { get; private set; }

        public async Task ActivateAsync(CancellationToken cancellation)
        {
            if (await context.Records.LoadAsync("root", cancellation) is { } stored) (Count, _version) = (stored.Data.Span[0], stored.Version);
        }

        public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

        public async Task<int> CountAsync()
        {
            Count++;
            _version = (await context.Records.SaveAsync([RecordWrite.Put("root", new[] { (byte)Count }, _version)]))[0];
            return Count;
        }

        /// <summary>As a caller from inside.</summary>
        public Task<T> CallAsync<T>(string key, Func<Scripted, Task<T>> turn) =>
            ((ITurns)context).RunAsync(new ActorAddress(Kind, key), actor => turn((Scripted)actor));

        /// <summary>Keeps the actor's turns from beginning.</summary>
        public void Block(Task until) => until.GetAwaiter().GetResult();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
