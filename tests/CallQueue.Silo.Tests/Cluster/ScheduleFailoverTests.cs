using CallQueue.Businesses;
using CallQueue.Hosting;
using CallQueue.Redis;
using CallQueue.Schedules;

namespace CallQueue.Cluster;

/// <summary>A schedule whose silos die.</summary>
[NeedsRedis]
public sealed class ScheduleFailoverTests
{
    private static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan MostLate = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Though_two_of_three_silos_die_before_it_is_due_it_dials_once_and_within_twenty_seconds() // [S4.14, X20]
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        TestClusterSetup setup = new(redis);
        await using TestCluster cluster = await TestCluster.StartAsync(setup);
        (await cluster.Actors.Business(Queue.Acme).ChangeSettingsAsync(new BusinessSettings { Slots = 100 })).ShouldBeNull();
        string[] names = [.. Enumerable.Range(0, 6).Select(n => $"rec{n}")];
        DateTimeOffset due = DateTimeOffset.MinValue;
        foreach (string name in names)
        {
            var spec = new ScheduleSpec { Cron = "* * * * *", To = PhoneNumber.Parse($"+1202555010{name[^1]}") };
            var made = (ScheduleAnswer.Done)await cluster.Actors.Schedule(new ScheduleId(Queue.Acme, name)).CreateAsync(spec);
            due = made.Schedule.NextTimes[0];
        }

        // Of six schedules spread over three silos most lose theirs.
        await cluster.KillAsync(cluster.Silos[0]);
        await cluster.KillAsync(cluster.Silos[0]);
        await cluster.AgreeAsync();
        if (TimeProvider.System.GetUtcNow() > due) due = due.AddMinutes(1);
        string at = due.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        // Nobody asks them anything meanwhile: their alarms alone bring them back.
        await Eventually.BeAsync(() => names.All(name => setup.Carrier.Dials.Any(dial => dial.Attempt.Call.Name == $"{name}@{at}")), "all were dialed", UntilDue + MostLate);
        foreach (string name in names)
        {
            IReadOnlyList<Occurrence> results = (await cluster.Actors.Schedule(new ScheduleId(Queue.Acme, name)).GetAsync())!.Results;
            Occurrence fired = results.Single(result => result.Name == $"{name}@{at}");
            (fired.At - due).ShouldNotBeNull().ShouldBeLessThan(MostLate);
        }

        setup.Carrier.Dials.Select(dial => dial.Attempt.Call.Name).ShouldBeUnique();
    }
}
