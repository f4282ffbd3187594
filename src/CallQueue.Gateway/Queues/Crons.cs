using CallQueue.Directories;
using CallQueue.Hosting;
using CallQueue.Schedules;

namespace CallQueue.Queues;

/// <summary>What of a business comes again and again [S2.20].</summary>
internal static class Crons
{
    private const int Most = 100;

    /// <summary>The schedules that have a next time: the first hundred by name.</summary>
    public static async Task<IReadOnlyList<CronView>> ListAsync(IActors actors, BusinessId business)
    {
        DirectoryPage found = await actors.Schedules(business).ListAsync(null, Most);
        CronView?[] crons = await Task.WhenAll(found.Names.Select(async name =>
            await actors.Schedule(new ScheduleId(business, name)).GetAsync() is { NextTimes: [var next, ..] } schedule
                ? new CronView(name, schedule.Spec.Cron, next.ToUnixTimeMilliseconds())
                : null));
        return [.. crons.OfType<CronView>()];
    }
}
