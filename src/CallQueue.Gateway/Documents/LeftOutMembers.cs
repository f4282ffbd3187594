using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>Members of answers that are omitted when empty are not required.</summary>
internal static class LeftOutMembers
{
    public static Task Apply(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Required is not { Count: > 0 } required) return Task.CompletedTask;
        foreach (JsonPropertyInfo member in context.JsonTypeInfo.Properties)
            if (member.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) == true) required.Remove(member.Name);
        return Task.CompletedTask;
    }
}
