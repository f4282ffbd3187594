using System.Text.Json;
using CallQueue.Hosting;
using CallQueue.Inputs;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Problems;

/// <summary>Turns exceptions of endpoints into answers; no stack trace leaves the process.</summary>
internal sealed class ProblemFilter(ILogger<ProblemFilter> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Answer(e, http, log);
        }
    }

    /// <summary>The answer for an exception.</summary>
    public static IResult Answer(Exception e, HttpContext http, ILogger log)
    {
        switch (e)
        {
            case InvalidOperationException { Source: "System.Text.Json" or "System.Text.Json.Rethrowable" } text:
                return Refusals.Malformed(new JsonException("a string is not valid Unicode", text));
            case JsonException json:
                return Refusals.Malformed(json);
            case InputTooLargeException:
                return Refusals.TooLarge(e.Message);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Refusals.TooLarge("the body is larger than this endpoint accepts");
            case BadHttpRequestException:
                return Refusals.BadRequest("the request is incomplete or not valid HTTP");
            case NoSuchBusinessException other:
                return Refusals.NotFound("business", other.Name);
            case UnavailableException:
                log.StoreFailed(e, http.Request.Method, Pattern(http));
                return Refusals.StoreFailed();
            default:
                log.Unforeseen(e, http.Request.Method, Pattern(http));
                return Refusals.Unforeseen();
        }
    }

    // The route's pattern, not the path: paths hold ids that may be telephone numbers.
    private static string Pattern(HttpContext http) => http.GetEndpoint()?.DisplayName ?? "";
}
