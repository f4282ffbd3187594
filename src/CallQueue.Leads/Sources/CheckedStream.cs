namespace CallQueue.Leads.Sources;

/// <summary>A stream that is read once, checked while it is read: throws <see cref="UnreadableListException"/> where it stops being text.</summary>
internal sealed class CheckedStream(Stream inner) : ForwardStream
{
    private readonly TextCheck _check = new();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        if (read > 0) _check.Feed(buffer.Span[..read]);
        else if (!buffer.IsEmpty) _check.End();
        return _check.Problem is { } problem ? throw new UnreadableListException(problem) : read;
    }
}
