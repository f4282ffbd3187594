using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>All answers to requests without access.</summary>
internal static class AccessRefusals
{
    /// <summary>A key is required, and the request has none or a wrong one.</summary>
    public static IResult NoKey() => new AsksForKey(Refusals.Send(
        StatusCodes.Status401Unauthorized, "no-key", "An API key is required",
        "no valid key was sent; send one as X-Api-Key, as Authorization: Bearer, or as the password of any user name"));

    /// <summary>While there are no keys, only this machine has access.</summary>
    public static IResult NotLocal() => Refusals.Send(
        StatusCodes.Status403Forbidden, "local-only", "Only local programs have access", "there are no API keys yet; create one on the server with 'callqueue keys create', or send the request from the same machine");

    /// <summary>The request has a business's key where an operator's is required.</summary>
    public static IResult NotOperator() => Refusals.Send(StatusCodes.Status403Forbidden, "operators-only", "An operator key is required", "the key is valid for one business only; send an operator key");

    /// <summary>A browser sends its credentials on behalf of another site.</summary>
    public static IResult CrossSite() => Refusals.Send(
        StatusCodes.Status403Forbidden, "cross-site", "The request comes from a page of another site", "cookies and Basic credentials are accepted from the same origin only; send the key as X-Api-Key or as Authorization: Bearer");

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
