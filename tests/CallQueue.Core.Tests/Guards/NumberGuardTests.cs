using System.Globalization;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Scenarios;

namespace CallQueue.Guards;

public sealed class NumberGuardTests
{
    private readonly ScenarioHost _host = new(new ScriptedCarrier((_, _) => Fate.Talks()));

    private DoNotCallList Own => new(_host.Actors, Some.Business);

    private DoNotCallList Everybodys => new(_host.Actors, null);

    [Fact]
    public void Where_a_number_is_kept_never_changes() // part of the stored format
    {
        NumberPlace.Of(PhoneNumber.Parse("+442000000001")).ShouldBe(new NumberPlace(112, 51));
        NumberPlace.Of(PhoneNumber.Parse("+919876543210")).ShouldBe(new NumberPlace(196, 49));
        NumberPlace.NumberOf(NumberPlace.DigitsOf(PhoneNumber.Parse("+999999999999999"))).ShouldBe(PhoneNumber.Parse("+999999999999999"));
    }

    [Fact]
    public void Numbers_spread_evenly_over_shards_and_pages()
    {
        var counts = new int[GuardId.Shards * NumberPlace.Pages];
        for (int i = 0; i < 1_000_000; i++)
        {
            NumberPlace place = NumberPlace.Of(NumberPlace.NumberOf(491_700_000_000 + i));
            counts[place.Shard * NumberPlace.Pages + place.Page]++;
        }

        counts.Min().ShouldBeGreaterThan(20);
        counts.Max().ShouldBeLessThan(120); // 61 on average.
    }

    [Fact]
    public void What_is_added_is_found_listed_counted_and_removed_through_crashes() => _host.Play(async () =>
    {
        ListedNumber[] numbers = [.. Enumerable.Range(1, 3_000).Select(i => new ListedNumber(Some.Number(i), i % 3 == 0 ? null : $"reason {i % 5}", Some.Instant.AddSeconds(i)))];
        (await Own.AddAsync(numbers)).ShouldBe(3_000);
        _host.Crash();
        (await Own.CountAsync()).ShouldBe(3_000);
        (await Own.FindAsync(Some.Number(7))).ShouldBe(numbers[6]);
        (await Own.FindAsync(Some.Number(3_001))).ShouldBeNull();
        (await Everybodys.FindAsync(Some.Number(7))).ShouldBeNull();
        (await ListedAsync(Own)).OrderBy(listed => listed.Number.Value, StringComparer.Ordinal).ShouldBe(numbers);

        (await Own.RemoveAsync(Removal([.. numbers.Take(1_000).Select(listed => listed.Number), Some.Number(9_999)]))).ShouldBe(1_000);
        _host.Crash();
        (await Own.CountAsync()).ShouldBe(2_000);
        (await Own.FindAsync(Some.Number(7))).ShouldBeNull();
        (await Own.FindAsync(Some.Number(1_001))).ShouldBe(numbers[1_000]);
    });

    [Fact]
    public void A_removal_leaves_who_when_and_why_and_what_was_listed_for_good() => _host.Play(async () =>
    {
        var listed = new ListedNumber(Some.Number(), "opt_out", Some.Instant);
        await Own.AddAsync([listed]);
        (await Own.RemovalsAsync(Some.Number())).ShouldBeEmpty();
        (await Own.RemoveAsync(Removal([Some.Number(), Some.Number(2)]))).ShouldBe(1);
        _host.Crash();
        var first = new ListRemoval(Some.Number(), "consent given again", "key-1", Some.Instant.AddMinutes(1), listed);
        (await Own.RemovalsAsync(Some.Number())).ShouldBe([first]);
        (await Own.RemovalsAsync(Some.Number(2))).ShouldBeEmpty("it was not listed");

        // Listed and removed again: both removals are kept; a repetition adds nothing.
        var again = listed with { Reason = null, AddedAt = Some.Instant.AddHours(1) };
        await Own.AddAsync([again]);
        var request = new RemoveNumbers([Some.Number()], "error", "operator", Some.Instant.AddHours(2));
        (await Own.RemoveAsync(request)).ShouldBe(1);
        (await Own.RemoveAsync(request)).ShouldBe(0);
        (await Own.RemovalsAsync(Some.Number())).ShouldBe([first, new ListRemoval(Some.Number(), "error", "operator", Some.Instant.AddHours(2), again)]);
        (await Everybodys.RemovalsAsync(Some.Number())).ShouldBeEmpty();
    });

    [Fact]
    public void A_removal_of_an_earlier_version_leaves_a_trace_too() => _host.Play(async () =>
    {
        await Own.AddAsync([new ListedNumber(Some.Number(), "opt_out", Some.Instant)]);
        (await _host.Actors.Guard(GuardId.Of(Some.Business, Some.Number())).RemoveAsync([Some.Number()])).ShouldBe(1);
        (await Own.RemovalsAsync(Some.Number())).Single().By.ShouldBe("unknown");
    });

    [Fact]
    public void Adding_a_number_again_keeps_what_is_known_of_it() => _host.Play(async () =>
    {
        var first = new ListedNumber(Some.Number(), "opt_out", Some.Instant);
        int[] added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Own.AddAsync([first with { AddedAt = Some.Instant.AddSeconds(i) }])));
        added.Sum().ShouldBe(1);
        (await Own.AddAsync([first with { Reason = "other" }, first])).ShouldBe(0);
        (await Own.FindAsync(Some.Number())).ShouldBe(first);
        (await Own.CountAsync()).ShouldBe(1);
    });

    [Fact]
    public void An_add_that_failed_adds_what_is_missing_when_it_is_repeated() => _host.Play(async () =>
    {
        ListedNumber[] numbers = [.. Enumerable.Range(1, 400).Select(i => new ListedNumber(Some.Number(i), null, Some.Instant))];
        int writes = 0;
        _host.Store.Fault = _ => ++writes % 7 == 0 ? new StorageException("disk") : null;
        int tries = 1;
        while (true)
        {
            try
            {
                await Everybodys.AddAsync(numbers);
                break;
            }
            catch (UnavailableException)
            {
                tries++;
            }
        }

        tries.ShouldBeGreaterThan(1);
        _host.Store.Fault = _ => null;
        _host.Crash();
        (await Everybodys.CountAsync()).ShouldBe(400);
        (await ListedAsync(Everybodys)).Count.ShouldBe(400);
    });

    [Fact]
    public void A_number_is_seen_by_a_twin_that_was_there_before_it_was_added() => _host.Play(async () =>
    {
        // The twin answers questions only; that it reads no memory of its own is what counts.
        INumberGuard guard = _host.Actors.Guard(GuardId.Of(null, Some.Number()));
        (await guard.ClearAsync(new ClearNumber(Some.Number(), 1, null))).IsClear.ShouldBeTrue();
        var address = new ActorAddress(LocalActors.NumberGuardKind, GuardId.Of(null, Some.Number()).ToString());
        string page = string.Create(CultureInfo.InvariantCulture, $"list.{NumberPlace.Of(Some.Number()).Page}");
        byte[] written = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new ListPage(null).With([new ListedNumber(Some.Number(), "asked", Some.Instant)]), TestJson.Options);
        _host.Store.Save(address, [RecordWrite.Put(page, written, RecordVersion.None)]);
        (await guard.ClearAsync(new ClearNumber(Some.Number(), 2, null))).ShouldBe(new Clearance(true, "asked") { ListVersion = 1 });
    });

    private static async Task<List<ListedNumber>> ListedAsync(DoNotCallList list)
    {
        List<ListedNumber> all = [];
        while (await list.ListAsync(all.LastOrDefault()?.Number, 97) is { Count: > 0 } page) all.AddRange(page);
        return all;
    }

    private static RemoveNumbers Removal(IReadOnlyList<PhoneNumber> numbers) => new(numbers, "consent given again", "key-1", Some.Instant.AddMinutes(1));
}
