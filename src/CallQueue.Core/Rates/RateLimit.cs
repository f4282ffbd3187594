using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace CallQueue.Rates;

/// <summary>
/// No I/O: any number of "n dials per period", each exact in every sliding period: a dial stops counting one period after
/// the instant by which the carrier had certainly received it, and a dial still in progress counts always. Times are rounded up
/// (never down) to a thousandth of the period where a rule allows more than a thousand dials.
/// </summary>
internal sealed class RateLimit
{
    private readonly List<Window> _windows;

    public RateLimit(IReadOnlyList<RateRule> rules, IReadOnlyList<IReadOnlyList<RateStamp>> stamps) =>
        _windows = [.. rules.Select((rule, i) => new Window(rule, i < stamps.Count ? stamps[i] : []))];

    public IReadOnlyList<IReadOnlyList<RateStamp>> ToRecord() => [.. _windows.Select(window => window.ToRecord())];

    /// <summary>The same history under other rules: what the rule with the longest period remembers continues counting.</summary>
    public RateLimit Under(IReadOnlyList<RateRule> rules)
    {
        IReadOnlyList<RateStamp> longest = _windows.MaxBy(window => window.Period)?.ToRecord() ?? [];
        return new RateLimit(rules, [.. rules.Select(_ => longest)]);
    }

    /// <summary>How many dials may start now, beside <paramref name="underWay"/> that have not been received yet.</summary>
    public int Free(DateTimeOffset now, int underWay) =>
        Math.Max(0, _windows.Count == 0 ? int.MaxValue : _windows.Min(window => window.Free(now, underWay)));

    /// <summary>When the next dial may start, if none is free now because of dials received; null when waiting for dials in progress, or when one is free.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset now) => NextAt(now, 1);

    /// <summary>When <paramref name="wanted"/> dials may have started, if that is later than now.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset now, int wanted) =>
        _windows.Select(window => window.NextAt(now, wanted)).Max();

    /// <summary>A dial had been received by <paramref name="at"/>.</summary>
    public void Record(DateTimeOffset at)
    {
        foreach (Window window in _windows) window.Record(at);
    }

    private sealed class Window(RateRule rule, IReadOnlyList<RateStamp> stamps)
    {
        private readonly LinkedList<RateStamp> _stamps = new(stamps);
        private readonly long _grain = rule.Count <= 1000 ? 1 : Math.Max(1, rule.Period.Ticks / 1000);

        /// <summary>All dials in <see cref="_stamps"/>: asked far more often than changed.</summary>
        private int _dials = stamps.Sum(stamp => stamp.Count);

        public TimeSpan Period => rule.Period;

        public IReadOnlyList<RateStamp> ToRecord() => [.. _stamps];

        public int Free(DateTimeOffset now, int underWay)
        {
            Expire(now);
            return rule.Count - underWay - _dials;
        }

        public DateTimeOffset? NextAt(DateTimeOffset now, int wanted)
        {
            Expire(now);
            int free = rule.Count - _dials;
            foreach (RateStamp stamp in _stamps)
            {
                if (free >= Math.Min(wanted, rule.Count)) break;
                free += stamp.Count;
                if (free >= Math.Min(wanted, rule.Count)) return new DateTimeOffset(stamp.Ticks + rule.Period.Ticks, TimeSpan.Zero);
            }

            return null;
        }

        public void Record(DateTimeOffset at)
        {
            long ticks = (at.UtcTicks + _grain - 1) / _grain * _grain;
            RateStamp? last = _stamps.Last?.Value;
            if (last is not null && ticks <= last.Ticks) _stamps.Last!.Value = last with { Count = last.Count + 1 };
            else _stamps.AddLast(new RateStamp(ticks, 1));
            _dials++;
        }

        private void Expire(DateTimeOffset now)
        {
            while (_stamps.First is { } first && first.Value.Ticks + rule.Period.Ticks <= now.UtcTicks)
            {
                _dials -= first.Value.Count;
                _stamps.RemoveFirst();
            }
        }
    }
}

internal sealed record RateStamp(long Ticks, int Count);
