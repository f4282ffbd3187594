namespace CallQueue.Health;

/// <summary>Tags of health checks.</summary>
public static class HealthTags
{
    /// <summary>A check for the probes of an orchestrator alone: <c>/api/health</c> does not show it.</summary>
    public const string ProbeOnly = "probe-only";
}
