using System.Text.Json.Nodes;
using CallQueue.Fields;
using CallQueue.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>Describes the bodies of requests by the tables that they are read by.</summary>
internal static class RequestBodies
{
    private const string Json = "application/json";

    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<JsonTaken>().LastOrDefault() is not { Table: { } table } taken) return Task.CompletedTask;
        var content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new() { Schema = FieldSchemas.Link(context.Document!, table), Example = table.Example is { } example ? JsonNode.Parse(example) : null },
        };
        foreach (BodyForm other in context.Description.ActionDescriptor.EndpointMetadata.OfType<BodyForm>())
            content[other.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = other.Example };
        operation.RequestBody = new OpenApiRequestBody { Required = !taken.IsOptional, Description = table.Description, Content = content };
        return Task.CompletedTask;
    }
}
