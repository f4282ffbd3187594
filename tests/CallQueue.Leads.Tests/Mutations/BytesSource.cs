namespace CallQueue.Leads.Tests.Mutations;

/// <summary>A list in memory.</summary>
internal sealed class BytesSource(byte[] bytes) : ILeadSource
{
    public string Name => "list.csv";

    public Stream Open() => new MemoryStream(bytes, writable: false);

    public LeadStamp Stamp() => new(bytes.Length, DateTime.UnixEpoch);
}
