using System.Text.RegularExpressions;

namespace CallQueue.Telemetry;

/// <summary>One page of metrics in Prometheus's text format.</summary>
internal sealed partial class Scrape(string text)
{
    public string Text => text;

    public ILookup<string, IReadOnlyDictionary<string, string>> Series { get; } = Line().Matches(text).ToLookup(
        line => line.Groups[1].Value,
        IReadOnlyDictionary<string, string> (line) => Label().Matches(line.Groups[2].Value).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value));

    /// <summary>The sum of a metric's series, of those with these labels.</summary>
    public double Sum(string name, string labels = "") => Line().Matches(text)
        .Where(line => line.Groups[1].Value == name && line.Groups[2].Value.Contains(labels, StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("""(\w+)="((?:[^"\\]|\\.)*)""" + "\"")]
    private static partial Regex Label();
}
