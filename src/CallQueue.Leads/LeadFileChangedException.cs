namespace CallQueue.Leads;

/// <summary>A file was changed after it was checked. No call of its run is dialed, since the run is incomplete.</summary>
public sealed class LeadFileChangedException(string path) : IOException($"{path} was changed after it was checked")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
