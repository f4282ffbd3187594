using CallQueue.Leads;
using CallQueue.Leads.Sources;

namespace CallQueue.Dialing;

/// <summary>A list whose reading is shown as a progress bar: reports all bytes that were read so far. A check reads the list twice.</summary>
internal sealed class MeasuredSource(ILeadSource inner, IProgress<long> progress) : ILeadSource
{
    private long _read;

    public string Name => inner.Name;

    public LeadStamp Stamp() => inner.Stamp();

    public Stream Open() => new Measured(inner.Open(), count => progress.Report(_read += count));

    private sealed class Measured(Stream inner, Action<int> report) : ForwardStream
    {
        public override long Length => inner.Length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken);
            report(read);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = inner.Read(buffer, offset, count);
            report(read);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
