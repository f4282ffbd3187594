using CallQueue.Businesses;
using CallQueue.Composition;

namespace CallQueue.Dialing;

/// <summary>Waits a moment at the end of a run for the delivery of the last ended calls to the webhook and the call log.</summary>
internal static class LastEnds
{
    private const int Looks = 50;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits at most 5 s, then reports what is left.</summary>
    public static async Task ToldAsync(IBusiness business, CommandContext context)
    {
        for (int look = 0; look < Looks && await PendingAsync(business) > 0 && !context.Interrupts.Once.IsCancellationRequested; look++)
            await Task.Delay(Between, context.Time);
        if (await PendingAsync(business) is var left and > 0)
            context.Say($"{left:N0} ended calls were not delivered to the call log or the webhook; they are stored in the data folder and delivered when it is next opened (callqueue serve).");
    }

    private static async Task<long> PendingAsync(IBusiness business) => (await business.GetAsync()).Outboxes.Sum(outbox => outbox.Pending);
}
