using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CallQueue.Carriers.Simulated;

/// <summary>How often each outcome comes up, as whole weights: only their ratio counts.</summary>
public sealed record OutcomeMix
{
    private static readonly Dictionary<string, Outcome> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["completed"] = Outcome.Completed,
        ["no_answer"] = Outcome.NoAnswer,
        ["busy"] = Outcome.Busy,
        ["failed"] = Outcome.Failed,
        ["rejected"] = Outcome.Rejected,
        ["voicemail"] = Outcome.Voicemail,
    };

    private readonly (Outcome Outcome, int UpTo)[] _steps;
    private readonly int _total;

    /// <exception cref="ArgumentException">A weight is negative, or none is above zero.</exception>
    public OutcomeMix(params IReadOnlyList<(Outcome Outcome, int Weight)> weights)
    {
        _steps = new (Outcome, int)[weights.Count];
        for (int i = 0; i < weights.Count; i++)
        {
            if (weights[i].Weight < 0) throw new ArgumentException("weights must not be negative", nameof(weights));
            _total = checked(_total + weights[i].Weight);
            _steps[i] = (weights[i].Outcome, _total);
        }
        if (_total == 0) throw new ArgumentException("at least one weight must be above zero", nameof(weights));
    }

    /// <summary>completed 70, no_answer 15, busy 8, failed 5, rejected 2.</summary>
    public static OutcomeMix Default { get; } =
        new((Outcome.Completed, 70), (Outcome.NoAnswer, 15), (Outcome.Busy, 8), (Outcome.Failed, 5), (Outcome.Rejected, 2));

    /// <summary>Every call is answered and ends normally.</summary>
    public static OutcomeMix AllCompleted { get; } = new((Outcome.Completed, 1));

    /// <summary>Reads <c>completed=70,no_answer=15,busy=8</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out OutcomeMix? mix, [NotNullWhen(false)] out string? problem)
    {
        mix = null;
        problem = null;
        var weights = new List<(Outcome, int)>();
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || !Names.TryGetValue(sides[0], out Outcome outcome)
                || !int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int weight) || weight > 1_000_000)
            {
                problem = $"'{part}' is not outcome=weight with one of {string.Join(", ", Names.Keys)}";
                return false;
            }
            weights.Add((outcome, weight));
        }
        if (weights.Sum(w => w.Item2) == 0) problem = "must have at least one outcome with a weight above zero";
        else mix = new OutcomeMix(weights);
        return problem is null;
    }

    /// <summary>The outcome at <paramref name="share"/>, 0 (included) to 1 (excluded).</summary>
    internal Outcome At(double share)
    {
        int point = (int)(share * _total);
        foreach ((Outcome outcome, int upTo) in _steps)
            if (point < upTo) return outcome;
        return _steps[^1].Outcome;
    }
}
