using CallQueue.Leads.Sources;
using Microsoft.Win32.SafeHandles;

namespace CallQueue.Lists;

/// <summary>An open file from its beginning, with a place of its own. Leaves the file open.</summary>
internal sealed class SpooledStream(SafeFileHandle file) : ForwardStream
{
    private long _place;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = RandomAccess.Read(file, buffer, _place);
        _place += read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await RandomAccess.ReadAsync(file, buffer, _place, cancellationToken);
        _place += read;
        return read;
    }
}
