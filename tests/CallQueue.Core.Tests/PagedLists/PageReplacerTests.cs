using System.Text;
using CallQueue.Businesses.Ends;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Memory;
using CallQueue.Runs;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.PagedLists;

/// <summary>Items are replaced wherever a list keeps them, and nothing else is changed.</summary>
public sealed class PageReplacerTests
{
    private const uint Sought = 777_777_777;
    private static readonly TimeSpan Span = TimeSpan.FromHours(24);
    private static readonly ActorAddress Owner = new(LocalActors.RunKind, "acme~r");

    private readonly MemoryStore _store = new();
    private readonly Commits<RunRoot> _commits;
    private readonly PageBook _book;

    public PageReplacerTests()
    {
        _commits = new Commits<RunRoot>(new StoreContext(_store), CallQueueJson.Default.RunRoot) { Snapshot = () => new RunRoot { Total = 1, Fingerprint = "f" }, Deleted = name => _book!.Deleted(name) };
        _book = new PageBook(1, [], _commits);
    }

    [Fact]
    public async Task Entries_of_a_hashed_log_are_replaced_in_its_segments_in_what_is_being_sealed_and_in_what_is_open()
    {
        var log = new HashedLog<IndexedCall>(_book, IndexedCall.Format, entry => entry.Hashes, 4, null);
        await FillAsync(log, 0, 18_000, seal: true);
        await FillAsync(log, 18_000, 8_000, seal: false);
        HashedPart<IndexedCall> part = log.Snapshot()[0];
        (part.Sealed.Segments > 0, part.Sealing is not null).ShouldBe((true, true));
        await CommitAsync();
        int holders = Holders();
        holders.ShouldBeGreaterThan(3);

        int replaced = await log.ReplaceAsync(entry => entry.Hashes.Contains(Sought) ? entry.WithoutPerson() : entry, new PageReplacer<RunRoot>(_commits));
        replaced.ShouldBeGreaterThanOrEqualTo(26);
        await CommitAsync();
        Holders().ShouldBe(0);

        // What is being sealed goes on, without the replaced entries.
        await LoadAsync(log);
        await CommitAsync();
        Holders().ShouldBe(0);
        List<IndexedCall> all = [];
        foreach (HashedPart<IndexedCall> now in log.Snapshot())
        {
            await foreach (IndexedCall entry in now.ReadUnsealedAsync(_commits)) all.Add(entry);
            for (int segment = 0; segment < now.Sealed.Segments; segment++)
                for (int bucket = 0; bucket < SealedPages<IndexedCall>.Buckets; bucket++) all.AddRange(await now.Sealed.ReadAsync(segment, bucket, _commits));
        }

        all.Where(entry => entry.Name.Length > 0).Select(entry => entry.Name).Distinct().Count().ShouldBe(26_000 - 26);
    }

    private static IndexedCall Entry(int n) => new($"call-{n}", 0, n % 1_000 == 500 ? [(uint)n, Sought] : [(uint)n]);

    private int Holders() => _store.NamesOf(Owner).Count(name => Encoding.UTF8.GetString(_store.Load(Owner, name)!.Data.Span).Contains($"{Sought}", StringComparison.Ordinal));

    /// <summary>Stores all pages, and deletes those that are trash.</summary>
    private async Task CommitAsync()
    {
        foreach (string name in FakePages.NamesOf(_book.Trashed).ToList()) _commits.Delete(name);
        do await _commits.CommitAsync();
        while (_book.Trashed.Count > 0);
    }

    private async Task FillAsync(HashedLog<IndexedCall> log, int from, int count, bool seal)
    {
        for (int n = from; n < from + count; n++)
        {
            log.Add(Entry(n), Some.Instant, Span);
            if (seal && log.Sealing.Any()) await LoadAsync(log);
        }
    }

    private async Task LoadAsync(HashedLog<IndexedCall> log)
    {
        while (log.Sealing.FirstOrDefault(list => list.Wanted is not null) is { } list)
        {
            await list.LoadAsync(list.Wanted!, _commits);
            log.Seal();
        }
    }

    private sealed class StoreContext(MemoryStore store) : IActorContext, IRecords, IAlarm
    {
        public string Key => Owner.Key;

        public TimeProvider Time { get; } = new FakeTimeProvider(Some.Instant);

        public IRecords Records => this;

        public IAlarm Alarm => this;

        public IActors Actors => throw new NotSupportedException();

        public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) => new(store.Load(Owner, name));

        public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default) => new(store.Save(Owner, batch));

        public ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default) => ValueTask.CompletedTask;
    }
}
