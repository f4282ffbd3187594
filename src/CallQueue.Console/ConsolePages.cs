using CallQueue.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Consoles;

/// <summary>The web console: pages for people at <c>/</c>. They get their data from the API, with its access rules, and from nowhere else.</summary>
public static class ConsolePages
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Registers what <see cref="MapCallQueueConsole"/> needs.</summary>
    public static IServiceCollection AddCallQueueConsole(this IServiceCollection services) => services.AddSingleton<MatcherPolicy, BrowserPagePolicy>();

    /// <summary>
    /// Maps the console's files, and its first page for every address that a browser opens and no other endpoint has. After
    /// <see cref="AccessPipeline.UseCallQueueAccess"/> and beside <see cref="CallQueueGateway.MapCallQueueApi"/>. The files are public: they hold no data.
    /// </summary>
    public static void MapCallQueueConsole(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var files = ConsoleFiles.Load();
        var page = new ConsoleIndex(files.Index, endpoints.ServiceProvider.GetRequiredService<GatewayOptions>().PublicUrl);
        foreach (ConsoleFile file in files.Others)
            endpoints.MapMethods($"/{file.Path}", Reading, (HttpContext http) => file.SendAsync(http)).WithoutKey().ExcludeFromDescription();

        // Real endpoints come first, whatever they are: this one has the last order, and it matches only what a browser opens as a page.
        endpoints.MapMethods("/{**page}", Reading, (HttpContext http) => page.SendAsync(http))
            .WithMetadata(new BrowserPage()).WithOrder(int.MaxValue).WithoutKey().ExcludeFromDescription();
    }
}
