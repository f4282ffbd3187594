using System.Text.RegularExpressions;

namespace CallQueue;

/// <summary>
/// Texts of strangers never reach a backtracking regular expression: for some of them it takes seconds. Spans and small parsers read them instead; an
/// expression that is really needed has <see cref="RegexOptions.NonBacktracking"/>.
/// </summary>
public sealed partial class RegularExpressionTests
{
    [Fact]
    public void No_source_file_has_a_backtracking_expression()
    {
        string sources = Repository.PathOf("src");
        (string File, string Found)[] found =
        [
            .. from file in Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
               let name = Path.GetRelativePath(sources, file).Replace('\\', '/')
               where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
               from expression in Backtracking(File.ReadAllText(file))
               select (name, expression),
        ];
        found.ShouldBeEmpty();
        Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories).Count().ShouldBeGreaterThan(500);
    }

    [Theory]
    [InlineData("""[GeneratedRegex(@"^a+$", RegexOptions.IgnoreCase)] private static partial Regex A();""", 1)]
    [InlineData("""[GeneratedRegex(@"^a+$")] private static partial Regex A();""", 1)]
    [InlineData("""var a = new Regex("(a+)+$");""", 1)]
    [InlineData("""Regex a = new("(a+)+$", RegexOptions.Compiled);""", 1)]
    [InlineData("""private static readonly Regex A = new("a");""", 1)]
    [InlineData("""if (Regex.IsMatch(text, "a|b")) return;""", 1)]
    [InlineData("""return Regex.Replace(text, "a", "b");""", 1)]
    [InlineData("""[RegularExpression("a+")] public string A { get; set; }""", 1)]
    [InlineData("""private static readonly Regex A = new("(a+)+$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);""", 0)]
    [InlineData("""if (Regex.IsMatch(text, "a|b", RegexOptions.NonBacktracking)) return;""", 0)]
    [InlineData("""string text = "no expression";""", 0)]
    public void Every_way_to_make_one_is_found(string source, int count) => Backtracking(source).Count().ShouldBe(count);

    private static IEnumerable<string> Backtracking(string source) =>
        from Match made in Making().Matches(source)
        where !made.Value.Contains("NonBacktracking", StringComparison.Ordinal)
        select made.Value;

    /// <summary>An expression that is made, with the rest of its statement, which has its options.</summary>
    [GeneratedRegex("""(GeneratedRegex\(|new Regex\(|Regex\??\s+\w+\s*=\s*new\(|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches|EnumerateSplits)\(|\[RegularExpression\()[^;]*""")]
    private static partial Regex Making();
}
