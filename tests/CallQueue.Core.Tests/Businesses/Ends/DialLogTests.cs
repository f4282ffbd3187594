using CallQueue.PagedLists;

namespace CallQueue.Businesses.Ends;

public sealed class DialLogTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly FakePages _pages = new();

    [Fact]
    public async Task Dials_come_back_in_the_order_of_time_across_instances()
    {
        var log = new DialLog(_pages.NextBook(), null);
        for (int i = 0; i < 500; i++) log.Add(Some.Number(i), "r", Some.Instant + Some.Minutes(i), Day);
        var next = new DialLog(_pages.NextBook(), log.ToRecord());
        next.Add(Some.Number(500), null, Some.Instant + Some.Minutes(500), Day);
        (await ReadAsync(next)).Select(dial => dial.Number).ShouldBe(Enumerable.Range(0, 501).Select(i => long.Parse(Some.Number(i).Digits)));
    }

    [Fact]
    public async Task What_is_older_than_the_span_is_dropped_without_reading_its_pages()
    {
        var book = _pages.NextBook();
        var log = new DialLog(book, null);
        for (int i = 0; i < 2_000; i++) log.Add(Some.Number(i), "r", Some.Instant + Some.Minutes(i), Day);
        log.Forget(Some.Instant + Some.Minutes(2_000), Day).ShouldBeTrue();
        IReadOnlyList<DialedNumber> left = await ReadAsync(log);
        left[0].At.ShouldBeInRange((Some.Instant + Some.Minutes(2_000) - Day - TimeSpan.FromHours(2)).ToUnixTimeSeconds(), (Some.Instant + Some.Minutes(2_000) - Day).ToUnixTimeSeconds());
        book.Trashed.ShouldNotBeEmpty();
        log.Forget(Some.Instant + Some.Minutes(10_000), Day);
        (log.ToRecord(), FakePages.NamesOf(book.Trashed).Count()).ShouldBe((null, _pages.Written.Count));
    }

    [Fact]
    public void The_root_stays_small_however_many_numbers_were_dialed()
    {
        var log = new DialLog(_pages.NextBook(), null);
        for (int i = 0; i < 100_000; i++)
        {
            log.Add(Some.Number(i), "r", Some.Instant + Some.Seconds(i), Day);
            log.Forget(Some.Instant + Some.Seconds(i), Day);
        }

        IReadOnlyList<HashedPartRecord<DialedNumber>> parts = log.ToRecord()!;
        (parts.Count <= 14, parts.Sum(part => part.Open.Tail.Count) <= 32, parts.All(part => part.Open.Pages.Count <= 1)).ShouldBe((true, true, true));
    }

    [Fact]
    public void Without_a_span_nothing_is_stored()
    {
        var log = new DialLog(_pages.NextBook(), null);
        log.Add(Some.Number(), "r", Some.Instant, TimeSpan.Zero);
        log.ToRecord().ShouldBeNull();
    }

    private async Task<IReadOnlyList<DialedNumber>> ReadAsync(DialLog log)
    {
        List<DialedNumber> all = [];
        foreach (HashedPart<DialedNumber> part in log.Snapshot())
        {
            await foreach (DialedNumber dial in part.ReadUnsealedAsync(_pages)) all.Add(dial);
        }

        all.Reverse();
        return all;
    }
}
