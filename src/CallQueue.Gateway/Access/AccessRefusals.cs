using CallQueue.Keys;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>All answers to requests without access.</summary>
internal static class AccessRefusals
{
    /// <summary>A key is required, and the request has none or a wrong one.</summary>
    public static IResult NoKey() => new AsksForKey(Refusals.Send(
        StatusCodes.Status401Unauthorized, "no-key", "An API key is required",
        "no valid key was sent; send one as X-Api-Key, as Authorization: Bearer, or as the password of any user name. On the server, 'callqueue keys create' creates one, and the first start of 'callqueue serve' stored one in operator.key in its data folder"));

    /// <summary>Without keys, only programs on this machine have access, and only directly.</summary>
    public static IResult NotDirect(string problem) => Refusals.Send(
        StatusCodes.Status403Forbidden, "local-only", "Only local programs have access",
        $"this server was started without API keys, for programs on its own machine only; the request is refused because {problem}. For other requests start it without --no-keys and send a key");

    /// <summary>The key may not use the operation: it is of one business where an operator's is required, lacks a right, or has another role.</summary>
    public static IResult NotAllowed(Allowed rule, KeyRole role) => rule switch
    {
        Allowed.Operator => Refusals.Send(
            StatusCodes.Status403Forbidden, "operators-only", "An operator key is required", "the key is valid for one business only; send an operator key"),
        Allowed.RemoveOptOuts => Refusals.Send(
            StatusCodes.Status403Forbidden, "role", "The key may not remove opt-outs", "only operators, and keys that were created with may_remove_opt_outs, take people off a do-not-call list; send such a key"),
        _ => Refusals.Send(
            StatusCodes.Status403Forbidden, "role", "The key's role does not allow this", $"the key's role is {role.Word()}, which does not include this operation; send a key with another role"),
    };

    /// <summary>A topic of an event stream that only operators may follow.</summary>
    public static IResult TopicForOperators(string topic) => Refusals.Send(
        StatusCodes.Status403Forbidden, "operators-only", "An operator key is required", $"the topic '{topic}' is for operators, and the key is valid for one business only; leave it out or send an operator key");

    /// <summary>The key may not be used from this address.</summary>
    public static IResult WrongAddress() => Refusals.Send(
        StatusCodes.Status403Forbidden, "address", "The key can't be used from this address", "the address of the connection is not in the key's allowed_from; send the request from one of those networks, or use another key");

    /// <summary>The identity provider's answer can't be used.</summary>
    public static IResult NotSignedIn() => Refusals.Send(
        StatusCodes.Status401Unauthorized, "not-signed-in", "The sign-in failed", "the identity provider refused the sign-in, or its answer is not valid; start again at /api/session/openid");

    /// <summary>The identity provider knows the person, and names no role here.</summary>
    public static IResult NoRole() => Refusals.Send(
        StatusCodes.Status403Forbidden, "no-role", "No role is assigned", "the identity provider names no role for this installation, or a role without its business; ask its administrator for one");

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
            // A request of a page's script: the browser would ask for a password over the page, which has its own form to sign in.
            if (httpContext.Request.Headers["Sec-Fetch-Dest"] != "empty") httpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"callqueue\", charset=\"UTF-8\"";
            return answer.ExecuteAsync(httpContext);
        }
    }
}
