using System.Globalization;
using CallQueue.Conformance.Probes;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Crashes;

/// <summary>What the killed process does.</summary>
internal static class CrashingProgram
{
    public const int Counters = 16;

    /// <summary>Counts as fast as it can in several actors, and prints each count once it is durable. Until it is killed.</summary>
    public static async Task<int> CountAsync(string folder)
    {
        await using var host = await OpenAsync(folder, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, Counters).Select(i => CountAsync(host, $"{i}")));
        return 0;
    }

    /// <summary>Takes the folder and keeps it until its standard input ends.</summary>
    public static async Task<int> HoldAsync(string folder)
    {
        using var held = await DataFolder.TakeAsync(folder, TimeProvider.System);
        held.Announce("http://localhost:5080");
        Console.WriteLine("held");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static Task<StandaloneHost> OpenAsync(string folder, TimeProvider time)
    {
        var probes = new ActorKind(ProbeProxy.Kind, context => new ProbeActor(context, new ProbeWorld(), _ => throw new NotSupportedException()));
        return StandaloneHost.OpenAsync(folder, [probes], new StandaloneHostOptions(), time, NullLoggerFactory.Instance);
    }

    private static async Task CountAsync(StandaloneHost host, string key)
    {
        var probe = new ProbeProxy(host, key);
        while (true)
        {
            var count = await probe.CountAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key} {count}"));
        }
    }
}
