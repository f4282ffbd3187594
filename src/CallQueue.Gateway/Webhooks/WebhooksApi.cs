using CallQueue.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Webhooks;

/// <summary>
/// The carriers' requests: the progress of calls, and the document for an answered call. Every call has several, so they are plain delegates: what a route handler
/// looks up and binds for each request is looked up once.
/// </summary>
internal static class WebhooksApi
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void MapWebhooks(this IEndpointRouteBuilder root)
    {
        // Not before the first request: the actors are there when the host has started.
        var receiver = new Lazy<CarrierReceiver>(root.ServiceProvider.GetRequiredService<CarrierReceiver>);
        RouteGroupBuilder hooks = root.MapGroup("/webhooks/{carrier}").WithTags("Webhooks").ExcludeFromDescription().WithoutKey().AlsoAtWebhookAddress().WithMetadata(SignedEndpoint.Mark);
        hooks.MapMethods("/status", Methods, StatusAsync);
        hooks.MapMethods("/answer", Methods, AnswerAsync);
        hooks.MapMethods("/message", Methods, MessageAsync);
        hooks.MapMethods("/agent", Methods, AgentAsync);

        Task StatusAsync(HttpContext http) => receiver.Value.StatusAsync(http);
        Task AnswerAsync(HttpContext http) => receiver.Value.AnswerAsync(http);
        Task MessageAsync(HttpContext http) => receiver.Value.MessageAsync(http);
        Task AgentAsync(HttpContext http) => receiver.Value.AfterAgentAsync(http);
    }
}
