namespace CallQueue.Evidence;

/// <summary>No I/O: rows to bytes and back. The order of the fields is part of the stored format; a new kind of row gets a number of its own.</summary>
internal static class RowCodec
{
    private const byte Dial = 1;
    private const byte End = 2;

    /// <summary>The bytes that are hashed.</summary>
    public static byte[] Canonical(LedgerRow row) => Write(row, new RowWriter());

    /// <summary>The bytes that a page stores.</summary>
    public static byte[] Packed(LedgerRow row, List<string> texts) => Write(row, new RowWriter(texts));

    /// <summary>A row from its bytes.</summary>
    /// <param name="number">Its place in the ledger, which its page knows.</param>
    /// <param name="texts">Those of the page; null: the bytes are canonical.</param>
    /// <exception cref="FormatException">The bytes are not those of a row.</exception>
    public static LedgerRow Read(long number, ReadOnlySpan<byte> bytes, IReadOnlyList<string>? texts)
    {
        var reader = new RowReader(bytes, texts);
        byte kind = reader.Byte();
        DateTimeOffset at = At(reader.Number());
        int person = reader.Int();
        byte[] personal = reader.Bytes().ToArray();
        LedgerRow row = kind switch
        {
            Dial => new DialRow
            {
                Number = number, At = at, Person = person, Sealed = personal, Lease = reader.Number(), Run = reader.Text(), Index = reader.Int(), Attempt = reader.Int(),
                Trunk = reader.Text() ?? "", Zone = reader.Text() ?? "", Offset = Offset(reader.Int()), Window = reader.Text(), From = reader.Text(),
                EverybodyList = reader.Optional(), OwnList = reader.Optional(), Caps = reader.Text(), Called = (int?)reader.Optional(),
            },
            End => new EndRow
            {
                Number = number, At = at, Person = person, Sealed = personal, Dial = reader.Number(), Outcome = Outcome(reader.Optional()),
                Talk = reader.Optional() is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            },
            _ => throw new FormatException($"{kind} is not a kind of ledger row"),
        };
        return reader.IsAtEnd ? row : throw new FormatException("a ledger row has bytes after its end");
    }

    private static byte[] Write(LedgerRow row, RowWriter to)
    {
        to.Byte(row is DialRow ? Dial : End).Number(row.At.ToUnixTimeMilliseconds()).Number(row.Person).Bytes(row.Sealed.Span);
        if (row is DialRow dial)
        {
            to.Number(dial.Lease).Text(dial.Run).Number(dial.Index).Number(dial.Attempt)
                .Text(dial.Trunk).Text(dial.Zone).Number((long)dial.Offset.TotalMinutes + DayMinutes).Text(dial.Window).Text(dial.From)
                .Optional(dial.EverybodyList).Optional(dial.OwnList).Text(dial.Caps).Optional(dial.Called);
        }
        else if (row is EndRow end)
        {
            to.Number(end.Dial).Optional((long?)end.Outcome).Optional(end.Talk is { } talk ? (long)talk.TotalSeconds : null);
        }

        return to.ToArray();
    }

    /// <summary>Added to offsets, so that none is negative.</summary>
    private const int DayMinutes = 24 * 60;

    private static TimeSpan Offset(int minutes) =>
        minutes is >= DayMinutes - 14 * 60 and <= DayMinutes + 14 * 60 ? TimeSpan.FromMinutes(minutes - DayMinutes) : throw new FormatException("a ledger row has no such offset");

    private static DateTimeOffset At(long milliseconds) =>
        milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : throw new FormatException("a ledger row has no such time");

    /// <summary>Outcomes are stored by their numbers, so new ones go to the end of the enum.</summary>
    private static Outcome? Outcome(long? value) =>
        value is null ? null : Enum.IsDefined((Outcome)value) ? (Outcome)value : throw new FormatException($"{value} is not an outcome");
}
