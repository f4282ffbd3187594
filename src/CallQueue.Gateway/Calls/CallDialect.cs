using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Jobs;

namespace CallQueue.Calls;

/// <summary>How one family of endpoints spells a call [X14].</summary>
/// <param name="Number">The field of the telephone number.</param>
/// <param name="Time">The field of the time not to dial before.</param>
/// <param name="Delay">The field of milliseconds to wait, instead of a time; null when the family has no such field.</param>
/// <param name="List">The calls of a bulk.</param>
/// <param name="Retry">Outcome retries of a call that names none, where its business has none either; null: the usual ones.</param>
internal sealed record CallDialect(TextField Number, ParsedField<WrittenTime> Time, WholeField? Delay, ListField List, RetryPolicy? Retry)
{
    /// <summary>The calls family [S3].</summary>
    public static CallDialect Calls { get; } = new(CallFields.PhoneNumber, CallFields.ScheduledAt, null, CallFields.Calls, CallSettings.Retry(CallSettings.DefaultMaxRetries, RetryYield.All));

    /// <summary>The job family [S1].</summary>
    public static CallDialect Jobs { get; } = new(JobFields.To, JobFields.ScheduleAt, JobFields.DelayMs, JobFields.Calls, null);

    /// <summary>
    /// Whether a call says what is to be said in a message [S1.11]. In the calls family a voice agent says it, so that a call may have none
    /// [S3.13, S3.20].
    /// </summary>
    public bool NeedsMessage => Delay is not null;

    /// <summary>Whether all fields are returned as they were sent, including those that we interpret [S1.11, S1.50].</summary>
    public bool KeepsAll => Delay is not null;
}
