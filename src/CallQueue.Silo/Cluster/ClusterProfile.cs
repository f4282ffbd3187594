using Orleans.Configuration;

namespace CallQueue.Cluster;

/// <summary>
/// The timeouts by which a cluster detects failures and gives up. Measured with three silos on two shared cores: a killed
/// silo's calls answer again after 1.3 s, a frozen one's after 7 to 12 s; shorter times evict healthy silos there.
/// </summary>
internal static class ClusterProfile
{
    /// <summary>A message without an answer counts as lost after this; a message to a dead silo waits as long.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a watcher's request stays open.</summary>
    public static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often an alarm that is due rings again until its actor moves it. Reminders are meant for a minute and more;
    /// ours exist only while something is due, one per business, and a business must dial again within 15 s of a kill.
    /// </summary>
    public static readonly TimeSpan AlarmRepeat = TimeSpan.FromSeconds(5);

    /// <summary>How far ahead a business with work keeps its alarm: with <see cref="AlarmRepeat"/> and the time until a dead silo is noticed it stays under 15 s.</summary>
    public static readonly TimeSpan WakeInterval = TimeSpan.FromSeconds(7);

    /// <summary>How soon a gateway learns of silos that came or went.</summary>
    public static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(5);

    /// <summary>Actors idle for longer are deactivated.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Three missed probes of a second, two votes. The largest probe time matters as much as the usual one: a frozen
    /// process keeps its connections open, and votes wait three times that long.
    /// </summary>
    public static void Membership(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.NumMissedTableIAmAliveLimit = 3;

        // After a crash of the whole cluster on new addresses no silo can join while the dead ones look alive. Giving up
        // soon, and being started again, gets past that: together about half a minute.
        options.MaxJoinAttemptTime = TimeSpan.FromSeconds(20);
    }

    /// <summary>Reminders are few and must be prompt.</summary>
    public static void Reminders(Orleans.Hosting.ReminderOptions options)
    {
        options.MinimumReminderPeriod = AlarmRepeat;
        options.RefreshReminderListPeriod = TimeSpan.FromMinutes(1);
    }
}
