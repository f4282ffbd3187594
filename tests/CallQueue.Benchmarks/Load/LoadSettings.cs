using System.Globalization;

namespace CallQueue.Benchmarks.Load;

/// <summary>What to measure, and how much of it.</summary>
internal sealed record LoadSettings
{
    private static readonly string[] Parts =
        ["enqueue", "idle", "lives", "ledger", "turnaround", "backlog", "memory", "delayed", "rest", "outbox", "roster", "guards", "plan", "lists", "search", "held", "peer"];

    public IReadOnlyList<string> Only { get; init; } = [.. Parts.Where(part => part is not ("held" or "peer"))];

    /// <summary>Everything is divided by this.</summary>
    public int Divisor { get; init; } = 1;

    public int MemoryLives { get; init; } = 100_000;

    /// <summary>How long the part "held" keeps its calls live.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMinutes(10);

    public string DataFolder { get; init; } = Path.Combine(Path.GetTempPath(), $"callqueue-benchmarks-{Environment.ProcessId}");

    public int Scale(int count) => Math.Max(1, count / Divisor);

    public bool Wants(string part) => Only.Contains(part);

    /// <summary>The settings, or null when an option is unknown.</summary>
    public static LoadSettings? Parse(IReadOnlyList<string> options)
    {
        var settings = new LoadSettings();
        for (int i = 0; i < options.Count; i++)
        {
            string? value = i + 1 < options.Count ? options[i + 1] : null;
            switch (options[i])
            {
                case "--peer":
                    settings = settings with { Only = [.. settings.Only, "peer"] };
                    break;
                case "--quick":
                    settings = settings with { Divisor = 10 };
                    break;
                case "--million":
                    settings = settings with { MemoryLives = 1_000_000 };
                    break;
                case "--only" when value?.Split(',') is { } parts && parts.All(Parts.Contains):
                    settings = settings with { Only = parts };
                    i++;
                    break;
                case "--hold" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds):
                    settings = settings with { Hold = TimeSpan.FromSeconds(seconds) };
                    i++;
                    break;
                case "--data" when value is not null:
                    settings = settings with { DataFolder = Path.Combine(value, $"callqueue-benchmarks-{Environment.ProcessId}") };
                    i++;
                    break;
                default:
                    return null;
            }
        }

        return settings;
    }
}
