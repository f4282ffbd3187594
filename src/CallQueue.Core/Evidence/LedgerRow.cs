namespace CallQueue.Evidence;

/// <summary>One row of a business's dial ledger. What names a person is encrypted with the person's key on the row's page.</summary>
public abstract record LedgerRow
{
    /// <summary>Its place in the ledger: 0 is the first row ever.</summary>
    public required long Number { get; init; }

    /// <summary>When it happened (UTC), to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The place of the person's key among those of the page.</summary>
    public required int Person { get; init; }

    /// <summary>The personal part, encrypted.</summary>
    public required ReadOnlyMemory<byte> Sealed { get; init; }
}

/// <summary>A number is dialed: why that was allowed. <see cref="LedgerRow.At"/> is the time of the stored intent.</summary>
public sealed record DialRow : LedgerRow
{
    /// <summary>The slot under which it was dialed; unique within the business.</summary>
    public required long Lease { get; init; }

    /// <summary>Its run; null for a call submitted alone, whose name is part of what is encrypted.</summary>
    public string? Run { get; init; }

    /// <summary>Its place in its run, 0 is the first.</summary>
    public int Index { get; init; }

    /// <inheritdoc cref="DialFacts.Attempt"/>
    public required int Attempt { get; init; }

    /// <inheritdoc cref="DialFacts.Trunk"/>
    public required string Trunk { get; init; }

    /// <inheritdoc cref="DialFacts.Zone"/>
    public required string Zone { get; init; }

    /// <summary>What the clocks of <see cref="Zone"/> were ahead of UTC.</summary>
    public required TimeSpan Offset { get; init; }

    /// <inheritdoc cref="DialFacts.Window"/>
    public string? Window { get; init; }

    /// <inheritdoc cref="DialFacts.From"/>
    public string? From { get; init; }

    /// <inheritdoc cref="DialFacts.EverybodyList"/>
    public long? EverybodyList { get; init; }

    /// <inheritdoc cref="DialFacts.OwnList"/>
    public long? OwnList { get; init; }

    /// <inheritdoc cref="DialFacts.Caps"/>
    public string? Caps { get; init; }

    /// <inheritdoc cref="DialFacts.Called"/>
    public int? Called { get; init; }

    /// <summary>The time on the clocks where the person is.</summary>
    public DateTimeOffset LocalTime => At.ToOffset(Offset);
}

/// <summary>How a dial ended.</summary>
public sealed record EndRow : LedgerRow
{
    /// <summary>The number of the dial's row.</summary>
    public required long Dial { get; init; }

    /// <summary>Null: certainly not placed.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>How long was talked, in whole seconds; null: nobody answered, or it is not known.</summary>
    public TimeSpan? Talk { get; init; }
}

/// <summary>The personal part of a row, decrypted.</summary>
public sealed record PersonalPart
{
    /// <summary>Of a dial: whom it was to reach.</summary>
    public string? To { get; init; }

    /// <summary>Of a dial: what was given as proof of consent; null: nothing.</summary>
    public string? Consent { get; init; }

    /// <summary>Of a dial of a call submitted alone: the call's name, which its submitter may have chosen.</summary>
    public string? Call { get; init; }

    /// <summary>Of an end: the carrier's id of the call, by which the carrier can name the person; null: it gave none.</summary>
    public string? CarrierCall { get; init; }
}
