using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CallQueue;

/// <summary>Keeps docs/map.md true.</summary>
public sealed partial class MapDocumentTests
{
    [Fact]
    public void Every_path_on_the_map_exists()
    {
        string[] paths = [.. File.ReadAllLines(Repository.PathOf("docs/map.md")).SelectMany(line => Path().Matches(line)).Select(match => match.Groups[1].Value)];
        paths.Length.ShouldBeGreaterThan(80);
        paths.Where(path => !File.Exists(Repository.PathOf(path))).ShouldBeEmpty();
    }

    [GeneratedRegex(@"`((?:src|tests|deploy)/[^`]+|silo\.Dockerfile|docker-compose\.yml)`")]
    private static partial Regex Path();
}
