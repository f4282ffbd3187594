using System.Globalization;
using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Fields;
using CallQueue.Leads;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CallQueue.Problems;

/// <summary>All error answers of the gateway: one method, one status and one stable type each.</summary>
internal static class Refusals
{
    /// <summary>The media type of RFC 9457.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>The body could not be read as JSON at all.</summary>
    public static IResult Malformed(JsonException e) => Send(
        StatusCodes.Status400BadRequest, "malformed-json", "The body is not valid JSON for this endpoint", e.Message);

    /// <summary>The request is incomplete or not valid HTTP.</summary>
    public static IResult BadRequest(string detail) => Send(StatusCodes.Status400BadRequest, "bad-request", "The request can't be read", detail);

    /// <summary>Not found, or it belongs to another business.</summary>
    public static IResult NotFound(string what, string id) => Send(
        StatusCodes.Status404NotFound, "not-found", "Not found", $"there is no {what} {ShownValue.Of(id)}");

    /// <summary>The id is already used by something else.</summary>
    public static IResult Conflict(string detail) => Send(StatusCodes.Status409Conflict, "conflict", "The id already exists", detail);

    /// <summary>Not allowed in the current state; nothing was changed.</summary>
    public static IResult NotNow(string detail) => Send(
        StatusCodes.Status409Conflict, "wrong-state", "Not allowed in the current state", detail);

    /// <summary>A preview no longer holds; nothing was changed.</summary>
    public static IResult Outdated(string detail) => Send(
        StatusCodes.Status409Conflict, "preview-outdated", "The preview no longer holds", detail);

    /// <summary>The body, or one part of it, is over its limit.</summary>
    public static IResult TooLarge(string detail) => Send(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large", detail);

    /// <summary>The body is not declared as JSON.</summary>
    public static IResult NotJson() => Send(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body must be JSON", "send Content-Type: application/json");

    /// <summary>The body is not declared as a list of people.</summary>
    public static IResult NotAList(string detail) => Send(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body must be CSV, JSON, JSON Lines or a form with a file", detail);

    /// <summary>Validation failed; nothing was accepted.</summary>
    public static IResult Invalid(FieldProblems problems) => Invalid(problems, StatusCodes.Status422UnprocessableEntity);

    /// <summary>The query asks for what does not exist: validation failed, with the status 400.</summary>
    public static IResult InvalidQuery(FieldProblems problems) => Invalid(problems, StatusCodes.Status400BadRequest);

    /// <inheritdoc cref="Invalid(FieldProblems)"/>
    public static IResult Invalid(FieldProblem problem)
    {
        var problems = new FieldProblems();
        problems.Add(problem);
        return Invalid(problems);
    }

    /// <summary>The same for a family of endpoints with its own name for the number.</summary>
    public static IResult Invalid(FieldProblem problem, Field number) => Invalid(problem.Field == SubmitCheck.Number ? problem with { Field = number.Name } : problem);

    /// <inheritdoc cref="Invalid(FieldProblems)"/>
    public static IResult Invalid(LeadCheck list)
    {
        string first = list.Problems[0].ToString();
        return Send(new Problem(
            "/problems/invalid-field", "Validation failed; nothing was accepted", StatusCodes.Status422UnprocessableEntity,
            list.ProblemCount == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} (and {list.ProblemCount - 1} more)"), [.. list.Problems.Select(FieldError.From)], list.ProblemCount));
    }

    private static JsonHttpResult<Problem> Invalid(FieldProblems problems, int status)
    {
        string first = problems.List[0].ToString();
        string detail = problems.Count == 1 ? first : $"{first} (and {problems.Count - 1} more)";
        return Send(new Problem(
            "/problems/invalid-field", "Validation failed; nothing was accepted", status, detail, [.. problems.List.Select(FieldError.From)], problems.Count));
    }

    /// <summary>The carrier's signature is missing or wrong.</summary>
    public static IResult Forged(int status = StatusCodes.Status403Forbidden) => Send(
        status, "not-genuine", "The signature is wrong", "the webhook is not signed by the carrier for this account and URL; check the carrier credentials and PUBLIC_URL");

    /// <summary>The internal secret is missing or wrong.</summary>
    public static IResult NoSecret() => Send(
        StatusCodes.Status401Unauthorized, "no-secret", "The internal secret is missing or wrong", "send the deployment's secret as X-Internal-Secret");

    /// <summary>The carrier does not hand out what was asked for; the same request may be sent again.</summary>
    public static IResult CarrierFailed(string reason) => new Later(Send(
        StatusCodes.Status503ServiceUnavailable, "carrier", "The carrier does not respond", $"{reason}; send the same request again after Retry-After"));

    /// <summary>The storage failed and nothing was changed; the same request may be sent again.</summary>
    public static IResult StoreFailed() => new Later(Send(
        StatusCodes.Status503ServiceUnavailable, "storage", "The storage does not respond", "nothing was lost; send the same request again after Retry-After"));

    /// <summary>An unexpected error; the log has the details.</summary>
    public static IResult Unforeseen() => Send(StatusCodes.Status500InternalServerError, "internal", "Unexpected error", "the server's log has the details");

    /// <summary>An error of the stable type <c>/problems/{type}</c>.</summary>
    internal static JsonHttpResult<Problem> Send(int status, string type, string title, string? detail) =>
        Send(new Problem($"/problems/{type}", title, status, detail));

    /// <summary>The problem as RFC 9457 writes it.</summary>
    public static JsonHttpResult<Problem> Send(Problem problem) =>
        TypedResults.Json(problem, GatewayJson.Context.Problem, ContentType, problem.Status);

    /// <summary>An answer with Retry-After.</summary>
    internal sealed class Later(IResult answer, int seconds = 2) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return answer.ExecuteAsync(httpContext);
        }
    }
}
