using CallQueue.Validation;

namespace CallQueue.Problems;

/// <summary>All problems of one request: all are counted, the first hundred are listed.</summary>
internal sealed class FieldProblems
{
    /// <summary>How many are listed.</summary>
    public const int Listed = 100;

    private readonly List<FieldProblem> _list = [];

    /// <summary>The name of the list that the indexes refer to.</summary>
    public string ListName { get; init; } = "calls";

    public int Count { get; private set; }

    public IReadOnlyList<FieldProblem> List => _list;

    public void Add(string field, string problem, int? index = null)
    {
        Count++;
        if (_list.Count < Listed) _list.Add(new FieldProblem(field, problem, index) { List = ListName });
    }
}
