using CallQueue.PagedLists;

namespace CallQueue.Businesses.Queues;

public sealed class TombstonesTests
{
    private readonly FakePages _pages = new();

    [Fact]
    public void What_was_struck_is_dropped_once_and_what_was_queued_anew_is_not()
    {
        var tombstones = new Tombstones(_pages.NextBook(), null);
        tombstones.Add("a", 10);
        (tombstones.Covers("a", 0), tombstones.Covers("a", 9), tombstones.Covers("a", 10), tombstones.Covers("b", 0)).ShouldBe((true, true, false, false));
        tombstones.Drop("a", 12).ShouldBeNull();
        tombstones.Drop("a", 0).ShouldBe(Place.Ready);
        tombstones.Drop("a", 0).ShouldBeNull("a second copy of it counts, and is told to be a duplicate when it is leased");
        tombstones.ToRecord().ShouldBeNull();
    }

    [Fact]
    public void A_drop_tells_the_place_at_which_the_entry_had_been_counted()
    {
        var tombstones = new Tombstones(_pages.NextBook(), null);
        tombstones.Add("a", 10, Place.Delayed);
        tombstones.Drop("a", 0, Place.Ready).ShouldBe(Place.Delayed);
        tombstones.Add("b", 10, Place.Ready);
        tombstones.Add("b", 20, Place.Delayed);
        tombstones.Drop("b", 15, Place.Delayed).ShouldBe(Place.Delayed);
        tombstones.Drop("b", 0, Place.Delayed).ShouldBe(Place.Ready);
        tombstones.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Any_number_of_them_comes_back_from_pages_and_leaves_little_in_the_root()
    {
        PageBook book = _pages.NextBook();
        var tombstones = new Tombstones(book, null);
        for (int i = 0; i < 2000; i++) tombstones.Add($"{i % 2}~{i}", i + 1);
        for (int i = 0; i < 500; i++) tombstones.Drop($"{i % 2}~{i}", 0);
        tombstones.Forget("1~");
        PagedListRecord<TombstoneChange> record = tombstones.ToRecord()!;
        record.Tail.Count.ShouldBeLessThanOrEqualTo(32);
        record.Pages.Count.ShouldBeLessThan(3);

        var again = new Tombstones(_pages.NextBook(book.Trashed), record);
        await again.LoadAsync(_pages);
        again.Count.ShouldBe(750);
        for (int i = 0; i < 2000; i++) again.Covers($"{i % 2}~{i}", 0).ShouldBe(i >= 500 && i % 2 == 0, $"{i}");
    }
}
