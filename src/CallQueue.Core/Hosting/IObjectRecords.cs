namespace CallQueue.Hosting;

/// <summary>
/// Records of a host that forecasts in memory: values are kept as objects and not serialized as JSON.
/// Only for hosts whose actors stay in memory as long as their records.
/// </summary>
public interface IObjectRecords : IRecords
{
    /// <summary>The value stored under a name, or null.</summary>
    object? Find(string name);

    /// <summary>Stores a value; null deletes it.</summary>
    void Keep(string name, object? value);
}
