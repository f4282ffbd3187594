using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Runs;

/// <summary>GET /api/runs/{id}/results: how the calls of a run ended, by index, as JSON Lines or CSV.</summary>
internal static class RunResults
{
    public const string JsonLines = "application/jsonl";
    public const string Csv = "text/csv";

    private const int Page = 1000;

    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        bool isCsv = IsCsv(http.Request, problems);
        if (Tenant.Of(http.Request, problems) is not { } business || problems.Count > 0) return Refusals.Invalid(problems);
        if (!Identifier.IsValid(id, out _)) return Refusals.NotFound("run", id);
        var run = new RunId(business, id);
        if (await actors.Run(run).GetAsync() is not { } found) return Refusals.NotFound("run", id);
        // The first page is read before the response starts, so that a storage failure becomes a 503.
        IReadOnlyList<RunResult> first = await actors.Run(run).ResultsAsync(0, Page);
        return new Answer(actors.Run(run), run, (int)found.Counts.Total, first, isCsv);
    }

    private static bool IsCsv(HttpRequest request, FieldProblems problems)
    {
        string? format = request.Query["format"];
        if (format is not (null or "csv" or "jsonl")) problems.Add("format", "must be csv or jsonl");
        return format is null ? request.Headers.Accept.ToString().StartsWith(Csv, StringComparison.OrdinalIgnoreCase) : format == "csv";
    }

    /// <summary>Writes page by page, so that only one page is in memory however long the run is.</summary>
    private sealed class Answer(IRun run, RunId id, int total, IReadOnlyList<RunResult> first, bool isCsv) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = isCsv ? $"{Csv}; charset=utf-8" : JsonLines;
            var text = new StringBuilder(isCsv ? "call_id,index,outcome,attempts,ended_at,talk_seconds,reason,phone_number,name,custom_call_id,lead_id,call_sid\r\n" : "");
            for (int from = 0; from < total; from += Page)
            {
                foreach (RunResult result in from == 0 ? first : await run.ResultsAsync(from, Page)) Write(text, result);
                await httpContext.Response.WriteAsync(text.ToString(), httpContext.RequestAborted);
                text.Clear();
            }
        }

        private void Write(StringBuilder text, RunResult result)
        {
            string call = CallId.OfRun(id, result.Index).Name, outcome = StateWords.Of(result.Outcome).Call;
            if (isCsv)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Cell(call)},{result.Index},{outcome},{result.Attempts},{result.EndedAt.UtcDateTime:O},{result.TalkSeconds},{Cell(result.Reason)},{result.To?.Value},{Cell(result.Name)},{Cell(result.CustomId)},{Cell(result.LeadId)},{Cell(result.CarrierCall)}\r\n");
                return;
            }

            var line = new RunResultLine(call, result.Index, outcome, result.Attempts, result.EndedAt, result.TalkSeconds, result.Reason, result.To?.Value, result.Name, result.CustomId, result.LeadId, result.CarrierCall);
            text.Append(JsonSerializer.Serialize(line, GatewayJson.Context.RunResultLine)).Append('\n');
        }

        // A text from a carrier or a caller must not run as a formula in a spreadsheet.
        private static string Cell(string? text)
        {
            string safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
            return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
        }
    }
}

/// <summary>How one call of a run ended; one line of JSON Lines.</summary>
/// <param name="Index">Its place in the run, 0 is the first.</param>
/// <param name="PhoneNumber">Absent in results of earlier versions.</param>
/// <param name="Name">From the variable or the field <c>name</c>; absent without one.</param>
/// <param name="CallSid">The carrier's id of the last attempt; absent when none was placed.</param>
internal sealed record RunResultLine(
    string CallId, int Index, string Outcome, int Attempts, DateTimeOffset EndedAt, double? TalkSeconds, string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PhoneNumber,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CustomCallId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LeadId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CallSid);
