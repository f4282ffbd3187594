using System.Text.Json.Nodes;
using CallQueue.Fields;
using CallQueue.Requests;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests.Fields;

/// <summary>The bodies that the endpoints take, and the tables within them.</summary>
internal static class TakenTables
{
    /// <summary>Each endpoint with a body: method, path and table.</summary>
    public static IReadOnlyList<(string Method, string Path, FieldTable Table)> Of(GatewayApplication app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<JsonTaken>() is not null).Select(endpoint => (
            endpoint.Metadata.GetRequiredMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>().HttpMethods[0],
            $"/{endpoint.RoutePattern.RawText!.Trim('/')}",
            endpoint.Metadata.GetRequiredMetadata<JsonTaken>().Table)),
    ];

    /// <summary>A table and all that its fields lead to, each once.</summary>
    public static IReadOnlyList<FieldTable> All(IEnumerable<FieldTable> tables)
    {
        var all = new List<FieldTable>();
        foreach (FieldTable table in tables) Add(table, all);
        return all;
    }

    /// <summary>A body with every object and every list of it, so that all readers come to their fields.</summary>
    public static JsonObject Deep(FieldTable table)
    {
        var body = new JsonObject();
        foreach (Field field in table.Fields)
        {
            JsonNode? value = field switch
            {
                ObjectField one => Deep(one.Table),
                TextOrObjectField one => Deep(one.Table),
                ListField { Items: { } items } => new JsonArray(Deep(items)),
                TextsField => new JsonObject(),
                _ => null,
            };
            if (value is not null) body[field.Name] = value;
        }

        return body;
    }

    private static void Add(FieldTable table, List<FieldTable> all)
    {
        if (all.Contains(table)) return;
        all.Add(table);
        foreach (Field field in table.Fields)
            if (Inner(field) is { } inner) Add(inner, all);
    }

    private static FieldTable? Inner(Field field) => field switch
    {
        ObjectField one => one.Table,
        TextOrObjectField one => one.Table,
        ListField list => list.Items,
        _ => null,
    };
}
