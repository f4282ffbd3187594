using CallQueue.Fields;
using CallQueue.Leads;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Lists;

/// <summary>What the query of an upload says about the columns of its CSV: <c>phone_column</c> and <c>map</c>, as for a list of people to call.</summary>
internal static class UploadMapping
{
    /// <summary>The fields of the query.</summary>
    public static IReadOnlyList<Field> Fields { get; } = [ListOptions.PhoneColumn, ListOptions.Map];

    /// <summary>The mapping; problems are added to <paramref name="problems"/>.</summary>
    public static LeadMapping Of(HttpRequest request, FieldProblems problems)
    {
        string[] columns = Texts(request, ListOptions.PhoneColumn), pairs = Texts(request, ListOptions.Map);
        if (columns.Length + pairs.Length == 0) return LeadMapping.None;
        string field = pairs.Length > 0 ? ListOptions.Map.Name : ListOptions.PhoneColumn.Name;
        if (!CsvBody.IsDeclared(request)) problems.Add(field, "is about the columns of a CSV list; send the list as text/csv, or remove it");
        else if (LeadMapping.Parse(pairs, columns, out string? problem) is { } mapping) return mapping;
        else problems.Add(field, problem!);
        return LeadMapping.None;
    }

    private static string[] Texts(HttpRequest request, ListField field) => [.. request.Query[field.Name].OfType<string>()];
}
