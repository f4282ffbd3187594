using System.Numerics;
using System.Text.Json.Serialization;
using CallQueue.Instruments;

namespace CallQueue.Histories;

/// <summary>What happened in one span of time. The span begins at <see cref="At"/>, included, and ends where the next one begins.</summary>
public sealed record HistoryBucket
{
    /// <summary>The beginning (UTC), a multiple of the resolution.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Calls that were accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Submitted { get; init; }

    /// <summary>Create requests that the carrier received.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Dialed { get; init; }

    /// <summary>Calls that somebody, or a machine, answered, counted when they ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Answered { get; init; }

    /// <summary>Seconds of conversation, counted when the call ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long TalkSeconds { get; init; }

    /// <summary>The most calls that were live at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Live { get; init; }

    /// <summary>Calls that waited (ready or delayed) at the end of the span.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Waiting { get; init; }

    /// <summary>Calls that ended, by the word of their outcome; outcomes that did not occur are left out. Null: none.</summary>
    public IReadOnlyDictionary<string, long>? Ended { get; init; }

    /// <summary>Seconds in which ready calls were held back, by the word of the reason; reasons that did not occur are left out. Null: none.</summary>
    public IReadOnlyDictionary<string, double>? Held { get; init; }

    /// <summary>Whether nothing happened in it; calls may have waited.</summary>
    [JsonIgnore] internal bool IsEmpty => Submitted == 0 && Dialed == 0 && Answered == 0 && TalkSeconds == 0 && Live == 0 && Ended is null && Held is null;

    /// <summary>Both spans as one that begins where this one does; <paramref name="later"/> is the later one.</summary>
    internal HistoryBucket And(HistoryBucket later) => this with
    {
        Submitted = Submitted + later.Submitted,
        Dialed = Dialed + later.Dialed,
        Answered = Answered + later.Answered,
        TalkSeconds = TalkSeconds + later.TalkSeconds,
        Live = Math.Max(Live, later.Live),
        Waiting = later.Waiting,
        Ended = Sum(Ended, later.Ended),
        Held = Sum(Held, later.Held),
    };

    /// <summary>The same with what the counters say happened between two moments.</summary>
    internal HistoryBucket With(HistoryCounters before, HistoryCounters now) => this with
    {
        Submitted = Grown(Submitted, before.Submitted, now.Submitted),
        Dialed = Grown(Dialed, before.Dialed, now.Dialed),
        Answered = Grown(Answered, before.Answered, now.Answered),
        TalkSeconds = Grown(TalkSeconds, before.TalkSeconds, now.TalkSeconds),
        Live = Math.Max(Live, now.Live),
        Waiting = now.Waiting,
        Ended = EndsWith(before.Ended, now.Ended),
    };

    /// <summary>The same with a reason that held ready calls back for <paramref name="seconds"/>.</summary>
    internal HistoryBucket With(IReadOnlyList<string> reasons, double seconds)
    {
        Dictionary<string, double> held = Held is null ? [] : new(Held);
        foreach (string reason in reasons) held[reason] = Math.Round(held.GetValueOrDefault(reason) + seconds, 3);
        return this with { Held = held };
    }

    // What goes back in the counters was taken back, or waits again: it happened all the same.
    private static long Grown(long known, long before, long now) => known + Math.Max(0, now - before);

    private IReadOnlyDictionary<string, long>? EndsWith(IReadOnlyList<long> before, IReadOnlyList<long> now)
    {
        Dictionary<string, long>? ended = null;
        for (int i = 0; i < now.Count; i++)
        {
            long more = now[i] - (i < before.Count ? before[i] : 0);
            if (more <= 0) continue;
            ended ??= Ended is null ? [] : new(Ended);
            string word = Words.Of((Outcome)i);
            ended[word] = ended.GetValueOrDefault(word) + more;
        }

        return ended ?? Ended;
    }

    private static IReadOnlyDictionary<string, T>? Sum<T>(IReadOnlyDictionary<string, T>? one, IReadOnlyDictionary<string, T>? other) where T : INumber<T>
    {
        if (one is null || other is null) return one ?? other;
        Dictionary<string, T> sum = new(one);
        foreach ((string key, T value) in other) sum[key] = sum.TryGetValue(key, out T? known) ? known + value : value;
        return sum;
    }
}
