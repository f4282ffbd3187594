using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>A body that an endpoint takes, for readers and for tests that try every endpoint.</summary>
/// <param name="Json">Complete and valid.</param>
internal sealed record RequestExample(string Json)
{
    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        RequestExample? example = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequestExample>().FirstOrDefault();
        if (example is null || operation.RequestBody?.Content is not { } bodies) return Task.CompletedTask;
        foreach (OpenApiMediaType body in bodies.Values) body.Example = JsonNode.Parse(example.Json);
        return Task.CompletedTask;
    }
}

internal static class RequestExamples
{
    /// <summary>Shows <paramref name="json"/> as what the endpoint takes.</summary>
    public static TBuilder WithRequestExample<TBuilder>(this TBuilder endpoint, string json) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestExample(json));
}
