using System.Globalization;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation;

/// <summary>
/// Runs many seeds (<c>--seeds 100000 --from 1</c>) or replays one (<c>--seed 4711 --verbose</c>). Exit code 1 when a
/// promise did not hold.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        bool verbose = args.Contains("--verbose");
        if (Read(args, "--seed") is { } seed) return Replay(seed, verbose);
        var seeds = new Seeds(Read(args, "--from") ?? 1, Read(args, "--seeds") ?? 2000, (int)(Read(args, "--threads") ?? 2))
        {
            StopAfter = (int)(Read(args, "--failures") ?? 20),
            Told = line => Console.WriteLine(line),
        };
        seeds.Run();
        Console.WriteLine(seeds.Summary());
        return seeds.Failures.Count == 0 ? 0 : 1;
    }

    private static int Replay(ulong seed, bool verbose)
    {
        try
        {
            Console.WriteLine(Rehearsal.Run(seed, trace: verbose ? Console.WriteLine : null));
            return 0;
        }
        catch (PromiseBrokenException e)
        {
            Console.WriteLine(e.Message);
            return 1;
        }
    }

    private static ulong? Read(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? ulong.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
    }
}
