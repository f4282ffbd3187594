namespace CallQueue.Leads.Sources;

/// <summary>A text whose beginning has been read already, from its beginning again.</summary>
internal sealed class StartedReader(ReadOnlyMemory<char> start, TextReader rest) : TextReader
{
    private ReadOnlyMemory<char> _start = start;

    public override int Peek() => _start.IsEmpty ? rest.Peek() : _start.Span[0];

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer) => _start.IsEmpty ? rest.Read(buffer) : TakeStart(buffer);

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
        _start.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(TakeStart(buffer.Span));

    private int TakeStart(Span<char> buffer)
    {
        int count = Math.Min(buffer.Length, _start.Length);
        _start.Span[..count].CopyTo(buffer);
        _start = _start[count..];
        return count;
    }
}
