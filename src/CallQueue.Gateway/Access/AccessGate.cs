using System.Net;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

/// <summary>The one place that authenticates a request and checks whether its sender may use the endpoint.</summary>
internal sealed class AccessGate(
    RequestDelegate next, Authenticator authenticator, SessionCookie cookie, KeyPresence presence, FailedAttempts failures, OpenLimits open, AccessOptions options, GatewayOptions gateway, ILogger<AccessGate> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        IResult? refusal;
        try
        {
            refusal = await LetInAsync(http, OperationAccess.Of(http.GetEndpoint()));
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            refusal = ProblemFilter.Answer(e, http, log);
        }

        if (refusal is null) await next(http);
        else await refusal.ExecuteAsync(http);
    }

    /// <summary>Null: access is granted.</summary>
    private async Task<IResult?> LetInAsync(HttpContext http, Allowed rule)
    {
        if (rule == Allowed.Open) return open.Find(http);
        Credential? credential = Credential.Of(http.Request, cookie);
        Identity? identity = credential is null ? null : await authenticator.FindAsync(credential);
        Caller? caller = identity?.Caller;
        if (caller is null && credential is not null && Wrong(http, credential) is { } refusal) return refusal;

        bool isByItself = credential?.IsByItself ?? true;
        if (caller is null)
        {
            if (!options.IsKeyless || await presence.IsAnyAsync()) return rule == Allowed.Anybody ? open.Find(http) : AccessRefusals.NoKey();
            if (KeylessRequest.FindProblem(http) is { } problem) return rule == Allowed.Anybody ? open.Find(http) : AccessRefusals.NotDirect(problem);
            (caller, isByItself) = (Caller.Local, true);
        }

        if (isByItself && !SameOrigin.IsFine(http.Request, gateway.PublicUrl)) return AccessRefusals.CrossSite();
        if (identity?.MayComeFrom(ClientAddress.Of(http)) == false) return AccessRefusals.WrongAddress();
        if (!rule.Includes(caller)) return AccessRefusals.NotAllowed(rule, caller.Role);
        http.Enter(caller);
        http.Features.Set(new OpenAccess(authenticator, identity is null ? null : credential, identity?.Session));
        return null;
    }

    /// <summary>A wrong key is rejected; an expired session counts as no credential.</summary>
    private IResult? Wrong(HttpContext http, Credential credential)
    {
        IPAddress? from = ClientAddress.Of(http);
        log.WrongCredential(credential, from);
        if (!failures.Count(from)) return AccessRefusals.TooMany(TimeSpan.FromSeconds(3), "too many wrong keys from this address; wait for Retry-After, then send a valid key");
        return credential.IsSession ? null : AccessRefusals.NoKey();
    }
}
