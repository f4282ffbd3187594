using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>In answers, members that are omitted when empty are not required; in requests, members that may be null are not required.</summary>
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
