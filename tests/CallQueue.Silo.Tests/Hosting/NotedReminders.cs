using CallQueue.Grains;
using Orleans.Runtime;
using Orleans.Timers;

namespace CallQueue.Hosting;

/// <summary>The real reminders, until they are told to fail; notes which stand.</summary>
internal sealed class NotedReminders(IReminderRegistry reminders, AlarmLedger ledger, StorageSwitch isBroken, SiloLife life) : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        isBroken.ThrowIfBroken(life);
        ledger.Set(callingGrainId, dueTime);
        return await reminders.RegisterOrUpdateReminder(callingGrainId, reminderName, dueTime, period);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        isBroken.ThrowIfBroken(life);
        await reminders.UnregisterReminder(callingGrainId, reminder);
        ledger.Cleared(callingGrainId);
    }

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) => reminders.GetReminder(callingGrainId, reminderName);

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => reminders.GetReminders(callingGrainId);
}
