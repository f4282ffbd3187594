using CallQueue.Businesses;
using CallQueue.Calls;

namespace CallQueue.Runs;

/// <summary>
/// Submits a run part by part. Nothing is dialed before the last part has arrived. An interrupted submit continues at the same place when it is
/// repeated; the business takes back what had come when a part is refused.
/// </summary>
internal static class RunSubmit
{
    /// <param name="business">The run's business.</param>
    /// <param name="run">The run; its calls and their place are those of <paramref name="parts"/>.</param>
    /// <param name="parts">Its calls, in their order.</param>
    /// <returns>The answer that refused a part, or null; and whether anything was added.</returns>
    public static async Task<(EnqueueAnswer? Refusal, bool Added)> EnqueueAsync(IBusiness business, EnqueueCalls run, IAsyncEnumerable<IReadOnlyList<NewCall>> parts)
    {
        (bool added, int offset) = (false, 0);
        await foreach (IReadOnlyList<NewCall> part in parts)
        {
            EnqueueAnswer answer = await business.EnqueueAsync(run with { Offset = offset, Calls = part });
            if (answer is not EnqueueAnswer.Taken taken) return (answer, false);
            added |= taken.Added;
            if (!taken.Added && taken.Received >= run.Total) break;
            offset += part.Count;
        }

        return (null, added);
    }
}
