using System.Text.Json.Serialization;
using CallQueue.Fences;
using CallQueue.Previews;
using CallQueue.Queues;
using CallQueue.Runs;

namespace CallQueue.Businesses;

/// <summary>A business: its settings and its current state.</summary>
/// <param name="HeldBy">Why waiting calls are not dialed, most general first; empty when nothing holds them back.</param>
/// <param name="NextAt">When something is next due; null when nothing is.</param>
/// <param name="Ceilings">What the operator allows at most.</param>
/// <param name="Effective">What applies of the settings under the ceilings.</param>
/// <param name="Deliveries">Ended calls not yet delivered to the webhook and the call log.</param>
internal sealed record BusinessView(
    string BusinessId, bool Paused, BusinessCounts Counts, IReadOnlyList<string> HeldBy, DateTimeOffset? NextAt, IReadOnlyList<DeliveryView> Deliveries,
    SettingsView Settings, CeilingsView Ceilings, EffectiveView Effective, UsageView? Usage)
{
    /// <summary>What had changed since the preview that was confirmed; absent without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ChangedSince? ChangedSince { get; init; }

    public static BusinessView Of(BusinessId id, BusinessSnapshot business, string carrier) => new(
        id.Value, business.Paused, BusinessCounts.Of(business), [.. business.Holds.Select(hold => hold.ToString())], business.NextAt, [.. business.Outboxes.Select(DeliveryView.Of)],
        SettingsView.Of(business.Settings, carrier), CeilingsView.Of(business.Settings.Ceilings ?? new BusinessCeilings()), EffectiveView.Of(business.InForce), UsageView.Of(business.Usage));
}

/// <summary>The pending deliveries of one receiver.</summary>
/// <param name="To">webhook or call_log.</param>
/// <param name="Pending">Ended calls that wait for delivery.</param>
/// <param name="GivenUp">Deliveries that were given up, in total.</param>
/// <param name="Problem">The last error; null when the last attempt succeeded.</param>
/// <param name="NextAt">The time of the next attempt.</param>
internal sealed record DeliveryView(string To, long Pending, long GivenUp, string? Problem, DateTimeOffset? NextAt)
{
    public static DeliveryView Of(OutboxSnapshot outbox) => new(outbox.Sink, outbox.Pending, outbox.GivenUp, outbox.Problem, outbox.NextAt);
}

/// <summary>The number of its calls in each state. total = waiting + delayed + active + completed + failed.</summary>
/// <param name="Failed">Calls that ended without being completed, including canceled ones.</param>
internal sealed record BusinessCounts(long Total, long Waiting, long Delayed, long Active, long Completed, long Failed, long Canceled)
{
    public static BusinessCounts Of(BusinessSnapshot business)
    {
        var numbers = QueueNumbers.Of(business);
        return new BusinessCounts(
            numbers.Total, numbers.Waiting, numbers.Delayed, numbers.Active, numbers.Completed, numbers.Failed, business.Counts.Canceled);
    }
}

/// <summary>The state of a business, as an event.</summary>
/// <param name="Runs">Its runs that have calls waiting or live.</param>
internal sealed record BusinessProgress(
    string BusinessId, bool Paused, int Slots, BusinessCounts Counts, IReadOnlyList<string> HeldBy, IReadOnlyList<RunView> Runs)
{
    public static BusinessProgress Of(BusinessId id, BusinessSnapshot business) => new(
        id.Value, business.Paused, business.InForce.Slots, BusinessCounts.Of(business), [.. business.Holds.Select(hold => hold.ToString())],
        [.. business.Runs.Select(run => RunView.Of(run, id, business.InForce.Slots))]);
}

/// <summary>The businesses that have stored data.</summary>
/// <param name="Next">The next page; absent at the end.</param>
internal sealed record BusinessPage(
    IReadOnlyList<BusinessView> Businesses, int Total, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);
