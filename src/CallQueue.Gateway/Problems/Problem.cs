using System.Text.Json.Serialization;
using CallQueue.Leads;
using CallQueue.Validation;

namespace CallQueue.Problems;

/// <summary>An error as RFC 9457 writes it. <paramref name="Type"/> is stable: apps may switch on it.</summary>
/// <param name="Errors">The invalid fields, at most a hundred of them.</param>
/// <param name="ErrorCount">The total number of problems.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldError>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ErrorCount = null);

/// <summary>What is wrong with one field; <paramref name="Index"/> is the place in the list of calls or contacts, 0 is the first.</summary>
/// <param name="Line">The line of an uploaded list; absent elsewhere.</param>
internal sealed record FieldError(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index, string Field, [property: JsonPropertyName("problem")] string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Line = null)
{
    public static FieldError From(FieldProblem problem) => new(problem.Index, problem.Field, problem.Problem, problem.Line);

    public static FieldError From(LeadProblem problem) => new(problem.Row, problem.Column ?? (problem.Row is null ? "file" : "row"), problem.Text, problem.Line);
}
