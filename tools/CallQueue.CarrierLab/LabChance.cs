using System.Collections.Concurrent;

namespace CallQueue.CarrierLab;

/// <summary>Decides what goes wrong: first whatever a test has scripted, then by the options' chances. Thread-safe.</summary>
public sealed class LabChance
{
    private readonly LabOptions _options;
    private readonly Random _random;
    private readonly Lock _rolling = new();
    private readonly int _weights;
    private readonly long _begun = TimeProvider.System.GetTimestamp();

    public LabChance(LabOptions options)
    {
        _options = options;
        _random = options.Seed is { } seed ? new Random(seed) : new Random();
        _weights = options.Ends.Values.Sum();
    }

    /// <summary>Faults of the next creates, in order; null: none for that one.</summary>
    public ConcurrentQueue<CreateFault?> NextCreates { get; } = new();

    /// <summary>Ends of the next calls, in order.</summary>
    public ConcurrentQueue<LabEnd> NextEnds { get; } = new();

    /// <summary>The ways of the next verdicts, in order.</summary>
    public ConcurrentQueue<LabVerdict> NextVerdicts { get; } = new();

    /// <summary>Whether machines answer the next calls, in order.</summary>
    public ConcurrentQueue<bool> NextMachines { get; } = new();

    public bool IsMachine() => NextMachines.TryDequeue(out bool scripted) ? scripted : Happens(_options.Machines);

    public LabVerdict Verdict()
    {
        if (NextVerdicts.TryDequeue(out LabVerdict scripted)) return scripted;
        double point = Roll() * _options.Verdicts.Values.Sum();
        foreach ((LabVerdict verdict, int weight) in _options.Verdicts)
            if ((point -= weight) < 0) return verdict;
        return LabVerdict.Prompt;
    }

    public CreateFault? Create()
    {
        if (NextCreates.TryDequeue(out CreateFault? scripted)) return scripted;
        if (_options.OutageSeconds is { } outage && TimeProvider.System.GetElapsedTime(_begun).TotalSeconds is var since && since >= outage.From && since < outage.To) return CreateFault.Throttle;
        double roll = Roll();
        if ((roll -= _options.Lose) < 0) return CreateFault.LoseAfter;
        if ((roll -= _options.LoseBefore) < 0) return CreateFault.LoseBefore;
        if ((roll -= _options.Throttle) < 0) return CreateFault.Throttle;
        if ((roll -= _options.Error) < 0) return CreateFault.ErrorAfter;
        return roll - _options.ErrorBefore < 0 ? CreateFault.ErrorBefore : null;
    }

    public LabEnd End()
    {
        if (NextEnds.TryDequeue(out LabEnd? scripted)) return scripted;
        double point = Roll() * _weights;
        foreach ((string word, int weight) in _options.Ends)
            if ((point -= weight) < 0) return LabEnd.Named(word);
        return LabEnd.Completed;
    }

    public bool Happens(double chance) => chance > 0 && Roll() < chance;

    public TimeSpan Within((int From, int To) range)
    {
        lock (_rolling) return TimeSpan.FromMilliseconds(_random.Next(range.From, range.To + 1));
    }

    private double Roll()
    {
        lock (_rolling) return _random.NextDouble();
    }
}
