using System.Diagnostics;
using CallQueue.Keys;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>Who sends a request.</summary>
/// <param name="Key">Its name in limits and logs: a key's id or one of the words below. Never a secret.</param>
/// <param name="Business">The only business that it has access to; null: an operator, with access to all.</param>
public sealed record Caller(string Key, BusinessId? Business)
{
    /// <summary>The owner of the deployment's own key.</summary>
    public static Caller Operator { get; } = new("operator", null);

    /// <summary>A program on this machine, in a process without keys.</summary>
    public static Caller Local { get; } = new("local", null);

    /// <summary>A command of this program that has read the process's own token from its data folder.</summary>
    public static Caller Process { get; } = new("process", null);

    /// <summary>A program of the deployment that has the internal secret.</summary>
    public static Caller Internal { get; } = new("internal", null);

    /// <summary>What it may do. Default: everything, or everything in its business.</summary>
    public KeyRole Role { get; init; } = Business is null ? KeyRole.Operator : KeyRole.Business;

    /// <summary>Whether it may take people off the do-not-call list of its business; operators may without it.</summary>
    public bool RemovesOptOuts { get; init; }

    public bool IsOperator => Role == KeyRole.Operator;
}

/// <summary>Stores the caller in its request.</summary>
public static class Callers
{
    /// <summary>Who sends the request.</summary>
    /// <exception cref="UnreachableException">The request was not authenticated: the host lacks <see cref="AccessPipeline.UseCallQueueAccess"/>, or the endpoint is open.</exception>
    public static Caller Caller(this HttpContext http) =>
        http.FindCaller() ?? throw new UnreachableException("the endpoint requires an authenticated caller, but the request has none");

    /// <summary>Who sends the request; null where no authentication is required.</summary>
    public static Caller? FindCaller(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Features.Get<Caller>();
    }

    /// <summary>The id of the browser session that sends the request; null when it was sent with a key, or with nothing.</summary>
    internal static string? FindSession(this HttpContext http) => http.Features.Get<OpenAccess>()?.Session;

    internal static void Enter(this HttpContext http, Caller caller) => http.Features.Set(caller);
}
