using CallQueue.Runs;

namespace CallQueue.Dialing;

/// <summary>Outcomes as texts for screens and files.</summary>
internal static class OutcomeWords
{
    public static IReadOnlyList<Outcome> All { get; } =
        [Outcome.Completed, Outcome.Voicemail, Outcome.NoAgent, Outcome.NoAnswer, Outcome.Busy, Outcome.Rejected, Outcome.Failed, Outcome.Canceled, Outcome.Expired, Outcome.Blocked];

    public static string Of(Outcome outcome) => outcome == Outcome.NoAnswer ? "no_answer" : outcome == Outcome.NoAgent ? "no_agent" : outcome.ToString().ToLowerInvariant();

    /// <summary>The outcomes that occurred, such as <c>completed 9, busy 1</c>; empty when none did.</summary>
    public static string Of(CallCounts counts) =>
        string.Join(", ", All.Where(o => counts.Of(o) > 0).Select(o => $"{Of(o)} {counts.Of(o):N0}"));
}
