using System.Diagnostics;
using CallQueue.Calls;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CallQueue.Telemetry;

/// <summary>The sources of spans: ours, the web server's and Orleans'. Not the HTTP client's: its spans have whole URLs, and our own say when a carrier or an app was asked.</summary>
internal static class TraceSources
{
    /// <summary>A provider of all of them; the caller adds where they go.</summary>
    public static TracerProviderBuilder NewBuilder(ProcessIdentity process, TelemetryOptions options) => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(options.Configuration()))
        .ConfigureResource(process.Describe)
        .AddSource(CallTraces.SourceName, "Microsoft.AspNetCore", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application")
        .AddProcessor(new WithoutIds());

    /// <summary>Takes out what can hold telephone numbers, ids and tokens: paths, queries and the keys of grains.</summary>
    private sealed class WithoutIds : BaseProcessor<Activity>
    {
        private static readonly string[] Private = ["url.path", "url.query", "url.full", "rpc.orleans.target_id", "rpc.orleans.source_id", "client.address", "network.peer.address", "user_agent.original"];

        public override void OnEnd(Activity data)
        {
            foreach (string name in Private) if (data.GetTagItem(name) is not null) data.SetTag(name, null);
        }
    }
}
