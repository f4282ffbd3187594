using System.Text.Json.Serialization;
using CallQueue.Runs;

namespace CallQueue.Histories;

/// <summary>What happened in a business, or in one of its runs, over time.</summary>
/// <param name="RunId">Absent for the whole business.</param>
/// <param name="Resolution">minute, ten_minutes or day.</param>
/// <param name="SpanSeconds">How long each span is.</param>
/// <param name="Buckets">The spans from the first one in which something happened to the present one, without gaps.</param>
internal sealed record HistoryView(
    string BusinessId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RunId, string Resolution, int SpanSeconds, IReadOnlyList<HistoryBucketView> Buckets)
{
    public static HistoryView Of(BusinessId business, string? run, HistorySeries series) => new(
        business.Value, run, HistoryWords.Of(series.Resolution), (int)HistorySpans.LengthOf(series.Resolution).TotalSeconds, [.. series.Buckets.Select(HistoryBucketView.Of)]);
}

/// <summary>One span.</summary>
/// <param name="HeldSeconds">By reason; reasons that did not occur are left out.</param>
internal sealed record HistoryBucketView(
    DateTimeOffset At, long Submitted, long Dialed, long Answered, RunOutcomes Outcomes, long TalkSeconds, long Live, long Waiting, IReadOnlyDictionary<string, double> HeldSeconds)
{
    private static readonly Dictionary<string, double> Nothing = [];

    public static HistoryBucketView Of(HistoryBucket bucket) => new(
        bucket.At, bucket.Submitted, bucket.Dialed, bucket.Answered,
        new RunOutcomes(
            Ended(bucket, "completed"), Ended(bucket, "busy"), Ended(bucket, "no_answer"), Ended(bucket, "failed"), Ended(bucket, "canceled"), Ended(bucket, "rejected"), Ended(bucket, "expired"),
            Ended(bucket, "blocked"), Ended(bucket, "voicemail"), Ended(bucket, "no_agent")),
        bucket.TalkSeconds, bucket.Live, bucket.Waiting, bucket.Held ?? Nothing);

    private static long Ended(HistoryBucket bucket, string outcome) => bucket.Ended?.GetValueOrDefault(outcome) ?? 0;
}

/// <summary>The words of the resolutions.</summary>
internal static class HistoryWords
{
    /// <summary>In the order of <see cref="HistoryResolution"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["minute", "ten_minutes", "day"];

    public static string Of(HistoryResolution resolution) => All[(int)resolution];
}
