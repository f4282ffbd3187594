namespace CallQueue.Bundles;

/// <summary>What checking a bundle showed.</summary>
public sealed class EvidenceVerdict
{
    /// <summary>More problems than this are counted, not listed.</summary>
    public const int MostListed = 1_000;

    private readonly List<string> _problems = [];

    /// <summary>Each thing that is wrong, in the order of the file; the row or the page is named. At most <see cref="MostListed"/>.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>How many problems there are in all.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>Nothing is wrong.</summary>
    public bool IsGood => ProblemCount == 0;

    /// <summary>Whose dials they are; null when the first line can't be read.</summary>
    public string? Business { get; internal set; }

    /// <summary>What it is about: a run, a number, or all dials.</summary>
    public string? Subject { get; internal set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset? MadeAt { get; internal set; }

    /// <summary>SHA-256 of the key that signed it, in lower-case hex; null when it has none.</summary>
    public string? KeyFingerprint { get; internal set; }

    /// <summary>Rows in it.</summary>
    public long Rows { get; internal set; }

    /// <summary>Rows that its ledger had dropped because of their age.</summary>
    public long RowsDropped { get; internal set; }

    internal void Add(string problem)
    {
        ProblemCount++;
        if (_problems.Count < MostListed) _problems.Add(problem);
    }
}
