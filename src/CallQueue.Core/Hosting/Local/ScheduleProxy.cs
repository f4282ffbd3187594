using CallQueue.Schedules;

namespace CallQueue.Hosting.Local;

internal sealed class ScheduleProxy(ITurns turns, ActorAddress address) : ActorProxy<ISchedule>(turns, address), ISchedule;
