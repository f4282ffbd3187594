using CallQueue.Businesses;
using CallQueue.Trunks;

namespace CallQueue.Events;

/// <summary>No I/O: what needs somebody, from a snapshot.</summary>
internal static class TopicProblems
{
    /// <summary>Why the calls of a business wait, without what is usual in a queue (slots in use, the carrier's rate), and receivers that fail.</summary>
    public static IReadOnlyList<ProblemView> Of(BusinessSnapshot business)
    {
        IEnumerable<ProblemView> holds = business.Holds.Where(hold => !IsUsual(hold.Kind)).Select(hold => new ProblemView(HoldWords.Of(hold.Kind), null, hold.Reason, business.NextAt));
        IEnumerable<ProblemView> deliveries = business.Outboxes.Where(outbox => outbox.Problem is not null)
            .Select(outbox => new ProblemView("delivery", outbox.Sink, outbox.Problem, outbox.NextAt));
        return [.. holds, .. deliveries];
    }

    /// <summary>Carrier accounts that accept no calls.</summary>
    public static IReadOnlyList<ProblemView> Of(TrunkView trunk) => trunk switch
    {
        { Stop: { } stop } => [new ProblemView("trunk", trunk.Id, stop.Reason, stop.ProbeAt)],
        { PausedUntil: { } until } => [new ProblemView("trunk", trunk.Id, "several requests failed in a row, or the carrier asked for a pause", until)],
        _ => [],
    };

    private static bool IsUsual(HoldKind kind) => kind is HoldKind.Slots or HoldKind.Agents or HoldKind.Rate or HoldKind.Trunk or HoldKind.TrunkRate or HoldKind.TrunkChannels or HoldKind.Loading or HoldKind.NumberBusy or HoldKind.Veto;
}
