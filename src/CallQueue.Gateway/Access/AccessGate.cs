using System.Net;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

/// <summary>The one place that authenticates a request and checks whether its sender may use the endpoint.</summary>
internal sealed class AccessGate(
    RequestDelegate next, Authenticator authenticator, KeyPresence presence, FailedAttempts failures, AccessOptions options, GatewayOptions gateway, ILogger<AccessGate> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        IResult? refusal;
        try
        {
            refusal = await LetInAsync(http, AccessRules.Of(http));
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            refusal = ProblemFilter.Answer(e, http, log);
        }

        if (refusal is null) await next(http);
        else await refusal.ExecuteAsync(http);
    }

    /// <summary>Null: access is granted.</summary>
    private async Task<IResult?> LetInAsync(HttpContext http, AccessRule rule)
    {
        if (rule == AccessRule.Open) return null;
        Credential? credential = Credential.Of(http.Request);
        Caller? caller = credential is null ? null : (await authenticator.FindAsync(credential))?.Caller;
        if (caller is null && credential is not null && Wrong(http, credential) is { } refusal) return refusal;

        bool isByItself = credential?.IsByItself ?? true;
        if (caller is null)
        {
            if (!options.IsKeyless || await presence.IsAnyAsync()) return rule == AccessRule.Anybody ? null : AccessRefusals.NoKey();
            if (KeylessRequest.FindProblem(http) is { } problem) return rule == AccessRule.Anybody ? null : AccessRefusals.NotDirect(problem);
            (caller, isByItself) = (Caller.Local, true);
        }

        if (isByItself && !SameOrigin.IsFine(http.Request, gateway.PublicUrl)) return AccessRefusals.CrossSite();
        if (rule == AccessRule.Operators && !caller.IsOperator) return AccessRefusals.NotOperator();
        http.Enter(caller);
        return null;
    }

    /// <summary>A wrong key is rejected; an expired session counts as no credential.</summary>
    private IResult? Wrong(HttpContext http, Credential credential)
    {
        IPAddress? from = http.Connection.RemoteIpAddress;
        log.WrongCredential(credential, from);
        if (!failures.Count(from)) return AccessRefusals.TooMany(TimeSpan.FromSeconds(3), "too many wrong keys from this address; wait for Retry-After, then send a valid key");
        return credential.IsSession ? null : AccessRefusals.NoKey();
    }
}
