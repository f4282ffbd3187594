using CallQueue.Keys;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CallQueue.Access;

/// <summary>The middleware of every process that serves HTTP.</summary>
public static class AccessPipeline
{
    /// <summary>Registers what <see cref="UseCallQueueAccess"/> needs, beside <see cref="CallQueueGateway.AddCallQueueGateway"/>.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddCallQueueAccess(this IServiceCollection services, AccessOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        return services.AddCallQueueAccess(_ => options);
    }

    /// <summary>The same with options that are known only when the host starts.</summary>
    public static IServiceCollection AddCallQueueAccess(this IServiceCollection services, Func<IServiceProvider, AccessOptions> options)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(options);
        services.AddSingleton<KeyBook>().AddSingleton<SessionBook>().AddSingleton<KnownKeys>().AddSingleton<KnownSessions>().AddSingleton<KeyPresence>();
        services.AddSingleton<AccessChanges>().AddSingleton<SessionCookie>().AddSingleton<KeyUse>().AddSingleton<Authenticator>().AddSingleton<FailedAttempts>().AddSingleton<InternalSecret>();
        services.TryAddSingleton(new TrafficLimits());
        services.TryAddSingleton(new LoopbackPeers());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<OpenLimits>().AddSingleton<TenantQuotas>();
        services.AddRateLimiter(_ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>>(provider =>
            new ConfigureOptions<RateLimiterOptions>(limiter => RateLimits.Set(limiter, provider.GetRequiredService<AccessOptions>())));
        return services;
    }

    /// <summary>
    /// Routing, security headers, the addresses of probes and of webhooks, signed webhooks, authentication, rate limits, quotas and stored answers, in this order. Signed webhooks are served
    /// before the rest, which does not concern them: every call has several. Call it before mapping endpoints.
    /// An endpoint is for operators unless it declares another rule (<see cref="AccessRules"/>).
    /// </summary>
    public static void UseCallQueueAccess(this IApplicationBuilder app)
    {
        app.Use(next => http => SecurityHeaders.AddAsync(http, next));
        app.UseMiddleware<PublicPrefix>();
        app.UseRouting();
        app.UseProbeAddress();
        app.Use(next => http => WebhookAddress.FilterAsync(http, next));
        OpenLimits limits = app.ApplicationServices.GetRequiredService<OpenLimits>();
        app.Use(next => http => SignedEndpoint.ServeAsync(http, limits, next));
        app.UseOpenIdSignIn();
        app.UseMiddleware<AccessGate>();
        app.UseRateLimiter();
        app.UseMiddleware<StoredBytes>();
        app.UseMiddleware<KeptReplies>();
    }
}
