using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Trunks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Configs;

/// <summary>GET /api/config [S3.11]: the defaults for calls, and the limits. It has no secrets.</summary>
internal static class ConfigApi
{
    public static void MapConfig(this RouteGroupBuilder api) =>
        api.MapGet("/config", GetAsync).WithTags("Queues").WithSummary("Get the defaults and limits. Secrets are not included.")
            .Produces<ConfigView>().Refuses(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> GetAsync(HttpContext http, IActors actors, ICarriers carriers, GatewayOptions gateway, CallQueueOptions options)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        BusinessSettings settings = (await actors.Business(business).GetAsync()).Settings;
        return TypedResults.Json(
            new ConfigView(
                business.Value,
                SettingsView.Of(settings, carriers.For(business).Name),
                SettingsView.Of(options.NewBusiness, carriers.For(business).Name),
                options.TrunkLimits.Channels,
                options.TrunkLimits.DialsPerSecond,
                PerSecond(settings),
                settings.Rules.Retry?.MaxAttempts - 1 ?? CallSettings.DefaultMaxRetries,
                new LimitsView(gateway.MaxCalls, gateway.MaxBulkBytes, gateway.MaxListCalls, gateway.MaxListBytes, JsonBody.MaxBytes, CallLimits.MessageLength, CallLimits.VariablesBytes, CallLimits.DataBytes, Paging.Most)),
            GatewayJson.Context.ConfigView);
    }

    /// <summary>The strictest of the business's rate limits, in dials per second; null when it has none.</summary>
    private static double? PerSecond(BusinessSettings settings) =>
        settings.Rates.Count == 0 ? null : settings.Rates.Min(rate => rate.Count / rate.Period.TotalSeconds);
}

/// <summary>The defaults for calls.</summary>
/// <param name="Settings">The business's own settings.</param>
/// <param name="NewBusiness">The settings of a business that has not set any.</param>
/// <param name="MaxConcurrentCalls">Live calls of the carrier account, over all businesses.</param>
/// <param name="DialsPerSecond">Dials of the carrier account, over all businesses; null: no limit.</param>
/// <param name="RateLimitPerSecond">The strictest of the business's rate limits; null when it has none.</param>
/// <param name="MaxRetries">Retries of a call that names none: the business's, else the default of the calls family.</param>
internal sealed record ConfigView(
    string BusinessId, SettingsView Settings, SettingsView NewBusiness, int MaxConcurrentCalls, double? DialsPerSecond, double? RateLimitPerSecond,
    int MaxRetries, LimitsView Limits);

/// <summary>The limits of one request.</summary>
internal sealed record LimitsView(
    int BulkCalls, long BulkBytes, int ListCalls, long ListBytes, int BodyBytes, int MessageCharacters, int VariablesBytes, int DataBytes, int PageSize);
