using CallQueue.Carriers;
using CallQueue.Trunks;

namespace CallQueue.Events;

/// <summary>News of the carrier accounts. A trunk has no watch: it is asked every two seconds, once for all who look.</summary>
internal sealed class TrunksSource(IActors actors, ICarriers carriers, TimeProvider time) : ITopicSource
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private bool _isFirst = true;

    public async Task<TopicEvent> NextAsync()
    {
        if (!_isFirst) await Task.Delay(Pause, time);
        _isFirst = false;
        TrunkView[] trunks = await TrunksApi.ViewAsync(actors, carriers);
        return new TopicEvent("trunks", Trunks: trunks, Problems: [.. trunks.SelectMany(TopicProblems.Of)]);
    }
}
