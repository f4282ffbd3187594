using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Hosting.Local;
using CallQueue.Trunks;

namespace CallQueue.Scenarios;

/// <summary>The share protocol between businesses and their trunk, with messages late, lost and overtaking each other, and actors dying.</summary>
public sealed class ShareScenarios
{
    private const int Channels = 5;

    [Fact]
    public void The_live_calls_of_all_businesses_never_exceed_the_channels_and_all_calls_get_made()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var options = new CallQueueOptions { TrunkLimits = new TrunkLimits(Channels), NewBusiness = new BusinessSettings { Slots = 4 } };
            var s = new Scenario((_, _) => Fate.Talks(random.NextDouble() * 15), options);
            BusinessId[] all = [.. Enumerable.Range(0, 4).Select(i => new BusinessId($"b{i}"))];
            s.Play(async () =>
            {
                foreach (BusinessId id in all) await s.Host.Actors.Business(id).EnqueueAsync(Some.Run("r", 10));
                s.Host.Travel = () => TimeSpan.FromMilliseconds(random.Next(1500));
                for (int step = 0; step < 60; step++)
                {
                    s.Host.LoseMessages = random.Next(5) == 0;
                    if (random.Next(6) == 0) s.Host.Crash(new ActorAddress(LocalActors.BusinessKind, all[random.Next(4)].Value));
                    if (random.Next(12) == 0) s.Host.Crash(new ActorAddress(LocalActors.TrunkKind, Some.Trunk.Value));
                    await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 2));
                    s.Dials.Count(dial => dial.IsLive).ShouldBeLessThanOrEqualTo(Channels, $"seed {seed}, step {step}");
                }

                (s.Host.Travel, s.Host.LoseMessages) = (null, false);
                foreach (BusinessId id in all)
                    await s.Host.UntilAsync(async () => (await s.Host.Actors.Business(id).GetAsync()).Counts.Completed == 10);
            });
            s.Dials.Count.ShouldBe(40, $"seed {seed}");
        }
    }
}
