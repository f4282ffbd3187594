using CallQueue.PagedLists;

namespace CallQueue.Businesses.Queues;

public sealed class StruckTests
{
    private readonly FakePages _pages = new();

    [Fact]
    public void What_was_struck_is_dropped_once_and_what_was_queued_anew_is_not()
    {
        var struck = new Struck(_pages.NextBook(), null);
        struck.Strike("a", 10);
        (struck.IsStruck("a", 0), struck.IsStruck("a", 9), struck.IsStruck("a", 10), struck.IsStruck("b", 0)).ShouldBe((true, true, false, false));
        struck.Drop("a", 12).ShouldBeNull();
        struck.Drop("a", 0).ShouldBe(Place.Ready);
        struck.Drop("a", 0).ShouldBeNull("a second copy of it counts, and is told to be a duplicate when it is leased");
        struck.ToRecord().ShouldBeNull();
    }

    [Fact]
    public void A_drop_tells_the_place_at_which_the_entry_had_been_counted()
    {
        var struck = new Struck(_pages.NextBook(), null);
        struck.Strike("a", 10, Place.Delayed);
        struck.Drop("a", 0, Place.Ready).ShouldBe(Place.Delayed);
        struck.Strike("b", 10, Place.Ready);
        struck.Strike("b", 20, Place.Delayed);
        struck.Drop("b", 15, Place.Delayed).ShouldBe(Place.Delayed);
        struck.Drop("b", 0, Place.Delayed).ShouldBe(Place.Ready);
        struck.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Any_number_of_them_comes_back_from_pages_and_leaves_little_in_the_root()
    {
        PageBook book = _pages.NextBook();
        var struck = new Struck(book, null);
        for (int i = 0; i < 2000; i++) struck.Strike($"{i % 2}~{i}", i + 1);
        for (int i = 0; i < 500; i++) struck.Drop($"{i % 2}~{i}", 0);
        struck.Forget("1~");
        PagedListRecord<StruckChange> record = struck.ToRecord()!;
        record.Tail.Count.ShouldBeLessThanOrEqualTo(32);
        record.Pages.Count.ShouldBeLessThan(3);

        var again = new Struck(_pages.NextBook(book.Trashed), record);
        await again.LoadAsync(_pages);
        again.Count.ShouldBe(750);
        for (int i = 0; i < 2000; i++) again.IsStruck($"{i % 2}~{i}", 0).ShouldBe(i >= 500 && i % 2 == 0, $"{i}");
    }
}
