using CallQueue.Businesses;
using CallQueue.Runs;
using CallQueue.Streams;

namespace CallQueue.Events;

/// <summary>News of a run. Of a run that does not exist, or was deleted, it has only the topic's name.</summary>
internal sealed class RunSource(RunId id, IActors actors, TimeProvider time) : ITopicSource
{
    private readonly IRun _run = actors.Run(id);
    private long? _seen;
    private BusinessSnapshot? _owner;

    public async Task<TopicEvent> NextAsync()
    {
        // A run that does not exist can't be watched.
        if (_seen is < 0) await Task.Delay(EventStream.Heartbeat, time);
        RunSnapshot? run = await _run.WatchAsync(_seen ?? -1, _seen is null ? TimeSpan.Zero : EventStream.Heartbeat);
        _seen = run?.Stamp ?? -1;
        var nothing = new TopicEvent($"run:{id.Business}/{id.Name}");
        if (run is null) return nothing;

        // Of a run that is over nothing changes but that it is forgotten: its business is not activated again for it.
        bool isOver = run.Counts.Ended == run.Counts.Total;
        if (_owner is null || !isOver) _owner = await actors.Business(id.Business).GetAsync();
        RunView view = RunView.Of(run, id.Business, _owner.InForce.Slots) with { HeldBy = RunView.HoldsOf(run, _owner) };
        return nothing with { Run = view, Problems = isOver ? [] : TopicProblems.Of(_owner) };
    }
}
