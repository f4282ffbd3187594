using System.Globalization;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Sabotages;

namespace CallQueue.Simulation;

/// <summary>Runs many seeds or replays one, with a planted bug or without; <see cref="Help"/> has the options. Exit code 1 when a promise did not hold, 2 for a wrong option.</summary>
internal static class Program
{
    private const string Help = """
        Runs the queue's actors over a simulated network, store, clock and carrier, and checks every promise of docs/design.md from outside.

          --seeds 2000 --from 1 --threads 2   so many seeds from this one; --failures 20 stops after as many
          --seed 4711 --verbose               replays one, and prints what happened
          --bug NAME                          with the planted bug whose name has this in it
          --teeth                             plants all bugs, one after the other, and says how soon each is found
        """;

    private static readonly string[] Flags = ["--verbose", "--teeth"];
    private static readonly string[] Options = ["--seeds", "--from", "--threads", "--failures", "--seed", "--bug"];

    private static int Main(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        if (args.Where((arg, i) => !Flags.Contains(arg) && !Options.Contains(arg) && !(i > 0 && Options.Contains(args[i - 1]))).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"'{unknown}' is not an option; --help names them");
            return 2;
        }

        bool verbose = args.Contains("--verbose");
        if (args.Contains("--teeth")) return Teeth();
        int at = Array.IndexOf(args, "--bug");
        Sabotage? bug = at < 0 ? null : PlantedBugs.All.First(b => b.Name.Contains(args[at + 1], StringComparison.OrdinalIgnoreCase));
        if (Read(args, "--seed") is { } seed) return Replay(seed, bug, verbose);
        var seeds = new Seeds(Read(args, "--from") ?? 1, Read(args, "--seeds") ?? 2000, (int)(Read(args, "--threads") ?? 2))
        {
            StopAfter = (int)(Read(args, "--failures") ?? 20),
            Told = line => Console.WriteLine(line),
            Sabotage = bug,
        };
        seeds.Run();
        Console.WriteLine(seeds.Summary());
        return seeds.Failures.Count == 0 ? 0 : 1;
    }

    private static int Teeth()
    {
        foreach (Sabotage bug in PlantedBugs.All)
        {
            var seeds = new Seeds(1, PlantedBugs.WithinSeeds, 2) { Sabotage = bug };
            seeds.Run();
            PromiseBrokenException? found = seeds.Failures.Count == 0 ? null : seeds.Failures[0];
            string verdict = found is null ? "NOT FOUND" : bug.Breaks.Contains(found.Promise) ? "found" : "found otherwise";
            Console.WriteLine($"{verdict}: {bug.Name}, after {seeds.Done} seeds: {found?.Promise} {found?.What.Split('\n')[0]}");
        }

        return 0;
    }

    private static int Replay(ulong seed, Sabotage? bug, bool verbose)
    {
        try
        {
            Console.WriteLine(Rehearsal.Run(seed, bug, trace: verbose ? Console.WriteLine : null));
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
