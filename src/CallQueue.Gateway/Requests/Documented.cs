using CallQueue.Fields;
using CallQueue.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Requests;

/// <summary>Metadata of endpoints for the description of the API.</summary>
internal static class Documented
{
    /// <summary>Its body is a JSON object with the fields of <paramref name="table"/>, which it is read and described by.</summary>
    public static RouteHandlerBuilder TakesJson(this RouteHandlerBuilder endpoint, FieldTable table, bool isOptional = false) =>
        endpoint.WithMetadata(new JsonTaken(table, isOptional)).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status415UnsupportedMediaType);

    /// <summary>Its body may have another media type instead.</summary>
    public static RouteHandlerBuilder AlsoTakes(this RouteHandlerBuilder endpoint, string mediaType, string example) => endpoint.WithMetadata(new BodyForm(mediaType, example));

    /// <summary>The fields that the body of this request may have; null when its endpoint does not say so.</summary>
    public static FieldTable? Table(this HttpRequest request) => request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<JsonTaken>()?.Table;

    /// <summary>It may answer with problems with these statuses.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (int status in statuses) endpoint.Produces<Problem>(status, Refusals.ContentType);
        return endpoint;
    }

    /// <summary>A command with an optional JSON body and one kind of answer.</summary>
    public static RouteHandlerBuilder Command<TAnswer>(this RouteHandlerBuilder endpoint, string summary, FieldTable table) =>
        endpoint.WithSummary(summary).TakesJson(table, isOptional: true).Produces<TAnswer>()
            .Refuses(StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);
}

/// <summary>The JSON body that an endpoint accepts.</summary>
/// <param name="IsOptional">Without a body all fields are absent.</param>
internal sealed record JsonTaken(FieldTable Table, bool IsOptional);
