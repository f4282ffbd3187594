using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>
/// Names each operation after its method and path: GET /api/calls/{id}/why is getCallsByIdWhy. So every operation has an id, no two have the same,
/// and an id changes only when its path does.
/// </summary>
internal static class OperationIds
{
    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.OperationId ??= Of(context.Description.HttpMethod ?? "GET", context.Description.RelativePath ?? "");
        return Task.CompletedTask;
    }

    /// <param name="path">With its places in braces.</param>
    public static string Of(string method, string path)
    {
        IEnumerable<string> parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "api").Select(part => part.StartsWith('{') ? "By" + Words(part.Trim('{', '}')) : Words(part));
        return method.ToLowerInvariant() + string.Concat(parts);
    }

    private static string Words(string part) =>
        string.Concat(part.Split('-', '_').Where(word => word.Length > 0).Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
}
