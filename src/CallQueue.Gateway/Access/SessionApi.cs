using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Access;

/// <summary>Browser sessions: a key is sent once and replaced by a cookie that scripts can't read.</summary>
internal static class SessionApi
{
    public static void MapSession(this RouteGroupBuilder api)
    {
        RouteGroupBuilder session = api.MapGroup("/session").WithTags("Session").WithoutKey();
        session.MapPost("", PostAsync).TakesJson(KeyFields.Session)
            .WithSummary("Open a browser session with an API key. The answer sets a session cookie that is valid for 12 hours.")
            .Produces<SessionView>().Refuses(StatusCodes.Status401Unauthorized);
        session.MapDelete("", Delete).WithSummary("End the session in this browser.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> PostAsync(HttpContext http, Authenticator authenticator, FailedAttempts failures, GatewayOptions options, TimeProvider time)
    {
        if (!SameOrigin.IsFine(http.Request, options.PublicUrl)) return AccessRefusals.CrossSite();
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        var problems = new FieldProblems();
        var fields = new JsonFields(body.RootElement, KeyFields.Session, null, problems);
        string? key = fields.Text(KeyFields.ApiKey);
        if (key is null && problems.Count == 0) problems.Add("api_key", "is missing");
        if (key is null) return Refusals.Invalid(problems);

        if (await authenticator.FindAsync(new Credential(key, false, false)) is not { Digest: { } digest } identity)
            return failures.Count(ClientAddress.Of(http)) ? AccessRefusals.NoKey() : AccessRefusals.TooMany(TimeSpan.FromSeconds(3), "too many wrong keys from this address; wait for Retry-After, then send a valid key");

        DateTimeOffset until = time.GetUtcNow() + Sessions.Lifetime;
        http.Response.Cookies.Append(Sessions.Cookie, Sessions.Make(identity.Caller.Key, digest, until), Settings(http.Request, until));
        var view = new SessionView(identity.Caller.Business?.Value, identity.Caller.IsOperator, until);
        return TypedResults.Json(view, GatewayJson.Context.SessionView);
    }

    private static IResult Delete(HttpContext http, GatewayOptions options)
    {
        if (!SameOrigin.IsFine(http.Request, options.PublicUrl)) return AccessRefusals.CrossSite();
        http.Response.Cookies.Delete(Sessions.Cookie, Settings(http.Request, null));
        return TypedResults.NoContent();
    }

    private static CookieOptions Settings(HttpRequest request, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps || request.Headers["X-Forwarded-Proto"] == "https",
        Path = "/",
        Expires = until,
    };
}
