using CallQueue.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CallQueue.Access;

/// <summary>
/// An address of its own for carriers' webhooks and probes. A public tunnel or proxy leads to it, so that strangers never reach the API, not
/// even with a key.
/// </summary>
public static class WebhookAddress
{
    /// <summary>The endpoints are also served at the webhook address.</summary>
    public static TBuilder AlsoAtWebhookAddress<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(Reachable.Instance);

    /// <summary>Marks the connections that come in there.</summary>
    internal static void IsForWebhooks(this ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(Arrival.Instance);
        return next(connection);
    });

    /// <summary>Everything else is not found there; comes after routing.</summary>
    internal static Task FilterAsync(HttpContext http, RequestDelegate next)
    {
        bool isServed = http.Features.Get<Arrival>() is null || http.GetEndpoint()?.Metadata.GetMetadata<Reachable>() is not null;
        return isServed ? next(http) : Refusals.Send(StatusCodes.Status404NotFound, "not-found", "Not found", "this address serves carriers' webhooks and probes only").ExecuteAsync(http);
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
