using System.Text.Json;
using System.Text.RegularExpressions;
using CallQueue.Kubernetes;

namespace CallQueue.Images;

public sealed partial class DockerfileTests
{
    private static readonly Dockerfile File = Dockerfile.Load();

    /// <summary>Everything that is copied from the repository into some stage.</summary>
    private static readonly string[] Copied = [.. File.Stages.SelectMany(stage => stage.Copies).Where(copy => copy.From is null).Select(copy => copy.Source)];

    /// <summary>The projects that are published, and into which folder.</summary>
    private static readonly (string Project, string Into)[] Published =
        [.. File.Stages.SelectMany(stage => stage.All("RUN")).SelectMany(run => Publish().Matches(run)).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    [Fact]
    public void Every_instruction_is_one_that_Docker_knows() =>
        File.Stages.SelectMany(stage => stage.Instructions).Select(instruction => instruction.Keyword).Distinct().ShouldBeSubsetOf(
            ["ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"]);

    [Fact]
    public void What_it_copies_exists_and_reaches_the_builder()
    {
        string[] allowed = [.. Repository.Text(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..].Trim().TrimEnd('/'))];
        Copied.Where(source => !Path.Exists(Repository.PathOf(source))).ShouldBeEmpty();
        Copied.Where(source => !IsBelow(allowed, source)).ShouldBeEmpty();
        File.Stages.SelectMany(stage => stage.Copies).Select(copy => copy.From).OfType<string>()
            .ShouldBeSubsetOf(File.Stages.Select(stage => stage.Name).Where(name => name.Length > 0));
    }

    [Fact]
    public void What_a_build_reads_is_copied()
    {
        Copied.ShouldContain("global.json");
        Copied.ShouldContain("Directory.Packages.props");
        ThisFolder().Matches(Repository.Text("Directory.Build.props")).Select(match => match.Groups[1].Value).ShouldBeSubsetOf(Copied);
        foreach (string project in Copied.Where(source => Directory.Exists(Repository.PathOf(source))).SelectMany(folder => Repository.Files(folder, ".csproj")))
        {
            string folder = Path.GetDirectoryName(Repository.PathOf(project))!;
            Include().Matches(Repository.Text(project))
                .Select(match => Path.GetRelativePath(Repository.PathOf(""), Path.GetFullPath(Path.Combine(folder, match.Groups[1].Value.Replace('\\', '/')))).Replace('\\', '/'))
                .Where(path => !IsBelow(Copied, path)).ShouldBeEmpty(project);
        }
    }

    [Fact]
    public void What_an_image_starts_was_published_and_copied_into_it()
    {
        Published.ShouldNotBeEmpty();
        Published.Select(published => AssemblyOf(published.Project)).ShouldNotContain("");
        foreach (Stage stage in File.Shipped)
        {
            string[] start = Words(File.Inherited(stage, "ENTRYPOINT")!);
            string program = start.Last(word => word == "dotnet" || !word.StartsWith('-'));
            (string Project, string Into) published = Published.Where(published => program.TrimStart('.', '/') is var name
                && (name == AssemblyOf(published.Project) || name == AssemblyOf(published.Project) + ".dll")).ShouldHaveSingleItem();
            stage.Copies.Where(copy => copy.From is not null).Select(copy => copy.Source).ShouldContain(published.Into);
        }
    }

    [Fact]
    public void No_image_runs_as_root_and_Kubernetes_is_told_the_same_user()
    {
        foreach (Stage stage in File.Shipped) long.Parse(File.Inherited(stage, "USER") ?? "0").ShouldBeGreaterThan(0); // A name may stand for root for all that Kubernetes can tell.
        long user = long.Parse(File.Inherited(File.Stages[^1], "USER")!);
        Manifests.Silos.Spec.Template.Spec.SecurityContext.RunAsUser.ShouldBe(user);
        Manifests.Gateways.Spec.Template.Spec.SecurityContext.RunAsUser.ShouldBe(user);
    }

    [Fact]
    public void Where_there_is_no_shell_nothing_needs_one()
    {
        foreach (Stage stage in File.Shipped.Where(stage => stage.Image.EndsWith("-chiseled")))
        {
            stage.All("RUN").ShouldBeEmpty();
            string[] start = Words(stage.All("ENTRYPOINT").Single());
            foreach (string check in stage.All("HEALTHCHECK").Where(check => check != "NONE"))
            {
                Words(check[(check.IndexOf(" CMD ", StringComparison.Ordinal) + 5)..])[..start.Length].ShouldBe(start);
            }
        }
    }

    private static bool IsBelow(IEnumerable<string> folders, string path) =>
        folders.Any(folder => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static string[] Words(string execForm) => JsonSerializer.Deserialize<string[]>(execForm)!;

    /// <summary>The name of what a project builds; empty where there is no such project.</summary>
    private static string AssemblyOf(string path)
    {
        string? project = path.EndsWith(".csproj") ? path : Directory.Exists(Repository.PathOf(path)) ? Repository.Files(path, ".csproj").FirstOrDefault() : null;
        if (project is null || !System.IO.File.Exists(Repository.PathOf(project))) return "";
        Match name = Regex.Match(Repository.Text(project), "<AssemblyName>(.+)</AssemblyName>");
        return name.Success ? name.Groups[1].Value : Path.GetFileNameWithoutExtension(project);
    }

    [GeneratedRegex(@"dotnet publish (\S+) .*?-o (\S+)")]
    private static partial Regex Publish();

    [GeneratedRegex(@"\$\(MSBuildThisFileDirectory\)([\w./-]+)")]
    private static partial Regex ThisFolder();

    [GeneratedRegex(@"<(?:ProjectReference|Compile|Content|None|EmbeddedResource|AdditionalFiles|Import)\s+(?:Include|Project)=""([^""$]+)""")]
    private static partial Regex Include();
}
