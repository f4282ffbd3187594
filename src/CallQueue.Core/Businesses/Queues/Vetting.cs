using CallQueue.Guards;

namespace CallQueue.Businesses.Queues;

/// <summary>A call that the app is asked about.</summary>
internal sealed class Vetted(QueuedCall call)
{
    public QueuedCall Call => call;

    /// <summary>The question is on its way, or answered.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Null until it is there.</summary>
    public VetoAnswer? Answer { get; set; }

    public DateTimeOffset AnsweredAt { get; set; }

    /// <summary>Why it is not to be dialed; null when it may be.</summary>
    public string? Refusal => Answer is VetoAnswer.NotEligible no ? (no.Reason is { } reason ? $"not eligible: {reason}" : "not eligible") : null;
}

/// <summary>
/// No I/O: ready calls about which the app is asked before they are dialed. They hold no slot while they wait. The root stores them, but not
/// the answers: after a crash they return to their lanes and are asked about again.
/// </summary>
internal sealed class Vetting(IReadOnlyList<QueuedCall>? before)
{
    /// <summary>Calls asked about, or answered and waiting for a slot, at once.</summary>
    private const int Most = 256;

    /// <summary>An answer older than this is asked for again.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(30);

    /// <summary>Without an answer, and so configured, a call is held back this long.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(60);

    private readonly List<Vetted> _calls = [];
    private IReadOnlyList<QueuedCall> _before = before ?? [];

    public int Count => _calls.Count;

    /// <summary>In the order in which they came.</summary>
    public IEnumerable<QueuedCall> Calls => _calls.Select(vetted => vetted.Call);

    /// <summary>Whether there is a call whose question was not sent yet.</summary>
    public bool IsAsking => _calls.Exists(vetted => !vetted.IsAsked);

    /// <summary>What an earlier instance was asking about.</summary>
    public IReadOnlyList<QueuedCall> TakeBefore()
    {
        IReadOnlyList<QueuedCall> taken = _before;
        _before = [];
        return taken;
    }

    public bool HasRoom(int slots) => Count < Math.Min(2 * slots, Most);

    public void Add(QueuedCall call) => _calls.Add(new Vetted(call));

    /// <summary>Takes the first answered call; a call with an outdated answer is asked about again.</summary>
    /// <param name="isOn">False: the veto was removed, so the first call is taken with any answer.</param>
    public Vetted? Take(bool isOn, DateTimeOffset now)
    {
        foreach (Vetted old in _calls.Where(vetted => vetted.Answer is not null && vetted.AnsweredAt + GoodFor <= now)) (old.IsAsked, old.Answer) = (false, null);
        if (_calls.Find(vetted => vetted.Answer is not null || !isOn) is not { } first) return null;
        _calls.Remove(first);
        return first;
    }

    /// <summary>Takes a call out; null when it is not here.</summary>
    public QueuedCall? Take(Predicate<QueuedCall> which)
    {
        if (_calls.Find(vetted => which(vetted.Call)) is not { } found) return null;
        _calls.Remove(found);
        return found.Call;
    }

    /// <summary>Those to ask about now, of those that are on record as being asked about.</summary>
    public IReadOnlyList<Vetted> ToAsk(IReadOnlyList<QueuedCall>? recorded)
    {
        if (recorded is null || !IsAsking) return [];
        var known = new HashSet<QueuedCall>(recorded, ReferenceEqualityComparer.Instance);
        List<Vetted> asked = _calls.FindAll(vetted => !vetted.IsAsked && known.Contains(vetted.Call));
        foreach (Vetted vetted in asked) vetted.IsAsked = true;
        return asked;
    }

    /// <summary>An answer has come; false when the call is not waiting for it any more.</summary>
    public bool Answered(Vetted vetted, VetoAnswer answer, DateTimeOffset now)
    {
        if (!_calls.Contains(vetted)) return false;
        (vetted.Answer, vetted.AnsweredAt) = (answer, now);
        return true;
    }

    public IReadOnlyList<QueuedCall>? ToRecord() => _calls.Count + _before.Count == 0 ? null : [.. _before, .. Calls];
}
