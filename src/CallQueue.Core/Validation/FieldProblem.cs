namespace CallQueue.Validation;

/// <summary>A problem of one field. <paramref name="Index"/> is the index in a list (0 is the first), null outside lists.</summary>
public sealed record FieldProblem(string Field, string Problem, int? Index = null)
{
    /// <summary>What the list is called.</summary>
    public string List { get; init; } = "calls";

    /// <summary>The line of the uploaded text, 1 is the first; null where there are no lines.</summary>
    public int? Line { get; init; }

    public override string ToString() => SafeText.Escaped(Line is { } line ? $"line {line}: {Field} {Problem}" : Index is { } at ? $"{List}[{at}].{Field} {Problem}" : $"{Field} {Problem}");
}
