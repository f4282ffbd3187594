using CallQueue.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CallQueue.Access;

/// <summary>
/// An address of its own for probes and metrics, for orchestrators and Prometheus, which send no key. Nothing else exists there; elsewhere metrics are for operators.
/// </summary>
public static class ProbeAddress
{
    /// <summary>The endpoints are also served at the probe address, without a key.</summary>
    public static TBuilder AlsoAtProbeAddress<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(Reachable.Instance);

    /// <summary>Whether the request came in there.</summary>
    internal static bool IsItsOwn(HttpContext http) => http.Features.Get<Arrival>() is not null;

    /// <summary>Marks the connections that come in there.</summary>
    internal static void IsForProbes(this ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(Arrival.Instance);
        return next(connection);
    });

    /// <summary>Serves its requests, before anything that asks for a key; comes after routing. Requests to other addresses go on.</summary>
    public static IApplicationBuilder UseProbeAddress(this IApplicationBuilder app) => app.Use(next => http => FilterAsync(http, next));

    private static Task FilterAsync(HttpContext http, RequestDelegate next)
    {
        if (!IsItsOwn(http)) return next(http);
        return http.GetEndpoint() is { RequestDelegate: { } serve } endpoint && endpoint.Metadata.GetMetadata<Reachable>() is not null
            ? serve(http)
            : Refusals.Send(StatusCodes.Status404NotFound, "not-found", "Not found", "this address serves probes and metrics only").ExecuteAsync(http);
    }

    private sealed class Arrival
    {
        public static readonly Arrival Instance = new();
    }

    private sealed class Reachable
    {
        public static readonly Reachable Instance = new();
    }
}
