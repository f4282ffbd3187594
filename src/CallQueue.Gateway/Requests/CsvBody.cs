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
    /// <param name="mapping">What the request says about the columns.</param>
    public static async Task ReadAsync(HttpContext http, FieldProblems problems, string field, LeadMapping mapping, Action<LeadRow> take)
    {
        using var text = new StreamReader(new CheckedStream(http.Request.Body), Encoding.UTF8, true, BufferSize);
        try
        {
            await foreach (LeadRow row in new CsvRows(mapping).ReadAsync(text, http.RequestAborted))
            {
                if (row.OfList is { } whole)
                {
                    problems.Add(field, whole.ToString());
                    continue;
                }

                problems.Line = row.Line;
                take(row);
                problems.Line = null;
            }
        }
        catch (UnreadableListException e)
        {
            problems.Add(field, e.Problem.ToString());
        }
    }
}
