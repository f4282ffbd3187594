namespace CallQueue.Simulation.Running;

/// <summary>A promise of the design did not hold in this seed. Says everything that is needed to see it again.</summary>
internal sealed class PromiseBrokenException(ulong seed, string promise, DateTimeOffset at, string what, string? state = null)
    : Exception($"seed {seed}, {promise}, at {at:yyyy-MM-dd HH:mm:ss.fff}: {what}\n" +
        $"replay: dotnet run --project tests/CallQueue.Simulation -c Release -- --seed {seed} --verbose{(state is null ? "" : "\n" + state)}")
{
    public ulong Seed => seed;

    /// <summary>Which promise, as in docs/design.md#promises (P1 to P10), or "host" for an offence against the host contract.</summary>
    public string Promise => promise;

    public string What => what;
}
