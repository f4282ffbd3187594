using System.Diagnostics.Metrics;
using CallQueue.Businesses.Measures;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;
using CallQueue.Instruments;
using CallQueue.Outboxes;
using CallQueue.Timing;
using CallQueue.Trunks;

namespace CallQueue;

/// <summary>
/// The instruments of the actors of one process. Recording does nothing while nobody listens. Attributes are bounded: words of this code, names of carriers and
/// sinks, never a telephone number or an id; ids of businesses only within <see cref="InstrumentOptions.Businesses"/>.
/// </summary>
public sealed class CallQueueInstruments
{
    /// <summary>The meters of this product, as a pattern for those who listen.</summary>
    public const string MeterPattern = "CallQueue.*";

    /// <param name="meters">Makes the meters.</param>
    /// <param name="time">The clock, for ages.</param>
    /// <param name="options">What is measured for each business.</param>
    public CallQueueInstruments(IMeterFactory meters, TimeProvider time, InstrumentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(time);
        Queues = new QueueInstruments(meters, time, options ?? new InstrumentOptions());
        Trunks = new TrunkInstruments(meters, time);
        Dials = new DialInstruments(meters);
        Deliveries = new DeliveryInstruments(meters);
        Commits = new CommitInstruments(meters);
        Alarms = new AlarmInstruments(meters);
    }

    /// <summary>Measures nothing: for plans, exports and tests. Nobody listens to its meter.</summary>
    public static CallQueueInstruments None { get; } = new(new SilentMeters(), TimeProvider.System);

    /// <summary>Durable alarms and timers, for the host that keeps them.</summary>
    public AlarmInstruments Alarms { get; }

    internal QueueInstruments Queues { get; }

    internal TrunkInstruments Trunks { get; }

    internal DialInstruments Dials { get; }

    internal DeliveryInstruments Deliveries { get; }

    internal CommitInstruments Commits { get; }

    private sealed class SilentMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new("unobserved");

        public void Dispose()
        {
        }
    }
}
