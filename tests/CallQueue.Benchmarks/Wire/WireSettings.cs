using System.Globalization;

namespace CallQueue.Benchmarks.Wire;

/// <summary>What the wire program measures.</summary>
internal sealed record WireSettings
{
    public const string Help = """
        wire [options]                    whole lives over HTTP, beside BullMQ with fastify; prints a Markdown table

        A carrier lab, Twilio-shaped, runs in a process of its own. Every system dials it and takes its signed webhooks over HTTP.
        In each round every system runs once, one after the other. The CPU of every process is read from /proc (Linux only).

          --systems LIST     of: floor, peer1, peer4, ours, silo1, silo3 [default: floor,peer1,peer4,ours,silo1]
                             floor: no queue, no durability. peer1: asks the carrier for the end of a call only. peer4: for all four events.
                             ours: callqueue serve over SQLite, durable at each commit. silo1, silo3: silos over Redis.
                             KIND@FILE runs another callqueue.dll or a published callqueue; KIND:VARIABLE=VALUE sets a variable. Both compare two builds in turns.
          --shape LIST       businesses x slots [@ milliseconds of talk] [default: 1x200,20x20,1x3@5-25]
          --calls N          lives of each measurement; a tenth of it where calls talk [default: 20000]
          --warm-up N        lives before the figures called warm [default: 60000]
          --rounds N         [default: 5]
          --viewers N        measures each warm shape twice in a round, the second time while N clients follow the event stream of its first business; for
                             ours and silos alone [default: 0]
          --fsync MODE       how the peer's Redis keeps its file: everysec or always. Ours always keeps it with everysec [default: everysec]
          --data FOLDER      where data files are made and deleted [default: the temporary folder]
          --quick            one round of few calls, to see that it works

        The peer and the silos need redis-server, the peer also node and its packages (npm install --prefix tests/CallQueue.Benchmarks/bullmq).
        Examples:
          dotnet run -c Release --project tests/CallQueue.Benchmarks -- wire
          dotnet run -c Release --project tests/CallQueue.Benchmarks -- wire --systems peer1,ours --shape 1x200 --rounds 3
          dotnet run -c Release --project tests/CallQueue.Benchmarks -- wire --systems ours,ours:DOTNET_TieredPGO=0 --shape 1x200
        """;

    public IReadOnlyList<string> Systems { get; init; } = ["floor", "peer1", "peer4", "ours", "silo1"];

    public IReadOnlyList<WireShape> Shapes { get; init; } = [WireShape.Parse("1x200")!, WireShape.Parse("20x20")!, WireShape.Parse("1x3@5-25")!];

    public int Calls { get; init; } = 20_000;

    public int WarmUp { get; init; } = 60_000;

    public int Rounds { get; init; } = 5;

    /// <summary>How many look at a business in half of the measurements; 0: nobody does.</summary>
    public int Viewers { get; init; }

    public string Fsync { get; init; } = "everysec";

    public string DataFolder { get; init; } = Path.Combine(Path.GetTempPath(), $"callqueue-wire-{Environment.ProcessId}");

    /// <summary>Of a short warm-up: what a new process has done before its first figures.</summary>
    public int ShortWarmUp => Math.Min(500, Calls);

    /// <summary>The calls of one measurement, a whole number for each business.</summary>
    public int CallsOf(WireShape shape) => Math.Max(1, (shape.LongestTalk > 0 ? Calls / 10 : Calls) / shape.Businesses) * shape.Businesses;

    /// <summary>The settings, or null when an option is unknown or has a wrong value.</summary>
    public static WireSettings? Parse(IReadOnlyList<string> options)
    {
        var settings = new WireSettings();
        for (int i = 0; i < options.Count; i++)
        {
            if (options[i] == "--quick")
            {
                settings = settings with { Calls = 400, WarmUp = 400, Rounds = 1 };
                continue;
            }

            if (i + 1 == options.Count) return null;
            string value = options[i + 1];
            WireSettings? changed = options[i++] switch
            {
                "--systems" when value.Split(',') is var systems && systems.All(WireSystems.IsKnown) => settings with { Systems = systems },
                "--shape" when value.Split(',').Select(WireShape.Parse).ToArray() is var shapes && shapes.All(shape => shape is not null) => settings with { Shapes = shapes! },
                "--calls" when Count(value) is { } calls => settings with { Calls = calls },
                "--warm-up" when Count(value) is { } calls => settings with { WarmUp = calls },
                "--rounds" when Count(value) is { } rounds => settings with { Rounds = rounds },
                "--viewers" when Count(value) is { } viewers => settings with { Viewers = viewers },
                "--fsync" when value is "everysec" or "always" => settings with { Fsync = value },
                "--data" => settings with { DataFolder = Path.Combine(value, $"callqueue-wire-{Environment.ProcessId}") },
                _ => null,
            };
            if (changed is null) return null;
            settings = changed;
        }

        return settings;
    }

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= 100_000 ? count : null;
}
