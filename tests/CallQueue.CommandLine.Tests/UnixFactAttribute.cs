using System.Globalization;

namespace CallQueue;

/// <summary>Needs POSIX signals, which can't be sent to another process on Windows.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    private const int Interrupt = 2;

    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "Windows can't send SIGINT or SIGTERM to another process.";
        else if (IsInterruptIgnored) Skip = "SIGINT is ignored here, as under nohup, and children inherit that: run it in the foreground.";
    }

    /// <summary>Known on Linux only; elsewhere it is taken as not ignored.</summary>
    private static bool IsInterruptIgnored
    {
        get
        {
            const string Status = "/proc/self/status", Ignored = "SigIgn:";
            if (!File.Exists(Status)) return false;
            string? mask = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal))?[Ignored.Length..].Trim();
            return ulong.TryParse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong signals) && (signals & (1UL << (Interrupt - 1))) != 0;
        }
    }
}
