using Microsoft.Win32.SafeHandles;

namespace CallQueue.Hosting.Transfer;

/// <summary>Goes through a file line by line with one buffer, as large as its longest line. One reader; a handle may have several cursors.</summary>
internal sealed class LineCursor(SafeFileHandle file, long offset = 0, long number = 0)
{
    private byte[] _buffer = new byte[256 << 10];
    private long _read = offset;
    private int _start;
    private int _end;
    private int _length;
    private bool _isBegun;

    /// <summary>The current line's number, from 1.</summary>
    public long Number { get; private set; } = number;

    /// <summary>Where the current line begins in the file.</summary>
    public long Offset => _read - (_end - _start);

    /// <summary>The current line without its line feed. Valid until the next.</summary>
    public ReadOnlyMemory<byte> Line => _buffer.AsMemory(_start, _length);

    /// <summary>The current line with its line feed.</summary>
    public ReadOnlySpan<byte> WholeLine => _buffer.AsSpan(_start, _length + 1);

    /// <summary>Moves to the next line; false at the end of the file.</summary>
    /// <exception cref="TransferFileException">The last line has no line feed, or a line is too long.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        if (_isBegun) _start += _length + 1;
        _isBegun = true;
        Number++;
        _length = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + _length, _end - _start - _length).IndexOf((byte)'\n');
            if (found >= 0)
            {
                _length += found;
                return true;
            }

            _length = _end - _start;
            if (await FillAsync(cancellation)) continue;
            if (_length == 0) return false;
            throw new TransferFileException(Number, null, "the file is incomplete: it ends in the middle of this line; copy or export it again");
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _length);
            (_start, _end) = (0, _length);
        }

        if (_end == _buffer.Length) Grow();
        int count = await RandomAccess.ReadAsync(file, _buffer.AsMemory(_end), _read, cancellation);
        _end += count;
        _read += count;
        return count > 0;
    }

    private void Grow()
    {
        if (_buffer.Length >= TransferFormat.LongestLine) throw new TransferFileException(Number, null, "this line is too long for an export of callqueue");
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
