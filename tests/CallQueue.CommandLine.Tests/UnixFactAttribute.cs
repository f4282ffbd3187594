namespace CallQueue;

/// <summary>Needs POSIX signals, which can't be sent to another process on Windows.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "Windows can't send SIGINT or SIGTERM to another process.";
    }
}
