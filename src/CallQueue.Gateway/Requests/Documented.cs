using CallQueue.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>What endpoints say of themselves, so that the API can be described.</summary>
internal static class Documented
{
    private const string Json = "application/json";

    // Beside JSON, so that routing leaves other types to us: we answer 415 with a problem, it would with nothing.
    private const string Anything = "*/*";

    /// <summary>Its body is a JSON object of this shape.</summary>
    public static RouteHandlerBuilder TakesJson<TBody>(this RouteHandlerBuilder endpoint, bool isOptional = false) where TBody : notnull =>
        endpoint.Accepts<TBody>(isOptional, Json, Anything).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status415UnsupportedMediaType);

    /// <summary>It may answer with problems of these statuses.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (int status in statuses) endpoint.Produces<Problem>(status, Refusals.ContentType);
        return endpoint;
    }

    /// <summary>An order with an optional JSON body and one kind of answer.</summary>
    public static RouteHandlerBuilder Order<TAnswer, TBody>(this RouteHandlerBuilder endpoint, string summary) where TBody : notnull =>
        endpoint.WithSummary(summary).TakesJson<TBody>(isOptional: true).Produces<TAnswer>()
            .Refuses(StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);
}
