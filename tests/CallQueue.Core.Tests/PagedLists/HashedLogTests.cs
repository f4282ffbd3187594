using System.Text.Json;
using CallQueue.Businesses.Ends;
using CallQueue.Hosting;

namespace CallQueue.PagedLists;

public sealed class HashedLogTests
{
    private static readonly TimeSpan Span = TimeSpan.FromHours(24);

    private readonly FakePages _pages = new();

    [Fact]
    public async Task An_entry_costs_the_same_few_pages_however_long_the_log_is()
    {
        HashedLog<IndexedCall> log = Log(null);
        Fill(log, 0, 40_000);
        foreach (int n in (int[])[0, 1, 8_000, 20_000, 39_999])
        {
            int before = _pages.Reads;
            (await FindAsync(log, n)).ShouldBe([$"call-{n}"]);

            // What is open, and one page of each segment.
            (_pages.Reads - before).ShouldBeLessThanOrEqualTo(HashedLog<IndexedCall>.SealedAt + 10);
        }

        (await FindAsync(log, 40_000)).ShouldBeEmpty();
    }

    [Fact]
    public void Its_record_does_not_grow_with_it()
    {
        HashedLog<IndexedCall> log = Log(null);
        Fill(log, 0, 9_000);
        int few = SizeOf(log);
        Fill(log, 9_000, 31_000);
        SizeOf(log).ShouldBeLessThan(few + 300);
    }

    [Fact]
    public async Task A_crash_between_turns_loses_nothing_while_a_list_is_sealed()
    {
        HashedLog<IndexedCall> log = Log(null);
        for (int n = 0; n < 9_000; n++) log.Add(Entry(n), At(n), Span);
        IWantsPages sealing = log.Sealing.ShouldHaveSingleItem();
        for (int page = 0; page < 50; page++)
        {
            sealing.LoadAsync(sealing.Wanted!, _pages).IsCompletedSuccessfully.ShouldBeTrue();
            log.Seal();
        }

        (await FindAsync(log, 17)).ShouldBe(["call-17"]);
        HashedLog<IndexedCall> next = Log(log.ToRecord());
        (await FindAsync(next, 17)).ShouldBe(["call-17"]);
        Load(next);
        next.Sealing.ShouldBeEmpty();
        (await FindAsync(next, 17)).ShouldBe(["call-17"]);
        (await FindAsync(Log(next.ToRecord()), 8_999)).ShouldBe(["call-8999"]);
    }

    [Fact]
    public async Task An_instance_adds_its_segments_behind_those_of_the_one_before()
    {
        HashedLog<IndexedCall> log = Log(null);
        for (int instance = 0; instance < 4; instance++)
        {
            Fill(log, instance * 9_000, 9_000);
            log = Log(log.ToRecord());
        }

        for (int n = 0; n < 36_000; n += 999) (await FindAsync(log, n)).ShouldBe([$"call-{n}"]);
    }

    [Fact]
    public async Task Old_entries_are_dropped_without_being_read_and_all_their_pages_are_trash()
    {
        PageBook book = _pages.NextBook();
        var log = new HashedLog<IndexedCall>(book, IndexedCall.Format, entry => entry.Hashes, 4, null);
        Fill(log, 0, 20_000);
        log.Add(Entry(20_000), Some.Instant + TimeSpan.FromHours(30), Span);
        Load(log);
        int reads = _pages.Reads;
        log.Forget(Some.Instant + TimeSpan.FromHours(29), Span).ShouldBeNull();
        log.Forget(Some.Instant + TimeSpan.FromHours(31), Span).ShouldNotBeNull();
        _pages.Reads.ShouldBe(reads);
        (await FindAsync(log, 17)).ShouldBeEmpty();
        (await FindAsync(log, 20_000)).ShouldBe(["call-20000"]);
        _pages.Written.ShouldBe(FakePages.NamesOf(book.Trashed).ToHashSet(), ignoreOrder: true, "the new part has no page yet");
    }

    [Fact]
    public async Task Several_hashes_of_an_entry_find_it_and_one_hash_finds_several_the_newest_first()
    {
        HashedLog<IndexedCall> log = Log(null);
        for (int n = 0; n < 9_000; n++)
        {
            log.Add(Entry(n) with { Hashes = [(uint)n, 1_000_000, (uint)(2_000_000 + n)] }, At(n), Span);
            Load(log);
        }

        (await FindAsync(log, 2_000_017)).ShouldBe(["call-17"]);
        (await FindAsync(log, 1_000_000)).Count.ShouldBe(9_000);
    }

    private static DateTimeOffset At(int n) => Some.Instant + TimeSpan.FromMilliseconds(n);

    private static IndexedCall Entry(int n) => new($"call-{n}", At(n).ToUnixTimeSeconds(), [(uint)n]);

    private HashedLog<IndexedCall> Log(IReadOnlyList<HashedPartRecord<IndexedCall>>? record) => new(_pages.NextBook(), IndexedCall.Format, entry => entry.Hashes, 4, record);

    private void Fill(HashedLog<IndexedCall> log, int from, int count)
    {
        for (int n = from; n < from + count; n++)
        {
            log.Add(Entry(n), At(n), Span);
            Load(log);
        }
    }

    /// <summary>Seals all that is to be sealed.</summary>
    private void Load(HashedLog<IndexedCall> log)
    {
        while (log.Sealing.FirstOrDefault(list => list.Wanted is not null) is { } list)
        {
            list.LoadAsync(list.Wanted!, _pages).IsCompletedSuccessfully.ShouldBeTrue();
            log.Seal();
        }
    }

    private async Task<List<string>> FindAsync(HashedLog<IndexedCall> log, int hash)
    {
        List<string> found = [];
        foreach (HashedPart<IndexedCall> part in log.Snapshot())
        {
            await foreach (IndexedCall entry in part.ReadUnsealedAsync(_pages)) if (entry.Hashes.Contains((uint)hash)) found.Add(entry.Name);
            for (int segment = part.Sealed.Segments - 1; segment >= 0; segment--)
            {
                IReadOnlyList<IndexedCall> entries = await part.Sealed.ReadAsync(segment, SealedPages<IndexedCall>.BucketOf((uint)hash), _pages);
                found.AddRange(entries.Where(entry => entry.Hashes.Contains((uint)hash)).Select(entry => entry.Name));
            }
        }

        return found;
    }

    /// <summary>Its places; a tail is of one length or another.</summary>
    private static int SizeOf(HashedLog<IndexedCall> log) =>
        JsonSerializer.SerializeToUtf8Bytes<IEnumerable<HashedPartRecord<IndexedCall>>>([.. log.ToRecord()!.Select(part => part with { Open = part.Open with { Tail = [] } })]).Length;
}
