using System.Globalization;
using CallQueue.Directories;
using CallQueue.Rosters;
using CallQueue.Schedules;

namespace CallQueue.Queues;

/// <summary>The recurring work of a business [S2.20].</summary>
internal static class Crons
{
    private const int Most = 100;

    /// <summary>The roster's pass, if any contact has a due time, and the schedules with a next time: the first hundred by name.</summary>
    public static async Task<IReadOnlyList<CronView>> ListAsync(IActors actors, BusinessId business)
    {
        DateTimeOffset? pass = (await new RosterShards(actors, business).CountAsync()).NextAt;
        IEnumerable<CronView> daily = pass is { } at ? [new CronView("schedule-calls", Daily(at.UtcDateTime), at.ToUnixTimeMilliseconds())] : [];
        DirectoryPage found = await actors.Schedules(business).ListAsync(null, Most);
        CronView?[] crons = await Task.WhenAll(found.Names.Select(async name =>
            await actors.Schedule(new ScheduleId(business, name)).GetAsync() is { NextTimes: [var next, ..] } schedule
                ? new CronView(name, schedule.Spec.Cron, next.ToUnixTimeMilliseconds())
                : null));
        return [.. daily, .. crons.OfType<CronView>()];
    }

    /// <summary>Contacts have times of their own, at which they are called: the expression is that of the ones who are next, in UTC.</summary>
    private static string Daily(DateTime at) => string.Create(CultureInfo.InvariantCulture, $"{(at.Second > 0 ? $"{at.Second} " : "")}{at.Minute} {at.Hour} * * *");
}
