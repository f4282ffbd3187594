namespace CallQueue.Runs;

/// <summary>The state of a run, in the words of the API.</summary>
internal static class RunWords
{
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Filling => "queued",
        RunStatus.Running => "running",
        RunStatus.Paused => "paused",
        RunStatus.Stopped => "stopped",
        RunStatus.Completed => "completed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
