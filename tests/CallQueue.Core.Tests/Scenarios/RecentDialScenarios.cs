using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;

namespace CallQueue.Scenarios;

/// <summary>The same people again: whom a business has called lately, and in which run.</summary>
public sealed class RecentDialScenarios
{
    private static readonly PhoneNumber[] Asked = [Some.Number(1), Some.Number(2), Some.Number(3)];

    [Fact]
    public void Numbers_called_in_any_run_or_alone_are_named_with_their_latest_call()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("first", 2));
            await s.UntilOverAsync("first");
            DateTimeOffset before = s.Host.Now - Some.Seconds(1);
            await s.SubmitAsync("alone", Some.Call(2));
            await s.UntilIdleAsync();
            IReadOnlyList<RecentDial> found = await RecentDials.FindAsync(s.Business, Asked);
            found.Select(dial => (dial.Number, dial.Run)).ShouldBe([(Some.Number(1), "first"), (Some.Number(2), null)]);
            found[1].At.ShouldBeInRange(before, s.Host.Now);
            (await RecentDials.FindAsync(s.Business, Asked, "first")).Select(dial => dial.Number).ShouldBe([Some.Number(2)]);
            RecentDials.Describe(found[0]).ShouldBe("was called in run first on 2026-03-02 09:00 UTC");
        });
    }

    [Fact]
    public void Only_the_last_hours_count_as_many_as_the_business_sets()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(TimeSpan.FromHours(23.9));
            (await RecentDials.FindAsync(s.Business, Asked)).Count.ShouldBe(3);
            await s.Host.WaitAsync(TimeSpan.FromHours(0.2));
            (await RecentDials.FindAsync(s.Business, Asked)).ShouldBeEmpty();

            await SetAsync(s, 48);
            await s.SubmitAsync("later", Some.Call(1));
            await s.UntilIdleAsync();
            await s.Host.WaitAsync(TimeSpan.FromHours(47));
            (await RecentDials.FindAsync(s.Business, Asked)).Count.ShouldBe(1);
            await SetAsync(s, 0);
            (await RecentDials.FindAsync(s.Business, Asked)).ShouldBeEmpty();
        });
    }

    [Fact]
    public void Who_is_being_called_now_counts_and_who_was_never_dialed_does_not()
    {
        var s = new Scenario((dial, _) => dial.To == Some.Number(1) ? Fate.Talks(600) : Fate.Ends(Outcome.Rejected), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Seconds(30));
            (await RecentDials.FindAsync(s.Business, Asked)).Select(dial => dial.Number).ShouldBe([Some.Number(1)]);
        });
    }

    [Fact]
    public void A_restarted_business_still_knows_them()
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 40 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 300));
            await s.UntilOverAsync("r");
            s.Host.Crash();
            (await RecentDials.FindAsync(s.Business, [.. Enumerable.Range(1, 300).Select(Some.Number)])).Count.ShouldBe(300);
        });
    }

    [Theory]
    [InlineData("2 of 3 were called in run a on 2026-03-02 09:00 UTC", "a", "a")]
    [InlineData("1 of 3 was called by a single call on 2026-03-02 09:00 UTC", "")]
    [InlineData("3 of 3 were called: 2 in run a on 2026-03-02 09:00 UTC, 1 in run b on 2026-03-02 09:00 UTC", "a", "b", "a")]
    [InlineData("6 of 3 were called: 2 in run e on 2026-03-02 09:00 UTC, 1 in run a on 2026-03-02 09:00 UTC, 1 in run b on 2026-03-02 09:00 UTC, 2 in other runs", "a", "b", "c", "d", "e", "e")]
    public void What_was_found_is_one_sentence(string expected, params string[] runs) => RecentDials.Describe(
        [.. runs.Select((run, i) => new RecentDial(Some.Number(i), run.Length == 0 ? null : run, Some.Instant))], 3).ShouldBe(expected);

    private static async Task SetAsync(Scenario s, int hours) =>
        (await s.Business.ChangeSettingsAsync((await s.Business.GetAsync()).Settings with { RecentlyCalledHours = hours })).ShouldBeNull();
}
