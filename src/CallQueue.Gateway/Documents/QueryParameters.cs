using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>A parameter that an endpoint reads from the query itself.</summary>
internal sealed record QueryParameter(string Name, string Description);

/// <summary>Describes what endpoints read from the query.</summary>
internal static class QueryParameters
{
    /// <summary>The endpoint reads <paramref name="name"/> from the query.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, string name, string description) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new QueryParameter(name, description));

    /// <summary>The endpoint returns a page of a list.</summary>
    public static TBuilder ReadsPage<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint
        .Reads("start", "Items to skip. Default: 0.")
        .Reads("end", "Index of the last item, inclusive.")
        .Reads("limit", "Items per page, 1 to 1,000; use it instead of end.");

    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Parameters ??= [];
        foreach (QueryParameter read in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = read.Name, In = ParameterLocation.Query, Description = read.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }
}
