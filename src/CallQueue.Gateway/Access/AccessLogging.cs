using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

/// <summary>Keeps out of every log what requests carry in their addresses: ids that may be telephone numbers, and tokens.</summary>
public static class AccessLogging
{
    /// <summary>The web server, routing and HTTP clients say warnings at most, whatever else is wanted: their lines below hold whole URLs.</summary>
    public static ILoggingBuilder KeepAddressesOut(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Http", LogLevel.Warning)
        .AddFilter("System.Net.Http", LogLevel.Warning);
}
