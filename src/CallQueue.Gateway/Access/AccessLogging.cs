using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

/// <summary>Keeps the URLs of requests out of all logs: they hold ids that may be telephone numbers, and tokens.</summary>
public static class AccessLogging
{
    /// <summary>The web server, routing and HTTP clients log only warnings and errors at every log level: their other lines hold whole URLs.</summary>
    public static ILoggingBuilder KeepAddressesOut(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Http", LogLevel.Warning)
        .AddFilter("System.Net.Http", LogLevel.Warning);
}
