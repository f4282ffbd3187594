namespace CallQueue.Validation;

/// <summary>A problem of one field. <paramref name="Index"/> is the index in a list (0 is the first), null outside lists.</summary>
public sealed record FieldProblem(string Field, string Problem, int? Index = null)
{
    /// <summary>What the list is called.</summary>
    public string List { get; init; } = "calls";

    public override string ToString() => SafeText.Escaped(Index is { } at ? $"{List}[{at}].{Field} {Problem}" : $"{Field} {Problem}");
}
