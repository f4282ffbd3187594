using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>GET /api/health [S3.23, S1.45]: every registered check by name. 200 while calls can be dialed or are held back on purpose, else 503.</summary>
internal static class HealthApi
{
    public static void MapHealth(this RouteGroupBuilder api) =>
        api.MapGet("/health", GetAsync).WithTags("Health").ForAnybody()
            .WithSummary("Check everything that dialing depends on.")
            .Produces<HealthView>().Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> GetAsync(HttpContext http, HealthCheckService service)
    {
        HealthReport report = await service.CheckHealthAsync(check => !check.Tags.Contains(HealthTags.ProbeOnly), http.RequestAborted);
        var checks = http.FindCaller() is null ? null : report.Entries.ToDictionary(e => e.Key, e => Of(e.Value), StringComparer.Ordinal);
        var view = new HealthView(Word(report.Status), checks is null ? null : ProductInfo.Version, checks);
        int status = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return TypedResults.Json(view, GatewayJson.Context.HealthView, statusCode: status);
    }

    // An exception of a check may hold addresses and secrets of the deployment, so it is only logged.
    private static CheckView Of(HealthReportEntry entry) =>
        new(Word(entry.Status), entry.Exception is null ? entry.Description : "the check failed; see the server's log", Measured(entry.Data));

    private static JsonObject? Measured(IReadOnlyDictionary<string, object> data)
    {
        if (data.Count == 0) return null;
        var measured = new JsonObject();
        foreach ((string name, object value) in data)
        {
            measured[name] = value switch
            {
                bool truth => truth,
                int number => number,
                long number => number,
                double number => Math.Round(number, 3),
                DateTimeOffset time => time.UtcDateTime,
                _ => value.ToString(),
            };
        }

        return measured;
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

/// <summary>The health answer. A check that is not healthy gives the reason, without secrets.</summary>
/// <param name="Version">The version of the program. Absent without a key.</param>
/// <param name="Checks">Absent for callers without a key.</param>
internal sealed record HealthView(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, CheckView>? Checks);

/// <summary>One check.</summary>
/// <param name="Status">healthy, degraded (dialing continues or is paused on purpose) or unhealthy.</param>
/// <param name="Detail">The reason, or what is known; absent when there is nothing to say.</param>
/// <param name="Measured">The values that the status comes from; absent when nothing was measured.</param>
internal sealed record CheckView(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonObject? Measured);
