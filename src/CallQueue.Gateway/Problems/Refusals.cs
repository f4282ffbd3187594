using System.Globalization;
using System.Text.Json;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CallQueue.Problems;

/// <summary>Every way in which the gateway says no: one method, one status, one stable type each.</summary>
internal static class Refusals
{
    /// <summary>How RFC 9457 calls its JSON.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>The body could not be read as JSON at all.</summary>
    public static IResult Malformed(JsonException e) => Send(
        StatusCodes.Status400BadRequest, "malformed-json", "The body is not the JSON it should be", e.Message);

    /// <summary>The request broke off or is no proper HTTP.</summary>
    public static IResult BadRequest(string detail) => Send(StatusCodes.Status400BadRequest, "bad-request", "The request can't be read", detail);

    /// <summary>There is no such thing, or it is another business's.</summary>
    public static IResult NotFound(string what, string id) => Send(
        StatusCodes.Status404NotFound, "not-found", "There is no such thing", $"there is no {what} '{id}'");

    /// <summary>The id is taken by something else.</summary>
    public static IResult Conflict(string detail) => Send(StatusCodes.Status409Conflict, "conflict", "The id is taken", detail);

    /// <summary>Where the thing stands does not allow what was asked; nothing was changed.</summary>
    public static IResult NotNow(string detail) => Send(
        StatusCodes.Status409Conflict, "wrong-state", "Where it stands does not allow this", detail);

    /// <summary>The body, or one part of it, is over its limit.</summary>
    public static IResult TooLarge(string detail) => Send(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large", detail);

    /// <summary>The body is not declared as JSON.</summary>
    public static IResult NotJson() => Send(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body must be JSON", "send Content-Type: application/json");

    /// <summary>Fields are wrong; nothing of the request was taken.</summary>
    public static IResult Invalid(FieldProblems problems)
    {
        string first = problems.List[0].ToString();
        string detail = problems.Count == 1 ? first : $"{first} (and {problems.Count - 1} more)";
        return Send(new Problem(
            "/problems/invalid-field", "A field is wrong; nothing was taken", StatusCodes.Status422UnprocessableEntity, detail,
            [.. problems.List.Select(FieldError.From)], problems.Count));
    }

    /// <inheritdoc cref="Invalid(FieldProblems)"/>
    public static IResult Invalid(FieldProblem problem)
    {
        var problems = new FieldProblems();
        problems.Add(problem.Field, problem.Problem, problem.Index);
        return Invalid(problems);
    }

    /// <summary>The carrier's signature is missing or wrong.</summary>
    public static IResult Forged(int status = StatusCodes.Status403Forbidden) => Send(
        status, "not-genuine", "The signature is wrong", "the message is not signed by the carrier for this account and URL");

    /// <summary>The secret of our own services is missing or wrong.</summary>
    public static IResult NoSecret() => Send(
        StatusCodes.Status401Unauthorized, "no-secret", "The secret is missing or wrong", "send the deployment's secret as X-Internal-Secret");

    /// <summary>The store failed and nothing was changed; the same request may be sent again.</summary>
    public static IResult StoreFailed() => new Later(Send(
        StatusCodes.Status503ServiceUnavailable, "storage", "The store does not answer", "nothing was lost; send the same request again"));

    /// <summary>Something we did not foresee; the log knows more.</summary>
    public static IResult Unforeseen() => Send(StatusCodes.Status500InternalServerError, "internal", "Something went wrong here", null);

    /// <summary>An error of the stable type <c>/problems/{type}</c>.</summary>
    internal static JsonHttpResult<Problem> Send(int status, string type, string title, string? detail) =>
        Send(new Problem($"/problems/{type}", title, status, detail));

    /// <summary>The problem as RFC 9457 writes it.</summary>
    public static JsonHttpResult<Problem> Send(Problem problem) =>
        TypedResults.Json(problem, GatewayJson.Context.Problem, ContentType, problem.Status);

    /// <summary>An answer that also says when to come back.</summary>
    internal sealed class Later(IResult answer, int seconds = 2) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return answer.ExecuteAsync(httpContext);
        }
    }
}
