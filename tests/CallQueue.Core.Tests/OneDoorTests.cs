using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CallQueue;

/// <summary>What only one place may do, read from the sources and the project files.</summary>
public sealed partial class OneDoorTests
{
    private static readonly string Sources = Repository.PathOf("src");

    [Fact]
    public void Only_the_cluster_folder_opens_Redis() // [S4.1, S4.18]
    {
        FilesWith(RedisOpened()).ShouldAllBe(file => file.StartsWith("CallQueue.Silo/Cluster/", StringComparison.Ordinal));
        FilesWith(RedisOpened()).ShouldNotBeEmpty();
        ProjectsWith("StackExchange.Redis").ShouldBe(["CallQueue.Silo"]);
    }

    [Fact]
    public void Only_the_call_log_and_the_cluster_open_PostgreSQL_and_only_the_standalone_host_SQLite()
    {
        ProjectsWith("Npgsql").ShouldBe(["CallQueue.CallLog", "CallQueue.Silo"]);
        ProjectsWith("Microsoft.Data.Sqlite").ShouldBe(["CallQueue.Standalone"]);
    }

    [Fact]
    public void Interfaces_and_messages_of_actors_are_declared_once_in_Core() // [S2.36]
    {
        string[] declared = [.. FilesWith(ActorInterface())];
        declared.Length.ShouldBeGreaterThan(8);
        declared.ShouldAllBe(file => file.StartsWith("CallQueue.Core/", StringComparison.Ordinal));

        // A grain's interface adds nothing to the actor's.
        string[] grains = [.. Directory.GetFiles(Path.Combine(Sources, "CallQueue.Silo", "Grains")).SelectMany(File.ReadLines).Where(line => line.Contains(" interface I", StringComparison.Ordinal))];
        grains.Length.ShouldBeGreaterThan(8);
        grains.ShouldAllBe(line => line.TrimEnd().EndsWith(';'));
    }

    [Fact]
    public void The_build_is_the_security_scan() // [S0.31]
    {
        XDocument build = XDocument.Load(Repository.PathOf("Directory.Build.props"));
        Value("TreatWarningsAsErrors").ShouldBe("true");
        Value("AnalysisLevel").ShouldBe("latest-recommended");
        Value("NuGetAuditMode").ShouldBe("all");

        // NU1903 and NU1904, known vulnerabilities of high and critical severity, stay errors.
        Value("WarningsNotAsErrors").Split(';').ShouldNotContain(warning => warning == "NU1903" || warning == "NU1904");

        string Value(string name) => build.Descendants(name).Single().Value;
    }

    private static IEnumerable<string> FilesWith(Regex pattern) =>
        from file in Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Sources, file).Replace('\\', '/')
        where !name.Contains("/obj/", StringComparison.Ordinal) && pattern.IsMatch(File.ReadAllText(file))
        orderby name
        select name;

    private static IEnumerable<string> ProjectsWith(string package) =>
        from file in Directory.EnumerateFiles(Sources, "*.csproj", SearchOption.AllDirectories)
        where XDocument.Load(file).Descendants("PackageReference").Any(reference => reference.Attribute("Include")?.Value == package)
        orderby file
        select Path.GetFileNameWithoutExtension(file);

    [GeneratedRegex(@"ConnectionMultiplexer\.Connect")]
    private static partial Regex RedisOpened();

    [GeneratedRegex(@"public interface I(Business|Run|Call|Trunk|Schedule|Roster|Directory|Keyring|Reply|NumberGuard)\b")]
    private static partial Regex ActorInterface();
}
