using CallQueue.Runs;

namespace CallQueue.Hosting;

public sealed class CommitsTests
{
    private readonly FakeContext _context = new();
    private readonly List<int> _committed = [];
    private readonly List<string> _deleted = [];
    private int _total;

    [Fact]
    public async Task Whoever_arrives_during_a_write_shares_the_next_one()
    {
        Commits<RunRoot> commits = Made();
        Task first = Change(commits, 1);
        await _context.WriteBegunAsync();
        Task[] others = [.. Enumerable.Range(2, 20).Select(i => Change(commits, i))];
        _context.Finish();
        await first;
        await _context.WriteBegunAsync();
        others.ShouldAllBe(other => !other.IsCompleted);
        _context.Finish();
        await Task.WhenAll(others);
        _committed.ShouldBe([1, 21]);
        commits.IsSettled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_waiter_goes_on_only_after_the_root_is_durable_and_told()
    {
        Commits<RunRoot> commits = Made();
        Task commit = Change(commits, 1);
        await _context.WriteBegunAsync();
        (commit.IsCompleted, commits.SettledAsync().IsCompleted, commits.IsSettled, _committed.Count).ShouldBe((false, false, false, 0));
        _context.Finish();
        await commit;
        _committed.ShouldBe([1]);
        commits.SettledAsync().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task The_alarm_is_set_first_then_pages_then_the_root_then_deletions()
    {
        Commits<RunRoot> commits = Made();
        commits.WritePage("page", (List<RunResult>)[], CallQueueJson.Default.ListRunResult);
        commits.Delete("old");
        commits.WakeAt(Some.Instant);
        Task commit = Change(commits, 1);
        await _context.WriteBegunAsync();
        _deleted.ShouldBeEmpty();
        _context.Finish();
        await commit;
        _context.Log.ShouldBe(["alarm", "put page", "put root", "delete old"]);
        _deleted.ShouldBe(["old"]);
    }

    [Fact]
    public async Task A_page_can_be_read_from_when_it_is_written_on_not_only_once_it_is_durable()
    {
        Commits<RunRoot> commits = Made();
        commits.WritePage("page", (List<RunResult>)[], CallQueueJson.Default.ListRunResult);
        (await Read()).ShouldNotBeNull("it waits for a commit");
        Task commit = Change(commits, 1);
        await _context.WriteBegunAsync();
        (await Read()).ShouldNotBeNull("it is being written");
        _context.Finish();
        await commit;
        (await Read()).ShouldBeNull("from now on the store is asked, which has none here");

        Task<List<RunResult>?> Read() => commits.ReadPageAsync("page", CallQueueJson.Default.ListRunResult);
    }

    [Fact]
    public async Task A_failed_write_fails_all_who_wait_and_all_who_come_later_and_tells_nothing()
    {
        Commits<RunRoot> commits = Made();
        Task first = Change(commits, 1);
        await _context.WriteBegunAsync();
        Task second = Change(commits, 2);
        _context.Finish(new RecordConflictException("root"));
        (await Should.ThrowAsync<RecordConflictException>(async () => await first)).RecordName.ShouldBe("root");
        await Should.ThrowAsync<StorageException>(async () => await second);
        await Should.ThrowAsync<StorageException>(async () => await commits.CommitAsync());
        await Should.ThrowAsync<StorageException>(async () => await commits.SettledAsync());
        _committed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_a_storage_error()
    {
        _context.Stored = new StoredRecord("{nonsense"u8.ToArray(), new RecordVersion("1"));
        await Should.ThrowAsync<StorageException>(async () => await Made().LoadAsync(CancellationToken.None));
    }

    private Commits<RunRoot> Made() => new(_context, CallQueueJson.Default.RunRoot)
    {
        Snapshot = () => new RunRoot { Total = _total, Fingerprint = "f" },
        Committed = root => _committed.Add(root.Total),
        Deleted = _deleted.Add,
    };

    private Task Change(Commits<RunRoot> commits, int total)
    {
        _total = total;
        return commits.CommitAsync();
    }

    /// <summary>A host that holds each write until the test lets it go.</summary>
    private sealed class FakeContext : IActorContext, IRecords, IAlarm
    {
        private readonly System.Threading.Channels.Channel<int> _begun = System.Threading.Channels.Channel.CreateUnbounded<int>();
        private TaskCompletionSource _finish = new();

        public string Key => "key";

        public TimeProvider Time { get; } = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Some.Instant);

        public IRecords Records => this;

        public IAlarm Alarm => this;

        public IActors Actors => throw new NotSupportedException();

        public List<string> Log { get; } = [];

        public StoredRecord? Stored { get; set; }

        public async Task WriteBegunAsync() => await _begun.Reader.ReadAsync();

        public void Finish(Exception? fault = null)
        {
            TaskCompletionSource finish = _finish;
            _finish = new TaskCompletionSource();
            if (fault is null) finish.SetResult();
            else finish.SetException(fault);
        }

        public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) => new(Stored);

        public async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
        {
            Log.AddRange(batch.Select(write => (write.Data is null ? "delete " : "put ") + write.Name));
            Task finish = _finish.Task;
            _begun.Writer.TryWrite(1);
            await finish;
            return [.. batch.Select(_ => new RecordVersion("v"))];
        }

        public ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
        {
            Log.Add("alarm");
            return ValueTask.CompletedTask;
        }
    }
}
