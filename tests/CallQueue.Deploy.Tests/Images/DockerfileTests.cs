using System.Text.Json;
using System.Text.RegularExpressions;
using CallQueue.Kubernetes;

namespace CallQueue.Images;

public sealed partial class DockerfileTests
{
    private static readonly Dockerfile File = Dockerfile.Load();
    private static readonly Stage Build = File.Stages[0];
    private static readonly Stage Final = File.Stages[^1];

    [Fact]
    public void It_builds_in_one_stage_and_ships_another_both_of_a_fixed_version()
    {
        File.Stages.Select(stage => stage.Name).ShouldBe(["build", "silo"]);
        Build.Image.ShouldBe("mcr.microsoft.com/dotnet/sdk:10.0");
        Final.Image.ShouldBe("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled");
        Copies(Final).ShouldHaveSingleItem().ShouldBe(("--from=build", "/app"));
    }

    [Fact]
    public void Every_instruction_is_one_that_Docker_knows() =>
        File.Stages.SelectMany(stage => stage.Instructions).Select(instruction => instruction.Keyword)
            .ShouldBeSubsetOf(["WORKDIR", "COPY", "RUN", "ENV", "EXPOSE", "USER", "HEALTHCHECK", "ENTRYPOINT"]);

    [Fact]
    public void What_it_copies_exists_and_reaches_the_builder()
    {
        string[] allowed = [.. Repository.Text(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..].Trim())];
        string[] copied = [.. Copies(Build).Select(copy => copy.Source.TrimEnd('/'))];
        copied.ShouldBe(allowed, ignoreOrder: true);
        copied.ShouldAllBe(source => Path.Exists(Repository.PathOf(source)));
    }

    [Fact]
    public void What_a_build_reads_is_copied()
    {
        string[] copied = [.. Copies(Build).Select(copy => copy.Source.TrimEnd('/'))];
        copied.ShouldContain("global.json");
        copied.ShouldContain("Directory.Packages.props");
        ThisFolder().Matches(Repository.Text("Directory.Build.props")).Select(match => match.Groups[1].Value).ShouldBeSubsetOf(copied);
        // Projects in src/ need nothing outside of it.
        foreach (string project in Repository.Files("src", ".csproj"))
        {
            foreach (string include in Include().Matches(Repository.Text(project)).Select(match => match.Groups[1].Value))
            {
                string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(project))!, include.Replace('\\', '/')));
                path.ShouldStartWith(Path.GetFullPath(Repository.PathOf("src")), customMessage: project);
            }
        }
    }

    [Fact]
    public void It_publishes_into_what_is_shipped() =>
        Build.Only("RUN").ShouldEndWith(" dotnet publish src/CallQueue -c Release -o /app --nologo -p:UseAppHost=false");

    [Fact]
    public void It_runs_as_the_user_that_Kubernetes_is_told_never_as_root()
    {
        int user = int.Parse(Final.Only("USER"));
        user.ShouldBeGreaterThan(0);
        Manifests.Silos.Spec.Template.Spec.SecurityContext.RunAsUser.ShouldBe(user);
        Manifests.Gateways.Spec.Template.Spec.SecurityContext.RunAsUser.ShouldBe(user);
    }

    [Fact]
    public void Its_health_check_and_its_start_need_no_shell()
    {
        string check = Final.Only("HEALTHCHECK");
        JsonSerializer.Deserialize<string[]>(check[(check.IndexOf(" CMD ", StringComparison.Ordinal) + 5)..]).ShouldBe(["dotnet", "callqueue.dll", "health"]);
        JsonSerializer.Deserialize<string[]>(Final.Only("ENTRYPOINT")).ShouldBe(["dotnet", "callqueue.dll"]);
        Final.All("RUN").ShouldBeEmpty();
    }

    [Fact]
    public void It_names_the_ports_that_a_silo_listens_on() =>
        Final.Only("EXPOSE").Split(' ').ShouldBe(Manifests.Silos.Container().Ports.Select(port => $"{port.ContainerPort}"));

    private static IEnumerable<(string From, string Source)> Copies(Stage stage)
    {
        foreach (string[] words in stage.All("COPY").Select(copy => copy.Split(' ')))
        {
            string from = words.FirstOrDefault(word => word.StartsWith("--")) ?? "";
            foreach (string source in words.Where(word => !word.StartsWith("--")).SkipLast(1)) yield return (from, source);
        }
    }

    [GeneratedRegex(@"\$\(MSBuildThisFileDirectory\)([\w./-]+)")]
    private static partial Regex ThisFolder();

    [GeneratedRegex(@"<(?:ProjectReference|Compile|Content|None|EmbeddedResource|AdditionalFiles|Import)\s+(?:Include|Project)=""([^""$]+)""")]
    private static partial Regex Include();
}
