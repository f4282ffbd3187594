namespace CallQueue.Leads;

/// <summary>Problems in the order found: all are counted, the first ones are listed.</summary>
internal sealed class ProblemList(int listed)
{
    private readonly List<LeadProblem> _list = [];

    public int Count { get; private set; }

    public IReadOnlyList<LeadProblem> List => _list;

    /// <summary>The row that is read now, 0 is the first; null outside rows.</summary>
    public int? Row { get; set; }

    public void Add(int? line, string? column, string text)
    {
        Count++;
        if (_list.Count < listed) _list.Add(new LeadProblem(line, column, text) { Row = Row });
    }
}
