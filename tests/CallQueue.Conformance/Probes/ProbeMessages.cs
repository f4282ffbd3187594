namespace CallQueue.Conformance.Probes;

/// <summary>What an instance knows of itself.</summary>
/// <param name="Instance">Another one for each instance.</param>
/// <param name="Sum">What has been added, in this instance.</param>
/// <param name="Count">The durable counter as this instance believes it to be.</param>
public sealed record ProbeReport(string Instance, int Sum, int Count);

/// <summary>A record as the host holds it.</summary>
public sealed record ProbeRecord(byte[] Data, string? Version);

/// <summary>One write. No data deletes; an unconditional deletion takes any version.</summary>
public sealed record ProbeWrite(string Name, byte[]? Data, string? Expected, bool AnyVersion = false)
{
    public static ProbeWrite Create(string name, byte[] data) => new(name, data, null);

    public static ProbeWrite Replace(string name, byte[] data, string? version) => new(name, data, version);

    public static ProbeWrite Delete(string name) => new(name, null, null, AnyVersion: true);

    public static ProbeWrite Delete(string name, string? version) => new(name, null, version);
}

/// <summary>Ways to fail.</summary>
public enum ProbeFailure
{
    InvalidOperation,
    Argument,
    Storage,
    Canceled,
    Conflict,
}
