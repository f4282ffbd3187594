namespace CallQueue.Schedules;

/// <summary>
/// A recurring call or run: its cron expression, its time zone and its occurrences. Each occurrence is submitted to the
/// business under its own name, so it happens only once even when it is retried. Commands are durable when they answer;
/// they throw <see cref="Hosting.UnavailableException"/> when the store failed.
/// </summary>
public interface ISchedule
{
    /// <summary>Makes it. The same content again changes nothing; other content is a conflict.</summary>
    Task<ScheduleAnswer> CreateAsync(ScheduleSpec spec);

    /// <summary>Replaces it; the next occurrence counts from now, and past occurrences are not repeated.</summary>
    Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec);

    /// <summary>The same, only while it does what the change was made from.</summary>
    Task<ScheduleAnswer> ReplaceAsync(ReplaceSchedule request);

    /// <summary>The state of the schedule; null when there is none of that name.</summary>
    Task<ScheduleSnapshot?> GetAsync();

    /// <summary>
    /// Pauses or resumes it: occurrences due during the pause are skipped. After a pause is answered no occurrence
    /// begins; an occurrence in progress is completed, and submitted calls continue. Null when there is none of that name.
    /// </summary>
    Task<ScheduleSnapshot?> PauseAsync(bool paused);

    /// <summary>Submits one extra occurrence now, even while others run; allowed while paused.</summary>
    Task<RunNowAnswer> RunNowAsync();

    /// <summary>Deletes it permanently; submitted calls continue. False when there was none.</summary>
    Task<bool> DeleteAsync();

    /// <summary>Something may be due: look. Harmless at any time.</summary>
    Task WakeAsync();
}
