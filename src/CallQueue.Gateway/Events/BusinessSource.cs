using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Streams;

namespace CallQueue.Events;

/// <summary>
/// News of a business. What its calls do at the carrier is known by the calls alone. They are asked while there are so few that a person could follow
/// them, and once a second at most: a busy business is not slowed down by those who look at it.
/// </summary>
internal sealed class BusinessSource(BusinessId id, IActors actors, ICarriers carriers, TimeProvider time) : ITopicSource
{
    /// <summary>Above that rate calls come and go faster than anybody reads.</summary>
    private const double MostEndedPerMinute = 600;

    private const int MostFollowed = 60;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly IBusiness _business = actors.Business(id);
    private Dictionary<string, CallFacts> _followed = [];
    private string? _stamp;
    private long? _lookedAt;
    private bool _follows;

    public async Task<TopicEvent> NextAsync()
    {
        BusinessSnapshot now = await _business.WatchAsync(_stamp, _follows ? 2 * BetweenLooks : EventStream.Heartbeat);
        _stamp = now.Stamp;
        _follows = now.Live.Count is > 0 and <= MostFollowed && now.Pace.EndedPerMinute <= MostEndedPerMinute;
        if (!_follows) _followed = [];
        else if (_lookedAt is not { } at || time.GetElapsedTime(at) >= BetweenLooks) await LookAsync();
        return new TopicEvent(
            $"business:{id}", BusinessView.Of(id, now, carriers.For(id).Name), [.. now.Live.Take(LeaseView.Most).Select(lease => LeaseView.Of(lease, _followed.GetValueOrDefault(lease.Call)))],
            BusinessProgress.Of(id, now).Runs, Problems: TopicProblems.Of(now));
    }

    private async Task LookAsync()
    {
        _lookedAt = time.GetTimestamp();
        (IReadOnlyList<CallFacts> live, _) = await CallFinder.ListAsync(actors, id, new ListCalls(QueuePart.Live, 0, MostFollowed), time);

        // A call that has ended meanwhile gives its slot back in a moment.
        _followed = live.Where(call => call.Status is CallStatus.Dialing or CallStatus.Queued or CallStatus.Ringing or CallStatus.InProgress).ToDictionary(call => call.Id.Name, StringComparer.Ordinal);
    }
}
