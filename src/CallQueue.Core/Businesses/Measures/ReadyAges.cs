using CallQueue.Instruments;

namespace CallQueue.Businesses.Measures;

/// <summary>
/// No I/O: since when ready calls wait, from numbers alone: as if they left in the order in which they came. The sum of all waits is right in any order; which call
/// waited how long is not known, since no call stores a time for it. Calls that come within a second count as one arrival; in a long queue neighbours are joined at their mean.
/// </summary>
internal sealed class ReadyAges
{
    private const int Most = 512;

    private readonly List<Arrival> _arrivals = [];
    private int _first;
    private long _ready;

    /// <summary>Since when the first waits; null: none does.</summary>
    public DateTimeOffset? Since => _first < _arrivals.Count ? _arrivals[_first].First : null;

    /// <summary>A turn has left this many ready, after it leased some: the rest of the difference came, or left without a slot.</summary>
    public void Turned(long ready, int leased, DateTimeOffset now)
    {
        long came = ready + leased - _ready;
        if (came > 0) Add(came, now);
        else for (; came < 0 && Since is not null; came++) Take();
        _ready = ready;
    }

    /// <summary>The wait of the next call that was leased in the last turn.</summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        DateTimeOffset since = _first < _arrivals.Count ? _arrivals[_first].Mean : now;
        Take();
        return since < now ? now - since : TimeSpan.Zero;
    }

    private void Add(long calls, DateTimeOffset now)
    {
        if (_first < _arrivals.Count && now - _arrivals[^1].First is { Ticks: >= 0 and < TimeSpan.TicksPerSecond })
        {
            _arrivals[^1] = _arrivals[^1] with { Calls = _arrivals[^1].Calls + calls };
            return;
        }

        if (_arrivals.Count == Most) MakeRoom();
        _arrivals.Add(new Arrival(now, now, calls));
    }

    private void Take()
    {
        if (_first == _arrivals.Count) return;
        if (_arrivals[_first] is { Calls: > 1 } many)
        {
            _arrivals[_first] = many with { Calls = many.Calls - 1 };
            return;
        }

        if (++_first < _arrivals.Count) return;
        _arrivals.Clear();
        _first = 0;
    }

    private void MakeRoom()
    {
        _arrivals.RemoveRange(0, _first);
        _first = 0;
        if (_arrivals.Count < Most / 2) return;
        for (int i = 0; i < _arrivals.Count / 2; i++)
        {
            _arrivals[i] = _arrivals[2 * i].With(_arrivals[(2 * i) + 1]);
        }

        _arrivals.RemoveRange(_arrivals.Count / 2, _arrivals.Count - (_arrivals.Count / 2));
    }

    /// <param name="First">When the first of them came.</param>
    /// <param name="Mean">When they came on average.</param>
    /// <param name="Calls">How many there still are.</param>
    private readonly record struct Arrival(DateTimeOffset First, DateTimeOffset Mean, long Calls)
    {
        public Arrival With(Arrival later) => new(First, Mean + ((later.Mean - Mean) * ((double)later.Calls / (Calls + later.Calls))), Calls + later.Calls);
    }
}
