namespace CallQueue.Leads.Sources;

/// <summary>The bytes of a list are not text.</summary>
internal sealed class UnreadableListException(LeadProblem problem) : IOException(problem.ToString())
{
    public LeadProblem Problem { get; } = problem;
}
