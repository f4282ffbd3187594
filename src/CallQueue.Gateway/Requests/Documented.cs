using System.Text.Json.Nodes;
using CallQueue.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>What endpoints say of themselves, so that the API can be described.</summary>
internal static class Documented
{
    /// <summary>Its body is a JSON object.</summary>
    public static RouteHandlerBuilder TakesJson(this RouteHandlerBuilder endpoint, bool isOptional = false) =>
        endpoint.Accepts<JsonObject>(isOptional, "application/json").Refuses(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>It may answer with problems of these statuses.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (int status in statuses) endpoint.Produces<Problem>(status, Refusals.ContentType);
        return endpoint;
    }

    /// <summary>An order with an optional JSON body and one kind of answer.</summary>
    public static RouteHandlerBuilder Order<TAnswer>(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).TakesJson(isOptional: true).Produces<TAnswer>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
}
