using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>Who sends a request.</summary>
/// <param name="Key">What it is known by, in limits and logs: a key's id or one of the words below. Never a secret.</param>
/// <param name="Business">The only business it may see; null: an operator, who may see all.</param>
public sealed record Caller(string Key, BusinessId? Business)
{
    /// <summary>Whoever has the deployment's own key.</summary>
    public static Caller Operator { get; } = new("operator", null);

    /// <summary>A program on this machine, where no keys are.</summary>
    public static Caller Local { get; } = new("local", null);

    /// <summary>A command of this program that has read the process's own token from its data folder.</summary>
    public static Caller Process { get; } = new("process", null);

    /// <summary>A program of the deployment that has the internal secret.</summary>
    public static Caller Internal { get; } = new("internal", null);

    public bool IsOperator => Business is null;
}

/// <summary>Where the caller is kept while its request is answered.</summary>
public static class Callers
{
    /// <summary>Who sends the request.</summary>
    /// <exception cref="UnreachableException">Nobody was let in: the host lacks <see cref="AccessPipeline.UseCallQueueAccess"/>, or the endpoint is open.</exception>
    public static Caller Caller(this HttpContext http) =>
        http.FindCaller() ?? throw new UnreachableException("an endpoint that needs a caller was reached without one");

    /// <summary>Who sends the request; null where nobody has to say.</summary>
    public static Caller? FindCaller(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Features.Get<Caller>();
    }

    internal static void Enter(this HttpContext http, Caller caller) => http.Features.Set(caller);
}
