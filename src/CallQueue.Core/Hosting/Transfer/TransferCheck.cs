using System.Security.Cryptography;
using CallQueue.Hosting.Local;
using Microsoft.Win32.SafeHandles;

namespace CallQueue.Hosting.Transfer;

/// <summary>Reads an export once from its first to its last line and keeps only counts.</summary>
internal sealed class TransferCheck(SafeFileHandle file) : IDisposable
{
    private readonly LineCursor _cursor = new(file);
    private readonly ContentsTally _tally = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<ActorAddress> _businesses = [];
    private ActorAddress? _actor;
    private string? _name;

    public TransferHeader Header { get; private set; } = null!;

    public TransferContents Contents { get; private set; } = null!;

    public IReadOnlyList<ActorAddress> Businesses => _businesses;

    /// <summary>Where the lines of records end: that offset, and the lines before it.</summary>
    public (long Offset, long Lines)? RecordsEnd { get; private set; }

    /// <exception cref="TransferFileException">The file is not whole, or no export.</exception>
    public async Task RunAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        if (!await _cursor.NextAsync(cancellation)) throw new TransferFileException(1, null, "the file is empty");
        Header = EdgeLines.Header(_cursor.Line);
        _hash.AppendData(_cursor.WholeLine);
        while (await _cursor.NextAsync(cancellation))
        {
            if (EdgeLines.IsTrailer(_cursor.Line.Span))
            {
                await EndAsync(cancellation);
                return;
            }

            Take(TransferLine.Parse(_cursor.Line, _cursor.Number));
            _hash.AppendData(_cursor.WholeLine);
            if ((_cursor.Number & 0xFFF) == 0) progress?.Report(_cursor.Offset);
        }

        throw new TransferFileException(_cursor.Number, null, "the last line is missing: the file is incomplete; copy or export it again");
    }

    public void Dispose() => _hash.Dispose();

    private void Take(TransferLine line)
    {
        if (line.Name is { } name) TakeRecord(line, name);
        else TakeAlarm(line);
        _actor = line.Actor;
    }

    private void TakeRecord(TransferLine line, string name)
    {
        bool isInOrder = RecordsEnd is null && (_actor is not { } last || TransferOrder.IsNext(last, _name, line.Actor, name));
        if (!isInOrder) throw new TransferFileException(_cursor.Number, null, "is out of order, or appears twice; export again");
        if (line.Actor.Kind == LocalActors.BusinessKind && line.Actor != _actor) _businesses.Add(line.Actor);
        _name = name;
        _tally.Record(line.Actor, name, line.Data.Span);
    }

    private void TakeAlarm(TransferLine line)
    {
        if (RecordsEnd is null) RecordsEnd = (_cursor.Offset, _cursor.Number - 1);
        else if (TransferFormat.Compare(_actor!.Value, line.Actor) >= 0) throw new TransferFileException(_cursor.Number, null, "is out of order, or appears twice; export again");
        _tally.Alarm();
    }

    private async Task EndAsync(CancellationToken cancellation)
    {
        RecordsEnd ??= (_cursor.Offset, _cursor.Number - 1);
        EdgeLines.CheckTrailer(_cursor.Line, _cursor.Number, _tally, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        long bytes = _cursor.Offset + _cursor.WholeLine.Length;
        if (await _cursor.NextAsync(cancellation)) throw new TransferFileException(_cursor.Number, null, "the file has data after its last line; copy or export it again");
        Contents = _tally.ToContents(bytes);
    }
}
