using CallQueue.Validation;

namespace CallQueue.Problems;

/// <summary>Everything that is wrong with one request: all of it counted, the first hundred listed.</summary>
internal sealed class FieldProblems
{
    /// <summary>How many are listed.</summary>
    public const int Listed = 100;

    private readonly List<FieldProblem> _list = [];

    /// <summary>What the list is called in which things stand that are wrong.</summary>
    public string ListName { get; init; } = "calls";

    public int Count { get; private set; }

    public IReadOnlyList<FieldProblem> List => _list;

    public void Add(string field, string problem, int? index = null)
    {
        Count++;
        if (_list.Count < Listed) _list.Add(new FieldProblem(field, problem, index) { List = ListName });
    }
}
