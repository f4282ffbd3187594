using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Nodes;

/// <summary>How often what goes wrong, as probabilities per operation. All zero in calm weather.</summary>
internal sealed record FaultRates
{
    public static FaultRates None { get; } = new();

    /// <summary>A call between actors never arrives.</summary>
    public double RequestLost { get; init; }

    /// <summary>A call between actors runs, and its answer never arrives.</summary>
    public double ReplyLost { get; init; }

    /// <summary>A save fails before its record is written; half of these in the middle of a batch.</summary>
    public double SaveFails { get; init; }

    /// <summary>A save fails and its record is written all the same.</summary>
    public double SaveFailsAfterWriting { get; init; }

    public double LoadFails { get; init; }

    /// <summary>A store operation takes up to two seconds.</summary>
    public double SlowStore { get; init; }

    /// <summary>A call between actors takes up to two seconds.</summary>
    public double SlowWire { get; init; }
}

/// <summary>The faults in force now, and the rolls for them.</summary>
internal sealed class Faults(Chance chance)
{
    public FaultRates Rates { get; set; } = FaultRates.None;

    /// <summary>The store of a fast host answers before its caller looks away (no real await).</summary>
    public bool StoreMayAnswerAtOnce { get; set; }

    /// <summary>Calls arrive in the order in which they were made, as inside one process.</summary>
    public bool WireKeepsOrder { get; set; }

    public Chance Chance => chance;

    public bool RequestLost() => chance.Of(Rates.RequestLost);

    public bool ReplyLost() => chance.Of(Rates.ReplyLost);

    public bool SaveFails() => chance.Of(Rates.SaveFails);

    public bool SaveFailsAfterWriting() => chance.Of(Rates.SaveFailsAfterWriting);

    public bool LoadFails() => chance.Of(Rates.LoadFails);

    public bool AnswersAtOnce() => StoreMayAnswerAtOnce && chance.Of(0.5);

    public TimeSpan StoreTime() => chance.Of(Rates.SlowStore) ? chance.Seconds(0.1, 2) : chance.Seconds(0, 0.004);

    public TimeSpan WireTime() => WireKeepsOrder ? TimeSpan.Zero : chance.Of(Rates.SlowWire) ? chance.Seconds(0.1, 2) : chance.Of(0.4) ? TimeSpan.Zero : chance.Seconds(0, 0.002);

    /// <summary>Until a caller learns that the other side is gone.</summary>
    public TimeSpan TimeToNoticeLoss() => chance.Of(0.7) ? chance.Seconds(0, 1) : chance.Seconds(1, 30);
}

/// <summary>The process that ran an actor is gone, or never answered: nobody knows whether the call was carried out.</summary>
internal sealed class NodeLostException(string what) : IOException(what);
