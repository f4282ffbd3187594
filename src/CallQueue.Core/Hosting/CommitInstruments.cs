using System.Diagnostics.Metrics;
using CallQueue.Instruments;

namespace CallQueue.Hosting;

/// <summary>Commits of actors. Thread-safe.</summary>
internal sealed class CommitInstruments
{
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _size;
    private readonly Counter<long> _failures;

    public CommitInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create("CallQueue.Commits");
        _duration = meter.CreateHistogram("callqueue.commit.duration", "s", "How long the host took to store a commit.", advice: Buckets.Brief);
        _size = meter.CreateHistogram("callqueue.commit.size", "By", "Bytes of a commit: the root and the pages written with it.", advice: Buckets.Sizes);
        _failures = meter.CreateCounter<long>("callqueue.commit.failures", "{commit}", "Commits that were not stored; each ends an actor instance.");
    }

    /// <summary>The same for one kind of actor.</summary>
    /// <param name="actor">A word for the kind.</param>
    public CommitMeasures Of(string actor) => new(this, actor);

    /// <summary>Measures the commits of one kind of actor.</summary>
    public sealed class CommitMeasures(CommitInstruments owner, string actor)
    {
        private readonly KeyValuePair<string, object?> _actor = new(Tags.Actor, actor);

        /// <summary>Whether the duration or the size goes anywhere.</summary>
        public bool IsEnabled => owner._duration.Enabled || owner._size.Enabled;

        public void Saved(List<RecordWrite> batch, TimeSpan took)
        {
            long bytes = 0;
            foreach (RecordWrite write in batch) bytes += write.Data?.Length ?? 0;
            owner._duration.Record(took.TotalSeconds, _actor);
            owner._size.Record(bytes, _actor);
        }

        public void Failed(Exception why) => owner._failures.Add(1, _actor, new(Tags.Error, why is RecordConflictException ? "conflict" : "storage"));
    }
}
