using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CallQueue;

/// <summary>Keeps docs/acceptance.md true: no row is missing, no named test is gone, the counts are those of the rows.</summary>
public sealed partial class AcceptanceDocumentTests
{
    private static readonly (string Prefix, int Rows)[] Systems = [("S0.", 32), ("S1.", 50), ("S2.", 48), ("S3.", 38), ("S4.", 31), ("X", 31)];
    private static readonly string[] States = ["proven", "changed", "measured", "partly", "later", "not ours"];
    private readonly string[] _lines = File.ReadAllLines(Repository.PathOf("docs/acceptance.md"));

    [Fact]
    public void Every_row_is_there_once() =>
        Rows().Select(row => row.Id).ShouldBe(Systems.SelectMany(system => Enumerable.Range(1, system.Rows).Select(n => $"{system.Prefix}{n}")));

    [Fact]
    public void Every_named_test_exists()
    {
        Match[] tests = [.. _lines.SelectMany(line => NamedTest().Matches(line))];
        tests.Length.ShouldBeGreaterThan(200);
        tests.Where(test => !IsIn(test.Groups[1].Value, test.Groups[2].Value)).Select(test => test.Value).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_has_a_state_and_a_proven_one_a_test()
    {
        foreach ((string id, string tests, string state) in Rows())
        {
            States.Any(known => state == known || state.StartsWith($"{known} (", StringComparison.Ordinal)).ShouldBeTrue($"{id}: {state}");
            if (state == "proven") NamedTest().IsMatch(tests).ShouldBeTrue(id);
            else state.ShouldEndWith(")", customMessage: id);
        }
    }

    [Fact]
    public void The_counts_are_those_of_the_rows()
    {
        foreach ((string prefix, int rows) in Systems)
        {
            IEnumerable<int> counts = States.Select(state => Rows().Count(row =>
                row.Id.StartsWith(prefix, StringComparison.Ordinal) && row.State.StartsWith(state, StringComparison.Ordinal)));
            string numbers = string.Join(" | ", counts.Append(rows).Select(count => count.ToString(CultureInfo.InvariantCulture)));
            _lines.ShouldContain($"| {prefix.TrimEnd('.')} | {numbers} |");
        }
    }

    private IEnumerable<(string Id, string Tests, string State)> Rows() =>
        from line in _lines
        let row = Row().Match(line)
        where row.Success
        select (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value);

    private static bool IsIn(string path, string method) =>
        File.Exists(Repository.PathOf(path)) && File.ReadAllText(Repository.PathOf(path)).Contains($" {method}(", StringComparison.Ordinal);

    // Rows have four cells, counts eight.
    [GeneratedRegex(@"^\| ((?:S[0-4]\.|X)\d+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("`(tests/[^`]+\\.cs)` › `([^`]+)`")]
    private static partial Regex NamedTest();
}
