using CallQueue.Businesses;
using CallQueue.Hosting;
using CallQueue.Trunks;

namespace CallQueue.Scenarios;

/// <summary>What businesses get of one trunk while all of them want more than there is.</summary>
public sealed class FairnessScenarios
{
    [Theory]
    [InlineData(14, null)]
    [InlineData(3, null)]
    [InlineData(200, 1.0)]
    public void Businesses_dial_by_the_weights_that_the_operator_gave_them(int channels, double? dialsPerSecond)
    {
        int[] dials = Play([1, 2, 4], new TrunkLimits(channels, dialsPerSecond), hours: channels == 3 ? 30 : 6);
        double all = dials.Sum();
        for (int i = 0; i < 3; i++) (dials[i] / all).ShouldBe((1 << i) / 7.0, (1 << i) / 7.0 * 0.03, $"{string.Join(", ", dials)}");
    }

    [Theory]
    [InlineData(130, null)]
    [InlineData(30, null)]
    [InlineData(400, 5.0)]
    public void A_hundred_equal_businesses_dial_as_often_as_each_other(int channels, double? dialsPerSecond)
    {
        int[] dials = Play([.. Enumerable.Repeat(1, 100)], new TrunkLimits(channels, dialsPerSecond), hours: channels == 30 ? 1 : 0.3);
        (Math.Pow(dials.Sum(), 2) / (dials.Length * dials.Sum(n => (double)n * n))).ShouldBeGreaterThanOrEqualTo(0.98, string.Join(", ", dials));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_reserved_channel_is_free_when_its_business_calls(int reserved, bool isDialedAtOnce)
    {
        var s = new Scenario((_, _) => Fate.Talks(600), new CallQueueOptions { TrunkLimits = new TrunkLimits(10), NewBusiness = new BusinessSettings { Slots = 10 } });
        (BusinessId large, BusinessId small) = (new("large"), new("small"));
        s.Play(async () =>
        {
            await SetAsync(s, small, new TrunkPart(Reserved: reserved));
            await s.Host.WaitAsync(Some.Seconds(1));
            await s.Host.Actors.Business(large).EnqueueAsync(Some.Run("r", 1000));
            await s.Host.WaitAsync(Some.Seconds(20));
            s.Dials.Count.ShouldBe(10 - reserved);
            await s.Host.Actors.Business(small).EnqueueAsync(Some.Run("r", 1, null, 5000));
            await s.Host.WaitAsync(Some.Seconds(2));
            s.Dials.Any(dial => dial.Request.Attempt.Call.Business == small).ShouldBe(isDialedAtOnce);
            await s.Host.Actors.Business(large).StopRunAsync(new StopRun("r"));
        });
    }

    /// <summary>How often each business dials while all of them have more calls than they can make.</summary>
    private static int[] Play(int[] weights, TrunkLimits limits, double hours)
    {
        var random = new Random(1);
        var s = new Scenario((_, _) => Fate.Talks(20 + (random.NextDouble() * 20)), new CallQueueOptions { TrunkLimits = limits, NewBusiness = new BusinessSettings { Slots = 50, RecentlyCalledHours = 0 } });
        BusinessId[] all = [.. weights.Select((_, i) => new BusinessId($"b{i}"))];
        s.Play(async () =>
        {
            for (int i = 0; i < all.Length; i++) await SetAsync(s, all[i], weights[i] == 1 ? null : new TrunkPart(weights[i]));
            foreach (BusinessId id in all) await s.Host.Actors.Business(id).EnqueueAsync(Some.Run("r", 20_000 / all.Length * 3));
            await s.Host.WaitAsync(TimeSpan.FromHours(hours));
            foreach (BusinessId id in all) await s.Host.Actors.Business(id).StopRunAsync(new StopRun("r"));
        });
        return [.. all.Select(id => s.Dials.Count(dial => dial.Request.Attempt.Call.Business == id))];
    }

    private static async Task SetAsync(Scenario s, BusinessId id, TrunkPart? part)
    {
        IBusiness business = s.Host.Actors.Business(id);
        (await business.ChangeSettingsAsync((await business.GetAsync()).Settings with { Ceilings = new BusinessCeilings { Trunk = part } })).ShouldBeNull();
    }
}
