using CallQueue.Businesses;
using CallQueue.Composition;

namespace CallQueue.Dialing;

/// <summary>Waits a moment, when all is over, for whoever hears of ends to be told the last ones.</summary>
internal static class LastEnds
{
    private const int Looks = 50;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits 5 s at most, then says what is left.</summary>
    public static async Task ToldAsync(IBusiness business, Surroundings around)
    {
        for (int look = 0; look < Looks && await PendingAsync(business) > 0 && !around.Interrupts.Once.IsCancellationRequested; look++)
            await Task.Delay(Between, around.Time);
        if (await PendingAsync(business) is var left and > 0)
            around.Say($"{left:N0} ends have not reached the call log or the webhook; they are kept in the data folder and sent when it is next opened (callqueue serve).");
    }

    private static async Task<long> PendingAsync(IBusiness business) => (await business.GetAsync()).Outboxes.Sum(outbox => outbox.Pending);
}
