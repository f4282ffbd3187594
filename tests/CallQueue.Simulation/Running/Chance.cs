namespace CallQueue.Simulation.Running;

/// <summary>Seeded chance (splitmix64). One seed, one sequence, on every machine: that is what makes a failure replayable.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15 + 0x1234567;

    /// <summary>A stream of its own, so that one part's rolls do not shift another's.</summary>
    public Chance Fork() => new(NextBits());

    public ulong NextBits()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 up to, not including, <paramref name="end"/>.</summary>
    public int Below(int end) => end <= 1 ? 0 : (int)(((NextBits() >> 32) * (ulong)end) >> 32);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>0 up to, not including, 1.</summary>
    public double Fraction() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability; costs a roll even when that is 0, so that switching a fault off moves nothing else.</summary>
    public bool Of(double probability) => Fraction() < probability;

    public TimeSpan Between(TimeSpan low, TimeSpan high) => low + (high - low) * Fraction();

    /// <summary>Seconds, low to high.</summary>
    public TimeSpan Seconds(double low, double high) => TimeSpan.FromSeconds(low + (high - low) * Fraction());

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];
}
