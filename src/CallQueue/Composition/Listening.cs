using System.Net;
using CallQueue.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallQueue.Composition;

/// <summary>Where the web server of a host listens. Set between its build and its start, since API keys decide about it.</summary>
internal static class Listening
{
    public static void Set(IServiceProvider services, IPEndPoint? listen, IPEndPoint? webhooks, IPEndPoint? probes)
    {
        KestrelServerOptions kestrel = services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
        kestrel.LimitConnections(services.GetService<TrafficLimits>() ?? new TrafficLimits());
        kestrel.ListenWithLimits(listen, webhooks, probes);
    }

    /// <summary>The address with the port that was chosen, once the server is started.</summary>
    public static Uri UrlOf(IServiceProvider services) => new(Addresses(services).First());

    /// <summary>The same of another address: those of webhooks and of probes come last, in this order.</summary>
    public static Uri UrlOf(IServiceProvider services, Index which) => new(Addresses(services).ElementAt(which));

    /// <summary>The address for programs on this machine: nobody can connect to "every address".</summary>
    public static string OnThisMachine(Uri url)
    {
        string host = url.Host switch
        {
            "0.0.0.0" => "127.0.0.1",
            "[::]" => "[::1]",
            _ => url.Host,
        };
        return $"{url.Scheme}://{host}:{url.Port}";
    }

    private static ICollection<string> Addresses(IServiceProvider services) => services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
}
