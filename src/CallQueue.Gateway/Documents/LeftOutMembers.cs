using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>Members that are left out when they have nothing to say are not required; in what we take, none that may be null is.</summary>
internal static class LeftOutMembers
{
    public static Task Apply(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Required is not { Count: > 0 } required) return Task.CompletedTask;
        bool isTaken = context.JsonTypeInfo.Type.Name.EndsWith("Body", StringComparison.Ordinal);
        foreach (JsonPropertyInfo member in context.JsonTypeInfo.Properties)
            if (member.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) == true || (isTaken && member.IsGetNullable)) required.Remove(member.Name);
        return Task.CompletedTask;
    }
}
