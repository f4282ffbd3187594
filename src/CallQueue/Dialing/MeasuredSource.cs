using CallQueue.Leads;

namespace CallQueue.Dialing;

/// <summary>A list whose reading is shown as a progress bar: reports all bytes that were read so far. A check reads the list twice.</summary>
internal sealed class MeasuredSource(ILeadSource inner, IProgress<long> progress) : ILeadSource
{
    private long _read;

    public string Name => inner.Name;

    public LeadStamp Stamp() => inner.Stamp();

    public Stream Open() => new Measured(inner.Open(), count => progress.Report(_read += count));

    private sealed class Measured(Stream inner, Action<int> report) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken);
            report(read);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = inner.Read(buffer, offset, count);
            report(read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
