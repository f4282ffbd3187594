using CallQueue.Outboxes;
using CallQueue.Searches;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.CallLog;

/// <summary>Puts the call log into a host.</summary>
public static class CallLogServices
{
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(5);

    /// <summary>Registers the sink, which the host disposes of, its search and its health check.</summary>
    public static void AddCallLog(this IServiceCollection services, CallLogConnection connection)
    {
        services.AddSingleton(_ => new CallLogSink(connection));
        services.AddSingleton<IEndingSink>(provider => provider.GetRequiredService<CallLogSink>());
        services.AddSingleton<ICallHistory>(provider => provider.GetRequiredService<CallLogSink>());
        services.AddHealthChecks().AddCheck<CallLogCheck>(CallLogCheck.Name, timeout: CheckLimit);
    }

    /// <summary>Registers only the health check, for a sink that the caller disposes of.</summary>
    public static void AddCallLogCheck(this IServiceCollection services, CallLogSink log) =>
        services.AddSingleton(log).AddHealthChecks().AddCheck<CallLogCheck>(CallLogCheck.Name, timeout: CheckLimit);
}
