using System.Collections.Concurrent;
using System.Net;

namespace CallQueue.Access;

/// <summary>A token bucket for each sender's address, in bounded memory: buckets that are full again are forgotten. Thread-safe.</summary>
/// <param name="perSecond">Tokens that come back in a second.</param>
/// <param name="most">Tokens of a full bucket.</param>
internal sealed class AddressBuckets(double perSecond, double most, TimeProvider time)
{
    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private int _sweepAt = SweepAbove;

    /// <summary>Takes a token. False: there is none.</summary>
    public bool Take(IPAddress? address)
    {
        if (_buckets.Count > Volatile.Read(ref _sweepAt)) Sweep();
        Bucket bucket = _buckets.GetOrAdd(ClientAddress.NetworkOf(address), _ => new Bucket(most, time.GetTimestamp()));
        lock (bucket)
        {
            Refill(bucket);
            if (bucket.Tokens < 1) return false;
            bucket.Tokens--;
            return true;
        }
    }

    /// <summary>Whether there is a token.</summary>
    public bool HasAny(IPAddress? address)
    {
        if (!_buckets.TryGetValue(ClientAddress.NetworkOf(address), out Bucket? bucket)) return true;
        lock (bucket)
        {
            Refill(bucket);
            return bucket.Tokens >= 1;
        }
    }

    /// <summary>How many addresses are remembered.</summary>
    public int Count => _buckets.Count;

    private void Refill(Bucket bucket)
    {
        long now = time.GetTimestamp();
        bucket.Tokens = Math.Min(most, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond));
        bucket.At = now;
    }

    private void Sweep()
    {
        foreach ((string network, Bucket bucket) in _buckets)
        {
            lock (bucket)
            {
                Refill(bucket);
                if (bucket.Tokens >= most) _buckets.TryRemove(network, out _);
            }
        }

        // When most of them are in use, the next sweep waits until there are twice as many.
        Volatile.Write(ref _sweepAt, Math.Max(SweepAbove, 2 * _buckets.Count));
    }

    private sealed class Bucket(double tokens, long at)
    {
        public double Tokens { get; set; } = tokens;

        public long At { get; set; } = at;
    }
}
