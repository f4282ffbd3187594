namespace CallQueue.Leads;

/// <summary>A file is no longer what it was when it was checked. Nothing of its run is dialed, as its calls are not all there.</summary>
public sealed class LeadFileChangedException(string path) : IOException($"{path} was changed after it was checked")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
