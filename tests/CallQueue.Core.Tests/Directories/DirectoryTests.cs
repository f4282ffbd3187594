using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Scenarios;

namespace CallQueue.Directories;

public sealed class DirectoryTests
{
    private static readonly ActorAddress Address = new(LocalActors.DirectoryKind, LocalActors.BusinessesKey);

    private readonly ScenarioHost _host = new(new ScriptedCarrier((_, _) => Fate.Talks()));

    private IDirectory Names => _host.Actors.Businesses;

    [Fact]
    public void Names_are_listed_page_by_page_in_their_order_and_survive_a_crash() => _host.Play(async () =>
    {
        string[] names = [.. Enumerable.Range(0, 700).Select(i => $"b{i * 7919 % 700:D3}")];
        foreach (string name in names) (await Names.AddAsync(name)).ShouldBeTrue();
        _host.Crash();

        List<string> listed = [];
        DirectoryPage page;
        do
        {
            page = await Names.ListAsync(listed.LastOrDefault(), 60);
            page.Total.ShouldBe(700);
            page.Names.Count.ShouldBe(Math.Min(60, 700 - listed.Count));
            listed.AddRange(page.Names);
        }
        while (page.HasMore);

        listed.ShouldBe(names.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Adding_a_name_again_even_at_once_changes_nothing() => _host.Play(async () =>
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Names.AddAsync("acme")));
        (await Names.ListAsync(null, 10)).Names.ShouldBe(["acme"]);
    });

    [Fact]
    public void A_write_that_fails_between_page_and_root_adds_nothing_and_keeps_what_was_there() => _host.Play(async () =>
    {
        // One more than two pages, so that the fault also hits the first name of a page.
        int faults = 0;
        _host.Store.Fault = _ => ++faults % 3 == 0 ? new StorageException("disk") : null;
        for (int i = 0; i < 513; i++)
        {
            string name = $"b{i:D4}";
            while (true)
            {
                try
                {
                    await Names.AddAsync(name);
                    break;
                }
                catch (StorageException)
                {
                    (await Names.ListAsync(null, 1)).Total.ShouldBe(i);
                }
            }
        }

        _host.Crash(Address);
        (await Names.ListAsync("b0510", 10)).Names.ShouldBe(["b0511", "b0512"]);
    });

    [Fact]
    public void A_page_that_was_written_without_its_root_is_written_over() => _host.Play(async () =>
    {
        await Names.AddAsync("first");
        _host.Crash(Address);

        // As a host that writes record by record leaves it when it dies in between.
        StoredRecord page = _host.Store.Load(Address, "names.0")!;
        _host.Store.Save(Address, [RecordWrite.Put("names.0", """["first","never"]"""u8.ToArray(), page.Version)]);
        (await Names.ListAsync(null, 10)).Names.ShouldBe(["first"]);
        (await Names.AddAsync("second")).ShouldBeTrue();
        _host.Crash(Address);
        (await Names.ListAsync(null, 10)).Names.ShouldBe(["first", "second"]);
    });

    [Fact]
    public void Removed_names_are_gone_and_their_places_are_taken_by_the_next() => _host.Play(async () =>
    {
        for (int i = 0; i < 300; i++) await Names.AddAsync($"b{i:D3}");
        (await Names.RemoveAsync("b007")).ShouldBeTrue();
        (await Names.RemoveAsync("b299")).ShouldBeTrue();
        (await Names.RemoveAsync("b007")).ShouldBeFalse();
        _host.Crash(Address);
        (await Names.RemoveAsync("b299")).ShouldBeFalse();
        await Names.RemoveAsync("b100");
        await Task.WhenAll(Names.AddAsync("new"), Names.AddAsync("newer"), Names.AddAsync("newest"));
        _host.Crash(Address);
        string[] expected = [.. Enumerable.Range(0, 300).Except([7, 100, 299]).Select(i => $"b{i:D3}"), "new", "newer", "newest"];
        DirectoryPage all = await Names.ListAsync(null, 1000);
        (all.Total, string.Join(' ', all.Names)).ShouldBe((300, string.Join(' ', expected.Order(StringComparer.Ordinal))));
        StoredRecord root = _host.Store.Load(Address, "root")!;
        System.Text.Encoding.UTF8.GetString(root.Data.Span).ShouldBe("""{"count":300}""");
    });

    [Fact]
    public void A_removal_that_fails_leaves_the_name_and_one_that_lost_its_answer_may_be_repeated() => _host.Play(async () =>
    {
        foreach (string name in (string[])["a", "b", "c"]) await Names.AddAsync(name);
        _host.Store.Fault = _ => new StorageException("disk");
        Task<bool> removing = Names.RemoveAsync("b");
        await _host.WaitAsync(Some.Seconds(1));
        removing.IsFaulted.ShouldBeTrue();
        _host.Store.Fault = _ => null;
        (await Names.ListAsync(null, 10)).Names.ShouldBe(["a", "b", "c"]);

        // As a host that writes record by record leaves it when it dies between page and root.
        StoredRecord page = _host.Store.Load(Address, "names.0")!;
        _host.Store.Save(Address, [RecordWrite.Put("names.0", """["a","","c"]"""u8.ToArray(), page.Version)]);
        _host.Crash(Address);
        (await Names.RemoveAsync("b")).ShouldBeFalse();
        (await Names.AddAsync("d")).ShouldBeTrue();
        _host.Crash(Address);
        (await Names.ListAsync(null, 10)).Names.ShouldBe(["a", "c", "d"]);
    });

    [Fact]
    public void A_business_gets_into_the_list_by_itself_however_often_messages_are_lost() => _host.Play(async () =>
    {
        _host.LoseMessages = true;
        await _host.Actors.Business(Some.Business).PauseAsync(true);
        await _host.WaitAsync(Some.Seconds(10));
        (await Names.ListAsync(null, 10)).Names.ShouldBeEmpty();
        _host.LoseMessages = false;
        await _host.UntilAsync(async () => (await Names.ListAsync(null, 10)).Names.SequenceEqual([Some.Business.Value]), Some.Minutes(1));
    });

    [Fact]
    public void A_business_that_was_only_looked_at_is_not_in_the_list() => _host.Play(async () =>
    {
        await _host.Actors.Business(Some.Business).GetAsync();
        await _host.WaitAsync(Some.Minutes(1));
        (await Names.ListAsync(null, 10)).Total.ShouldBe(0);
    });
}
