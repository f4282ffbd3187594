using System.Text.Json;
using CallQueue.Businesses.Queues;
using CallQueue.Hosting;

namespace CallQueue.PagedLists;

public sealed class PagedListTests
{
    private readonly FakePages _pages = new();

    [Fact]
    public void It_is_first_in_first_out_through_any_mix_of_append_take_and_restart()
    {
        Property.Holds(Property.Steps(60), steps =>
        {
            var pages = new FakePages();
            PageBook book = pages.NextBook();
            var list = new PagedList<QueuedCall>(book, QueuedCall.Format);
            var model = new Queue<int>();
            int next = 0;
            foreach (int step in steps)
            {
                if (step < 450)
                {
                    for (int i = step % 150; i >= 0; i--)
                    {
                        list.Append(Some.Queued(next));
                        model.Enqueue(next++);
                    }

                    list.Trim();
                }
                else if (step < 900)
                {
                    for (int i = step % 150; i >= 0 && model.Count > 0; i--)
                    {
                        pages.Load(list);
                        list.TryPeek(out QueuedCall call).ShouldBeTrue();
                        call.Index.ShouldBe(model.Dequeue());
                        list.Take();
                    }
                }
                else
                {
                    PagedListRecord<QueuedCall> record = Reread(list.ToRecord());
                    book = pages.NextBook(book.Trashed);
                    list = new PagedList<QueuedCall>(book, QueuedCall.Format, record);
                }

                list.Count.ShouldBe(model.Count);
            }

            string[] inUse = [.. list.ToRecord().Pages.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1).Select(n => PageBook.NameOf(list.Id, range.Epoch, n)))];
            FakePages.NamesOf(book.Trashed).Concat(inUse).Order().ShouldBe(pages.Written.Order());
        }, tests: 40);
    }

    [Fact]
    public void Its_record_does_not_grow_with_its_length()
    {
        int SizeAt(int length)
        {
            var list = new PagedList<QueuedCall>(_pages.NextBook(), QueuedCall.Format);
            for (int i = 0; i < length; i++) list.Append(Some.Queued(i));
            list.Trim();
            return JsonSerializer.SerializeToUtf8Bytes(list.ToRecord(), TestJson.Options).Length;
        }

        int small = SizeAt(10);
        SizeAt(1_000_000).ShouldBeLessThan(small + 3000);
    }

    [Fact]
    public void Without_its_first_page_it_has_nothing_to_give_and_says_what_it_wants()
    {
        PagedList<QueuedCall> list = Restarted(Filled(300));
        list.TryPeek(out _).ShouldBeFalse();
        list.Wanted.ShouldNotBeNull();
        _pages.Load(list);
        list.TryPeek(out QueuedCall first).ShouldBeTrue();
        first.Index.ShouldBe(0);
    }

    [Fact]
    public void The_next_page_is_wanted_shortly_before_the_first_is_used_up()
    {
        PagedList<QueuedCall> list = Filled(300);
        for (int i = 0; i < PagedList<QueuedCall>.PageLength - 33; i++) Take(list);
        list.Wanted.ShouldBeNull();
        Take(list);
        list.Wanted.ShouldNotBeNull();
    }

    [Fact]
    public void A_page_that_is_no_longer_wanted_is_dropped()
    {
        PagedList<QueuedCall> list = Restarted(Filled(300));
        string wanted = list.Wanted!;
        list.Supply("something else", []);
        list.Wanted.ShouldBe(wanted);
        list.TryPeek(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_that_is_missing_is_an_error_only_while_it_is_wanted()
    {
        PagedList<QueuedCall> list = Restarted(Filled(300));
        string wanted = list.Wanted!;
        (await Should.ThrowAsync<StorageException>(() => list.LoadAsync(wanted, new FakePages()))).Message.ShouldContain(wanted);
        list.Clear();
        await list.LoadAsync(wanted, new FakePages());
        list.Count.ShouldBe(0);
    }

    [Fact]
    public void Reading_on_gives_all_in_order_across_pages_as_they_come()
    {
        PagedList<QueuedCall> list = Restarted(Filled(1000));
        List<int> seen = [];
        for (int round = 0; round < 20 && seen.Count < 1000; round++)
        {
            seen.AddRange(list.ReadOn().Select(call => call.Index));
            if (list.Wanted is { } page) list.LoadAsync(page, _pages).IsCompletedSuccessfully.ShouldBeTrue();
        }

        seen.ShouldBe(Enumerable.Range(0, 1000));
        list.ReadOn().ShouldBeEmpty();
        list.Count.ShouldBe(1000);
    }

    [Fact]
    public void Cleared_it_is_empty_and_all_its_pages_are_trash()
    {
        PageBook book = _pages.NextBook();
        var list = new PagedList<QueuedCall>(book, QueuedCall.Format);
        for (int i = 0; i < 700; i++) list.Append(Some.Queued(i));
        list.Clear();
        list.Count.ShouldBe(0);
        FakePages.NamesOf(book.Trashed).Order().ShouldBe(_pages.Written.Order());
    }

    private static PagedListRecord<QueuedCall> Reread(PagedListRecord<QueuedCall> record) =>
        JsonSerializer.Deserialize<PagedListRecord<QueuedCall>>(JsonSerializer.Serialize(record, TestJson.Options), TestJson.Options)!;

    private static void Take(PagedList<QueuedCall> list)
    {
        list.TryPeek(out _).ShouldBeTrue();
        list.Take();
    }

    private PagedList<QueuedCall> Filled(int count)
    {
        var list = new PagedList<QueuedCall>(_pages.NextBook(), QueuedCall.Format);
        for (int i = 0; i < count; i++) list.Append(Some.Queued(i));
        list.Trim();
        return list;
    }

    private PagedList<QueuedCall> Restarted(PagedList<QueuedCall> list) => new(_pages.NextBook(), QueuedCall.Format, Reread(list.ToRecord()));
}
