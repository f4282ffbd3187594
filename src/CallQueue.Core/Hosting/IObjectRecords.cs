namespace CallQueue.Hosting;

/// <summary>
/// Records of a host that plays ahead in memory: values are kept as they are, so nothing is written as JSON and read back.
/// Only where an actor lives as long as its records.
/// </summary>
public interface IObjectRecords : IRecords
{
    /// <summary>The value kept under a name, or null.</summary>
    object? Find(string name);

    /// <summary>Keeps a value; null deletes.</summary>
    void Keep(string name, object? value);
}
