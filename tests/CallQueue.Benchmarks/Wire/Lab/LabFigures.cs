using System.Collections.Concurrent;
using CallQueue.Benchmarks.Load;

namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>What the lab has seen since the last reset. Times are timestamps of the machine's steady clock, which all processes share.</summary>
/// <param name="Dials">Create requests.</param>
/// <param name="Ended">Ends whose webhook was answered with a success.</param>
/// <param name="Events">All webhooks that were answered with a success.</param>
/// <param name="Refused">Webhooks that were answered otherwise.</param>
/// <param name="Repeated">Create requests for a number that had been dialed before.</param>
/// <param name="MostLive">The most calls that were live at once.</param>
/// <param name="FirstDialAt">The first create request; 0: none.</param>
/// <param name="LastEndAt">When the last end was acknowledged.</param>
/// <param name="Turnarounds">How often a dial followed an end.</param>
/// <param name="TurnaroundP50">From an end being sent to the next dial, in milliseconds: the median.</param>
/// <param name="TurnaroundP99">The 99th percentile.</param>
internal sealed record LabFigures(
    int Dials, int Ended, int Events, int Refused, int Repeated, int MostLive, long FirstDialAt, long LastEndAt, int Turnarounds, double TurnaroundP50, double TurnaroundP99);

/// <summary>Counts for <see cref="LabFigures"/>. Thread-safe.</summary>
/// <param name="slots">How many dials come before the first one that follows an end.</param>
internal sealed class LabCounts(int slots)
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ConcurrentQueue<long> _ends = new();
    private readonly ConcurrentBag<double> _turnarounds = [];
    private readonly ConcurrentDictionary<string, bool> _numbers = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _dials;
    private int _ended;
    private int _events;
    private int _refused;
    private int _repeated;
    private int _live;
    private int _mostLive;
    private int _awaited = int.MaxValue;
    private long _firstDialAt;
    private long _lastEndAt;

    /// <summary>The number of a dial, counted from 1.</summary>
    public int Dialed(string to)
    {
        long now = _time.GetTimestamp();
        int number = Interlocked.Increment(ref _dials);
        if (number == 1) Volatile.Write(ref _firstDialAt, now);
        if (!_numbers.TryAdd(to, true)) Interlocked.Increment(ref _repeated);
        if (number > slots && _ends.TryDequeue(out long ended)) _turnarounds.Add(_time.GetElapsedTime(ended, now).TotalMilliseconds);
        int live = Interlocked.Increment(ref _live);
        for (int most = _mostLive; live > most; most = _mostLive) Interlocked.CompareExchange(ref _mostLive, live, most);
        return number;
    }

    /// <summary>The end of a call is being sent.</summary>
    public void Ending()
    {
        Interlocked.Decrement(ref _live);
        _ends.Enqueue(_time.GetTimestamp());
    }

    public void Answered(bool isEnd, bool isSuccess)
    {
        if (!isSuccess)
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        Interlocked.Increment(ref _events);
        if (!isEnd) return;
        Volatile.Write(ref _lastEndAt, _time.GetTimestamp());
        if (Interlocked.Increment(ref _ended) >= Volatile.Read(ref _awaited)) _reached.TrySetResult();
    }

    /// <summary>Completes once <paramref name="ended"/> calls have ended.</summary>
    public Task ReachAsync(int ended)
    {
        Volatile.Write(ref _awaited, ended);
        if (Volatile.Read(ref _ended) >= ended) _reached.TrySetResult();
        return _reached.Task;
    }

    public LabFigures Read()
    {
        var turnarounds = new Sample(_turnarounds);
        double At(double share) => turnarounds.Count == 0 ? 0 : turnarounds.At(share);
        return new LabFigures(_dials, _ended, _events, _refused, _repeated, _mostLive, _firstDialAt, _lastEndAt, turnarounds.Count, At(0.5), At(0.99));
    }
}
