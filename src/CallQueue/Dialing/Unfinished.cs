using CallQueue.Commands;
using CallQueue.Runs;

namespace CallQueue.Dialing;

/// <summary>Why a command leaves a run before its end, and what continues it.</summary>
internal static class Unfinished
{
    public static CommandException CarrierStopped(CallCounts counts, string? reason) => new(ExitCode.CarrierStopped,
        $"The carrier account rejects calls: {reason} No more calls were dialed. {Waiting(counts)} Fix the account, then run the same command again.");

    public static CommandException Left(CallCounts counts) => new(ExitCode.Interrupted,
        $"Interrupted. {Waiting(counts)}{Live(counts)} Run the same command again to continue.");

    private static string Waiting(CallCounts counts)
    {
        long open = counts.Total - counts.Ended - counts.Live;
        return open == 1 ? "1 person waits." : $"{open:N0} people wait.";
    }

    private static string Live(CallCounts counts) => counts.Live switch
    {
        0 => "",
        1 => " 1 call is live and continues at the carrier.",
        var live => $" {live} calls are live and continue at the carrier.",
    };
}
