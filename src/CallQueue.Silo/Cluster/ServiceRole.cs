using CallQueue.Grains;
using CallQueue.Spreading;

namespace CallQueue.Cluster;

/// <summary>What one process of a cluster does.</summary>
internal enum ServiceRole
{
    /// <summary>Everything: actors, REST API, webhooks.</summary>
    All,

    /// <summary>REST API and webhooks as a client of the cluster: no actor, no timer, no dial.</summary>
    Api,

    /// <summary>All actors; opens no HTTP port.</summary>
    Worker,

    /// <summary>The actors that decide when; no calls live here, so it never dials. Opens no HTTP port.</summary>
    Scheduler,

    /// <summary>Calls, which dial, and the carriers' webhooks; nothing that schedules.</summary>
    Calls,
}

internal static class ServiceRoles
{
    /// <summary>The roles as the setting names them.</summary>
    public static string[] Words { get; } = [.. Enum.GetNames<ServiceRole>().Select(name => name.ToLowerInvariant())];

    /// <summary>Whether the process is a silo.</summary>
    public static bool IsSilo(this ServiceRole role) => role != ServiceRole.Api;

    /// <summary>Whether it opens an HTTP port.</summary>
    public static bool ServesHttp(this ServiceRole role) => role is ServiceRole.All or ServiceRole.Api or ServiceRole.Calls;

    /// <summary>Whether the REST API is served there, beside webhooks and health.</summary>
    public static bool ServesApi(this ServiceRole role) => role is ServiceRole.All or ServiceRole.Api;

    /// <summary>Leaves those of our grain classes that the role hosts; the cluster places actors only where their class is.</summary>
    public static void TrimTo(this ServiceRole role, ISet<Type> classes)
    {
        if (role == ServiceRole.Scheduler) classes.Remove(typeof(CallGrain));
        if (role != ServiceRole.Calls) return;
        foreach (Type other in (Type[])[typeof(BusinessGrain), typeof(RunGrain), typeof(TrunkGrain), typeof(DirectoryGrain), typeof(KeyringGrain), typeof(ReplyGrain),
                     typeof(ScheduleGrain), typeof(RosterGrain), typeof(NumberGuardGrain), typeof(ChosenIdsGrain), typeof(AuditTrailGrain), typeof(SignerGrain), typeof(SpreadGrain)])
            classes.Remove(other);
    }
}
