using System.Text.RegularExpressions;

namespace CallQueue;

/// <summary>
/// What comments and pages cite can be found in this repository: pages of docs with their headings, rows of docs/acceptance.md
/// as [S1.5] or [X4] and its systems as [S1], promises of docs/design.md as [P2], links between pages, tests that the design names.
/// </summary>
public sealed partial class CitationTests
{
    private static readonly string[] Folders = ["src", "tests", "tools", "deploy", "docs", "samples", ".ci", ".github"];
    private static readonly string[] Kinds = [".cs", ".md", ".sh", ".csproj", ".props", ".yml", ".yaml", ".mjs", ".txt"];
    private static readonly string Root = Repository.PathOf("");
    private static readonly string[] Files =
    [
        .. Directory.EnumerateFiles(Root).Concat(Folders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
            .Where(file => Kinds.Contains(Path.GetExtension(file)) && !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")),
    ];

    [Fact]
    public void Every_page_and_heading_that_a_file_cites_exists()
    {
        string[] wrong = [.. Found(Files, Page()).Where(cited => !Exists(Root, cited.Match.Groups[1].Value)).Select(cited => cited.ToString())];
        wrong.ShouldBeEmpty();
        Found(Files, Page()).Count().ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Every_link_of_a_page_leads_somewhere()
    {
        string[] pages = [.. Files.Where(file => Path.GetExtension(file) == ".md")];
        string[] wrong =
        [
            .. Found(pages, Link()).Where(link => !Exists(Path.GetDirectoryName(link.File)!, link.Match.Groups[1].Value, Path.GetFileName(link.File))).Select(link => link.ToString()),
        ];
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_system_and_promise_that_a_comment_cites_exists()
    {
        string[] acceptance = File.ReadAllLines(Path.Combine(Root, "docs", "acceptance.md")), design = File.ReadAllLines(Path.Combine(Root, "docs", "design.md"));
        HashSet<string> known =
        [
            .. acceptance.Concat(design).Select(line => FirstCell().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value),
            .. acceptance.Select(line => SystemHeading().Match(line)).Where(heading => heading.Success).Select(heading => heading.Groups[1].Value),
        ];
        var cited = Comments(Ids()).SelectMany(found => found.Match.Groups[1].Value.Split(", ").Select(id => (Id: id, found.File))).ToList();
        cited.Count.ShouldBeGreaterThan(100);
        cited.Where(one => !known.Contains(one.Id)).ShouldBeEmpty();
    }

    [Fact]
    public void Comments_cite_in_brackets_and_nothing_outside_of_the_repository() => Comments(Loose()).Select(found => found.ToString()).ShouldBeEmpty();

    [Fact]
    public void Every_promise_that_the_simulation_reports_is_in_the_design()
    {
        string design = File.ReadAllText(Path.Combine(Root, "docs", "design.md"));
        Citation[] reported = [.. Found(Code("tests/CallQueue.Simulation"), Reported())];
        reported.Length.ShouldBeGreaterThan(20);
        reported.Where(one => !design.Contains($"| {one.Match.Groups[1].Value} |", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_test_that_the_design_names_exists()
    {
        string[] files = [.. Code("tests")];
        string code = string.Join('\n', files.Select(file => $"class {Path.GetFileNameWithoutExtension(file)}\n{File.ReadAllText(file)}"));
        Citation[] named = [.. Found([Path.Combine(Root, "docs", "design.md")], TestClass())];
        named.Length.ShouldBeGreaterThan(30);
        named.Where(one => !Regex.IsMatch(code, $@"class {one.Match.Groups[1].Value}\b")).Select(one => one.ToString()).ShouldBeEmpty();
    }

    private static IEnumerable<Citation> Comments(Regex pattern) =>
        Found(Code("src").Concat(Code("tests")).Where(file => Path.GetFileName(file) != "CitationTests.cs"), Comment())
            .SelectMany(comment => pattern.Matches(comment.Match.Value).Select(match => new Citation(comment.File, match)));

    private static IEnumerable<string> Code(string folder) =>
        Files.Where(file => Path.GetExtension(file) == ".cs" && file.StartsWith(Path.Combine(Root, folder.Replace('/', Path.DirectorySeparatorChar)) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static IEnumerable<Citation> Found(IEnumerable<string> files, Regex pattern) =>
        files.SelectMany(file => pattern.Matches(File.ReadAllText(file)).Select(match => new Citation(file, match)));

    /// <summary>Whether a file is there and, for a page, has the heading; <paramref name="self"/> stands for a link that is a heading alone.</summary>
    private static bool Exists(string folder, string target, string self = "")
    {
        string[] parts = target.Split('#', 2);
        string path = Path.GetFullPath(Path.Combine(folder, parts[0].Length > 0 ? parts[0] : self));
        if (parts.Length == 1 || Path.GetExtension(path) != ".md") return File.Exists(path) || Directory.Exists(path);
        return File.Exists(path) && Heading().Matches(File.ReadAllText(path)).Any(heading => AnchorOf(heading.Groups[1].Value) == parts[1]);
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    private static string AnchorOf(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private sealed record Citation(string File, Match Match)
    {
        public override string ToString() => $"{Path.GetRelativePath(Root, File)}: {Match.Value}";
    }

    [GeneratedRegex(@"(?<![\w./-])(docs/[\w-]+(?:/[\w-]+)*\.md(?:#[\w-]+)?)")]
    private static partial Regex Page();

    [GeneratedRegex(@"\]\((?!https?:|mailto:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,4} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // Not the two slashes of a URL.
    [GeneratedRegex(@"(?<![:/])//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\[((?:[SX]\d*(?:\.\d+)?|P\d+)(?:, (?:[SX]\d*(?:\.\d+)?|P\d+))*)\]")]
    private static partial Regex Ids();

    [GeneratedRegex(@"(?<!\[[^\]]*)\b(?:S[0-4]\.\d+|[Pp]romises? \d+)\b|§|\b[Ff]act sheet|\breference/")]
    private static partial Regex Loose();

    [GeneratedRegex(@"^\| ([SXP][\d.]+) \|")]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"^## (S[0-4]|X):")]
    private static partial Regex SystemHeading();

    [GeneratedRegex("\\b(?:Break|Broken)\\(\"(P\\d+)\"")]
    private static partial Regex Reported();

    [GeneratedRegex(@"`(\w+(?:Tests|Scenarios|Checks|Conformance))`")]
    private static partial Regex TestClass();
}
