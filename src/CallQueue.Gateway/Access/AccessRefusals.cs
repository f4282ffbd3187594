using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>Every way in which a request is not let in.</summary>
internal static class AccessRefusals
{
    /// <summary>A key is needed, and none or a wrong one was shown.</summary>
    public static IResult NoKey() => new AsksForKey(Refusals.Send(
        StatusCodes.Status401Unauthorized, "no-key", "This needs an API key",
        "send it as X-Api-Key, as Authorization: Bearer, or as the password of any user name"));

    /// <summary>Without keys only this machine is served.</summary>
    public static IResult NotLocal() => Refusals.Send(
        StatusCodes.Status403Forbidden, "local-only", "This is for programs on the same machine only", "there are no API keys yet");

    /// <summary>A business's key was shown where an operator's is needed.</summary>
    public static IResult NotOperator() => Refusals.Send(StatusCodes.Status403Forbidden, "operators-only", "This is for operators only", "the key opens one business");

    /// <summary>A browser sends its credentials on behalf of another site.</summary>
    public static IResult CrossSite() => Refusals.Send(
        StatusCodes.Status403Forbidden, "cross-site", "The request comes from a page of another site", "send the key as X-Api-Key or as Authorization: Bearer");

    /// <summary>Too many requests, or too many wrong keys.</summary>
    public static IResult TooMany(TimeSpan? retryAfter, string detail) => new Refusals.Later(
        Refusals.Send(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests", detail),
        Math.Max(1, (int)Math.Ceiling((retryAfter ?? TimeSpan.FromSeconds(1)).TotalSeconds)));

    private sealed class AsksForKey(IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"callqueue\", charset=\"UTF-8\"";
            return answer.ExecuteAsync(httpContext);
        }
    }
}
