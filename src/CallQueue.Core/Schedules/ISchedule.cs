namespace CallQueue.Schedules;

/// <summary>A recurring call or run: its cron expression, its time zone and its occurrences.</summary>
public interface ISchedule;
