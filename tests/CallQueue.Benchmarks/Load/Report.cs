using System.Globalization;

namespace CallQueue.Benchmarks.Load;

/// <summary>Collects what was measured; says on standard error how far things are, and prints the table at the end.</summary>
internal sealed class Report(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<(string What, string Measured, string Budget, string Met)> _rows = [];

    public void Progress(string text) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{time.GetElapsedTime(_start).TotalSeconds,5:0} s] {text}"));

    /// <summary>A figure without a budget.</summary>
    public void Add(string what, FormattableString measured) => Add(what, measured, "", null);

    public void Add(string what, FormattableString measured, string budget, bool? met)
    {
        string text = FormattableString.Invariant(measured);
        _rows.Add((what, text, budget, met switch { null => "", true => "yes", false => "**no**" }));
        Progress($"{what}: {text}");
    }

    public void Print()
    {
        double load = LoadAverage();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Measured {time.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, .NET {Environment.Version}, load average at the end {load:0.0}."));
        Console.WriteLine();
        Console.WriteLine("| what | measured | budget | met? |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach ((string what, string measured, string budget, string met) in _rows) Console.WriteLine($"| {what} | {measured} | {budget} | {met} |");
    }

    private static double LoadAverage() =>
        File.Exists("/proc/loadavg")
            ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
            : double.NaN;
}
