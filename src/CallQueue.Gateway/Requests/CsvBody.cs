using System.Text;
using CallQueue.Leads;
using CallQueue.Leads.Sources;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>A request body of CSV lines, the first of which names the columns.</summary>
internal static class CsvBody
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Whether the request declares a CSV body.</summary>
    public static bool IsDeclared(HttpRequest request) => request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// Reads the body as a stream to its end and passes on each row, including rows with a problem. Problems of the text as a
    /// whole become problems of <paramref name="field"/>.
    /// </summary>
    public static async Task ReadAsync(HttpContext http, FieldProblems problems, string field, Action<LeadRow> take)
    {
        var wrong = new ProblemList(FieldProblems.Listed);
        using var text = new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true), true, BufferSize, leaveOpen: true);
        try
        {
            await foreach (LeadRow row in CsvRows.ReadAsync(text, wrong, http.RequestAborted)) take(row);
        }
        catch (DecoderFallbackException)
        {
            problems.Add(field, "are not valid UTF-8; save the file as UTF-8");
        }

        foreach (LeadProblem problem in wrong.List) problems.Add(field, problem.ToString());
    }
}
