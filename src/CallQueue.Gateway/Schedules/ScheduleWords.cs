namespace CallQueue.Schedules;

/// <summary>The policies of schedules as the API spells them.</summary>
internal static class ScheduleWords
{
    public const string DayMatches = "must be either or both";
    public const string SkippedTimes = "must be next_valid or skip";
    public const string DoubledTimes = "must be once or both";
    public const string Misfires = "must be skip, run_once or run_all";
    public const string Overlaps = "must be queue, skip or cancel_earlier";

    private static readonly Dictionary<string, DayMatch> Days = new() { ["either"] = DayMatch.Either, ["both"] = DayMatch.Both };
    private static readonly Dictionary<string, SkippedTime> Skipped = new() { ["next_valid"] = SkippedTime.NextValid, ["skip"] = SkippedTime.Skip };
    private static readonly Dictionary<string, DoubledTime> Doubled = new() { ["once"] = DoubledTime.Once, ["both"] = DoubledTime.Both };

    private static readonly Dictionary<string, MisfirePolicy> Missed = new()
    {
        ["skip"] = MisfirePolicy.Skip, ["run_once"] = MisfirePolicy.RunOnce, ["run_all"] = MisfirePolicy.RunAll,
    };

    private static readonly Dictionary<string, OverlapPolicy> Overlapping = new()
    {
        ["queue"] = OverlapPolicy.Queue, ["skip"] = OverlapPolicy.Skip, ["cancel_earlier"] = OverlapPolicy.CancelEarlier,
    };

    public static DayMatch? ParseDays(string word) => Find(Days, word);

    public static SkippedTime? ParseSkipped(string word) => Find(Skipped, word);

    public static DoubledTime? ParseDoubled(string word) => Find(Doubled, word);

    public static MisfirePolicy? ParseMisfire(string word) => Find(Missed, word);

    public static OverlapPolicy? ParseOverlap(string word) => Find(Overlapping, word);

    public static string Of(DayMatch days) => Word(Days, days);

    public static string Of(SkippedTime policy) => Word(Skipped, policy);

    public static string Of(DoubledTime policy) => Word(Doubled, policy);

    public static string Of(MisfirePolicy policy) => Word(Missed, policy);

    public static string Of(OverlapPolicy policy) => Word(Overlapping, policy);

    public static string Of(OccurrenceStatus status) => status switch
    {
        OccurrenceStatus.Pending => "pending",
        OccurrenceStatus.Fired => "fired",
        OccurrenceStatus.Skipped => "skipped",
        OccurrenceStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    private static T? Find<T>(Dictionary<string, T> words, string word) where T : struct => words.TryGetValue(word, out T policy) ? policy : null;

    private static string Word<T>(Dictionary<string, T> words, T policy) where T : struct => words.First(pair => pair.Value.Equals(policy)).Key;
}
