using System.Globalization;
using CallQueue.Leads;
using CsvHelper;
using CsvHelper.Configuration;

namespace CallQueue.Benchmarks.Load;

/// <summary>
/// A list of a million people: read, its quoting proven, its numbers checked and duplicates looked for, as <c>dial</c> does before the
/// first call; against CsvHelper, which only splits the same file into strings. In turns, so that both meet the same machine.
/// </summary>
internal static class Lists
{
    private const int People = 1_000_000;
    private const int Turns = 3;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        int people = settings.Scale(People);
        string path = Path.Combine(settings.DataFolder, "list.csv");
        report.Progress($"a list of {people:N0} people");
        try
        {
            await WriteAsync(path, people, E164);
            await MeasureAsync(path, people, null, report);
            await WriteAsync(path, people, National);
            await MeasureAsync(path, people, "US", report);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string E164(int i) => string.Create(CultureInfo.InvariantCulture, $"+1{2_025_000_000 + i}");

    private static string National(int i) => string.Create(CultureInfo.InvariantCulture, $"({202 + (i / 10_000_000)}) {500 + (i / 10_000 % 500):000}-{i % 10_000:0000}");

    /// <param name="country">Where numbers without country code belong; null: there are none.</param>
    private static async Task MeasureAsync(string path, int people, string? country, Report report)
    {
        (double best, double peer, double cpu, double peerCpu, long memory) = (0, 0, double.MaxValue, double.MaxValue, 0);
        for (int turn = 0; turn < Turns; turn++)
        {
            var stint = new Stint(Rig.Time);
            int read = Split(path);
            Cost split = stint.End(read);
            (peer, peerCpu) = (Math.Max(peer, split.PerSecond), Math.Min(peerCpu, split.CpuMicroseconds));

            long before = GC.GetTotalMemory(forceFullCollection: true);
            stint = new Stint(Rig.Time);
            LeadCheck check = await new LeadFile(path, new LeadFileOptions { Country = country }).CheckAsync();
            Cost checking = stint.End(check.Total);
            (best, cpu) = (Math.Max(best, checking.PerSecond), Math.Min(cpu, checking.CpuMicroseconds));
            memory = Math.Max(memory, GC.GetTotalMemory(forceFullCollection: true) - before);
            if (check.Total != people || check.ProblemCount > 0) throw new InvalidOperationException($"{check.Total} of {people} people were read: {(check.Problems is [var first, ..] ? first : null)}");
        }

        report.Add($"{people:N0} rows {(country is null ? "" : "with national numbers ")}read and checked, against split by CsvHelper", $"{best:N0} → {peer:N0} rows/s ({best / peer:0.00}×); {cpu:0.00} → {peerCpu:0.00} µs CPU a row ({peerCpu / cpu:0.00}×); {memory / 1e6:0.0} MB kept afterwards",
            "≥ 200,000 rows/s", best >= 200_000);
    }

    /// <summary>CsvHelper alone: every cell as a string.</summary>
    private static int Split(string path)
    {
        using var text = new StreamReader(path);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture));
        (int rows, int length) = (0, 0);
        while (parser.Read())
        {
            foreach (string cell in parser.Record!) length += cell.Length;
            rows++;
        }

        return length == 0 ? 0 : rows - 1;
    }

    private static async Task WriteAsync(string path, int people, Func<int, string> number)
    {
        await using var text = new StreamWriter(path);
        await text.WriteLineAsync("phone,name,city,message");
        for (int i = 0; i < people; i++)
        {
            string message = i % 4 == 0 ? "\"Hello {{name}}, this is a call.\"" : "Hello {{name}}";
            await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{number(i)},Ann {i},Ely,{message}"));
        }
    }
}
