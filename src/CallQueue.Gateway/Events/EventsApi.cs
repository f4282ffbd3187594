using CallQueue.Carriers;
using CallQueue.Documents;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Events;

/// <summary>GET /api/events: everything that a browser shows, in one stream of server-sent events.</summary>
internal static class EventsApi
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services.AddSingleton<EventHub>().AddSingleton<TopicSources>(provider =>
    {
        IActors actors = provider.GetRequiredService<IActors>();
        ICarriers carriers = provider.GetRequiredService<ICarriers>();
        TimeProvider time = provider.GetRequiredService<TimeProvider>();
        return topic => topic.Kind switch
        {
            TopicKind.Business => new BusinessSource(topic.Business!.Value, actors, carriers, time),
            TopicKind.Run => new RunSource(new RunId(topic.Business!.Value, topic.Run!), actors, time),
            _ => new TrunksSource(actors, carriers, time),
        };
    });

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", Get).WithTags("Events").Reads(TopicQuery.Parameter)
            .WithSummary("Stream the state of businesses, runs and carrier accounts as server-sent events, at most four a second for each topic.")
            .Produces<TopicEvent>(contentType: "text/event-stream")
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests);

    private static IResult Get(HttpContext http) => TopicQuery.Read(http, out IResult? refusal) is { } topics ? new TopicStream(topics) : refusal!;
}
