using System.Text.Json;
using CallQueue.Audits;
using CallQueue.Calls;
using CallQueue.Documents;
using CallQueue.Keys;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Access;

/// <summary>Browser sessions: a key is sent once and replaced by a cookie that scripts can't read. Operators list and end them.</summary>
internal static class SessionApi
{
    public static void MapSession(this RouteGroupBuilder api)
    {
        RouteGroupBuilder session = api.MapGroup("/session").WithTags("Session").WithoutKey();
        session.MapGet("", Sender).WithSummary("Get who the sender of this request is and what it may do. Without a key or a session: how to sign in.").Produces<SenderView>();
        session.MapPost("", PostAsync).TakesJson(KeyFields.Session)
            .WithSummary("Open a browser session with an API key. The answer sets a session cookie that is valid for 12 hours.")
            .Produces<SessionView>().Refuses(StatusCodes.Status401Unauthorized);
        session.MapDelete("", LeaveAsync).WithSummary("End the session of this browser.").Produces(StatusCodes.Status204NoContent);

        session.MapOpenIdSignIn();
        RouteGroupBuilder all = api.MapGroup("/sessions").WithTags("Session").ForOperators();
        all.MapGet("", ListAsync).WithSummary("List all sessions that have not expired, the newest first.").Produces<SessionList>();
        all.MapDelete("/{id}", EndAsync).WithSummary("End a session. Every process rejects it within five seconds.")
            .Produces<OpenSessionView>().Refuses(StatusCodes.Status404NotFound);
    }

    private static JsonHttpResult<SenderView> Sender(HttpContext http) =>
        TypedResults.Json(SenderView.Of(http.FindCaller(), http.RequestServices.GetService<OpenIdOptions>() is not null), GatewayJson.Context.SenderView);

    private static async Task<IResult> PostAsync(
        HttpContext http, Authenticator authenticator, FailedAttempts failures, GatewayOptions options, SessionCookie cookie, SessionBook book, TimeProvider time, AccessChanges changes)
    {
        if (!SameOrigin.IsFine(http.Request, options.PublicUrl)) return AccessRefusals.CrossSite();
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        var problems = new FieldProblems();
        var fields = new JsonFields(body.RootElement, KeyFields.Session, null, problems);
        string? key = fields.Text(KeyFields.ApiKey);
        if (key is null && problems.Count == 0) problems.Add("api_key", "is missing");
        if (key is null) return Refusals.Invalid(problems);

        // The token of this machine's commands opens no session: it is new with each start.
        if (await authenticator.FindAsync(new Credential(key, false, false)) is not { } identity || identity.Caller == Caller.Process)
            return failures.Count(ClientAddress.Of(http)) ? AccessRefusals.NoKey() : AccessRefusals.TooMany(TimeSpan.FromSeconds(3), "too many wrong keys from this address; wait for Retry-After, then send a valid key");
        if (!identity.MayComeFrom(ClientAddress.Of(http))) return AccessRefusals.WrongAddress();

        DateTimeOffset now = time.GetUtcNow(), until = now + SessionBook.Lifetime;
        SessionText text = SessionText.New();
        var session = new KeySession
        {
            Id = text.Id, Digest = text.Digest, Key = identity.Caller.Key, Mark = identity.Mark, From = ClientAddress.Of(http)?.ToString(), CreatedAt = now, ExpiresAt = until,
        };
        await book.AddAsync(session);
        changes.Opened(session, identity.Caller);
        cookie.Set(http.Response, text.Reveal(), until);
        var view = new SessionView(identity.Caller.Business?.Value, identity.Caller.IsOperator, identity.Caller.Role.Word(), until);
        return TypedResults.Json(view, GatewayJson.Context.SessionView);
    }

    /// <summary>The cookie may be of any kind or none: it is removed, and the session that it names is ended.</summary>
    private static async Task<IResult> LeaveAsync(HttpContext http, GatewayOptions options, Authenticator authenticator, SessionCookie cookie, SessionBook book, KnownSessions known, AccessChanges changes)
    {
        if (!SameOrigin.IsFine(http.Request, options.PublicUrl)) return AccessRefusals.CrossSite();
        if (cookie.Of(http.Request) is { } text && await authenticator.FindAsync(new Credential(text, true, true)) is { Session: { } id } identity)
        {
            KeySession? session = await book.EndAsync(id);
            known.Forget(id);
            if (session is not null) changes.Ended(session, identity.Caller);
        }

        cookie.Clear(http.Response);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ListAsync(SessionBook book) =>
        TypedResults.Json(new SessionList([.. (await book.ListAsync()).Select(OpenSessionView.Of)]), GatewayJson.Context.SessionList);

    private static Task<IResult> EndAsync(string id, HttpContext http, IActors actors, SessionBook book, KnownSessions known, AccessChanges changes) => http.ChangeAsync<IResult>(actors, null, new Change("session.ended") { Target = id }, async () =>
    {
        if (await book.EndAsync(id) is not { } session) return Refusals.NotFound("session", id);
        known.Forget(id);
        changes.Ended(session, http.Caller());
        return TypedResults.Json(OpenSessionView.Of(session), GatewayJson.Context.OpenSessionView);
    });
}
