using CallQueue.Access;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Webhooks;

/// <summary>
/// Webhooks whose signature is wrong: their sender's address is charged for them, and the log gets one line a minute and carrier with their number, however many
/// come. Thread-safe.
/// </summary>
internal sealed class RefusedWebhooks(OpenLimits limits, ILogger<ProblemFilter> log, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Unwritten> _carriers = new(StringComparer.Ordinal);

    /// <summary>One with a wrong signature.</summary>
    public void Add(HttpContext http, string carrier)
    {
        limits.Refused(http);
        lock (_gate)
        {
            if (!_carriers.TryGetValue(carrier, out Unwritten? unwritten)) _carriers.Add(carrier, unwritten = new Unwritten());
            unwritten.Count++;

            // The timer runs since the last line; what comes in between waits for it.
            if (unwritten.Timer is null) Write(carrier, unwritten);
        }
    }

    /// <summary>One whose signature is right: its address is a carrier's.</summary>
    public void Genuine(HttpContext http) => limits.Genuine(http);

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Unwritten unwritten in _carriers.Values) unwritten.Timer?.Dispose();
        }
    }

    private void Write(string carrier, Unwritten unwritten)
    {
        log.Forged(carrier, unwritten.Count);
        unwritten.Count = 0;
        unwritten.Timer = time.CreateTimer(_ => MinuteOver(carrier, unwritten), null, Minute, Timeout.InfiniteTimeSpan);
    }

    private void MinuteOver(string carrier, Unwritten unwritten)
    {
        lock (_gate)
        {
            unwritten.Timer?.Dispose();
            unwritten.Timer = null;
            if (unwritten.Count > 0) Write(carrier, unwritten);
        }
    }

    private sealed class Unwritten
    {
        public long Count { get; set; }

        /// <summary>Until a minute after the last line; null: the next one is written at once.</summary>
        public ITimer? Timer { get; set; }
    }
}
