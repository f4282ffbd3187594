using System.Text;
using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Runs;

namespace CallQueue.Simulation.Promises;

/// <summary>A business as text, for the report of a broken promise.</summary>
internal static class Dump
{
    public static string Of(BusinessSnapshot snapshot)
    {
        var text = new StringBuilder();
        text.AppendLine($"slots {snapshot.Settings.Slots}, paused {snapshot.Paused}, next at {snapshot.NextAt:dd HH:mm:ss.fff}, holds [{string.Join(", ", snapshot.Holds)}]");
        text.AppendLine($"  {Of(snapshot.Counts)}");
        foreach (LeaseSnapshot lease in snapshot.Live)
            text.AppendLine($"  lease {lease.Lease} {lease.Call} since {lease.LeasedAt:dd HH:mm:ss.fff} dialed {lease.DialedAt:HH:mm:ss.fff}");
        foreach (RunSnapshot run in snapshot.Runs) text.AppendLine($"  {run.Name} {run.Status} {Of(run.Counts)}");
        return text.ToString();
    }

    public static string Of(CallCounts c) =>
        $"total {c.Total} = ready {c.Ready} + delayed {c.Delayed} + live {c.Live} + ended {c.Ended} (completed {c.Completed}, busy {c.Busy}, no answer {c.NoAnswer}, failed {c.Failed}, canceled {c.Canceled}, rejected {c.Rejected}, expired {c.Expired}, blocked {c.Blocked})";
}
