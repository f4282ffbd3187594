using System.Text.Json.Serialization;
using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

/// <summary>The recording of an attempt as it is stored.</summary>
internal sealed record RecordingRecord
{
    public required RecordingState State { get; init; }

    /// <summary>The carrier's id of it.</summary>
    public string? Id { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>When the carrier's notice was first taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The business has it for its sinks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Told { get; init; }
}

/// <summary>No I/O: what a carrier's notices make of an attempt's recording.</summary>
internal static class RecordingSteps
{
    /// <summary>The recording after a notice. One that can be heard stays so; the others give way to it.</summary>
    public static RecordingRecord? Learn(RecordingRecord? known, CarrierRecording? news, DateTimeOffset now) => (known, news) switch
    {
        (_, null) or ({ State: RecordingState.Ready }, _) => known,
        ({ } same, { } again) when same.State == again.State => known,
        ({ }, { State: not RecordingState.Ready }) => known,
        _ => new RecordingRecord { State = news!.State, Id = news.Id, Duration = news.Duration, At = now },
    };

    /// <summary>The record after a notice about one of its attempts, which may be an earlier one; null when it changes nothing.</summary>
    public static CallRecord? Learn(CallRecord record, string token, CarrierReport report, DateTimeOffset now)
    {
        for (int i = 0; i < record.Past.Count; i++)
        {
            AttemptRecord attempt = record.Past[i];
            if (attempt.Token != token || (attempt.CarrierCall is { } call && call != report.Call)) continue;
            RecordingRecord? learned = Learn(attempt.Recording, report.Recording, now);
            return learned == attempt.Recording ? null : Replace(record, attempt, attempt with { Recording = learned });
        }

        return null;
    }

    /// <summary>The attempts whose recording is ready, and whose business does not have it yet.</summary>
    public static IEnumerable<AttemptRecord> Untold(CallRecord record) =>
        (record.Current is { } current ? record.Past.Append(current) : record.Past).Where(attempt => attempt.Recording is { State: RecordingState.Ready, Told: false });

    /// <summary>The record once the business has what <see cref="Untold"/> named.</summary>
    public static CallRecord Told(CallRecord record, string token)
    {
        AttemptRecord? attempt = record.Past.Concat(record.Current is { } current ? [current] : []).FirstOrDefault(one => one.Token == token);
        return attempt?.Recording is { } recording ? Replace(record, attempt, attempt with { Recording = recording with { Told = true } }) : record;
    }

    private static CallRecord Replace(CallRecord record, AttemptRecord old, AttemptRecord changed) => record.Current?.Token == old.Token
        ? record with { Current = changed }
        : record with { Past = [.. record.Past.Select(attempt => attempt.Token == old.Token ? changed : attempt)] };
}
