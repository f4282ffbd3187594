using System.Text.RegularExpressions;
using CallQueue.CloudRun;
using CallQueue.Compose;
using CallQueue.Images;
using CallQueue.Kubernetes;
using k8s.Models;

namespace CallQueue;

/// <summary>What the deployment asks of the product: the variables that it sets are read, and what it starts exists.</summary>
public sealed partial class ProductTests
{
    private static readonly Lazy<HashSet<string>> Read = new(() => [.. Repository.Files("src", ".cs")
        .SelectMany(file => Quoted().Matches(Repository.Text(file))).Select(match => match.Groups[1].Value)]);

    /// <summary>The variables of each of our containers, by where they are set.</summary>
    private static readonly Dictionary<string, string[]> Set = new()
    {
        ["docker-compose.yml, silos"] = [.. ComposeFile.Load().Services["silo-1"].Environment.Keys],
        ["docker-compose.yml, gateways"] = [.. ComposeFile.Load().Services["gateway"].Environment.Keys],
        ["deploy/kubernetes, silos"] = Variables(Manifests.Silos.Container()),
        ["deploy/kubernetes, gateways"] = Variables(Manifests.Gateways.Container()),
        ["deploy/cloud-run"] = [.. CloudRunService.Load().Spec.Template.Spec.Containers.Single().Env.Select(variable => variable.Name)],
        // Those of the runtime are not ours to read.
        ["silo.Dockerfile"] = [.. Dockerfile.Load().Stages[^1].All("ENV").Select(env => env.Split('=')[0]).Where(name => !name.StartsWith("ASPNETCORE_") && !name.StartsWith("DOTNET_"))],
    };

    public static TheoryData<string> Names => [.. Set.Values.SelectMany(names => names).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Places => [.. Set.Keys.Where(place => place != "silo.Dockerfile")];

    [Theory]
    [MemberData(nameof(Places))]
    public void What_every_process_of_a_cluster_needs_is_set(string place)
    {
        string[] needed = ["SERVICE_ROLE", "CALLQUEUE_OPERATOR_KEY", "SHUTDOWN_SECONDS", "PUBLIC_URL", "CALL_CARRIER"];
        needed.ShouldBeSubsetOf(Set[place]);
        (Set[place].Contains("REDIS_URL") || Set[place].Contains("REDIS_HOST")).ShouldBeTrue();
        if (place.EndsWith("silos")) ((string[])["SILO_NAME", "SILO_ADDRESS"]).ShouldBeSubsetOf(Set[place]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_variable_that_is_set_is_read(string name) => Read.Value.Contains(name).ShouldBeTrue($"no file in src/ reads \"{name}\"");

    [Fact]
    public void What_the_image_publishes_and_starts_exists()
    {
        File.Exists(Repository.PathOf("src/CallQueue/CallQueue.csproj")).ShouldBeTrue();
        string[] paths = ["/healthz/live", "/healthz/ready"];
        string source = string.Concat(Repository.Files("src", ".cs").Select(Repository.Text));
        paths.ShouldAllBe(path => source.Contains(path, StringComparison.Ordinal));
    }

    private static string[] Variables(V1Container container) =>
        [.. container.Env.Select(variable => variable.Name), .. Manifests.Settings.Keys, .. Manifests.SecretExample.StringData.Keys];

    [GeneratedRegex(@"""([A-Z][A-Z0-9_]+)""")]
    private static partial Regex Quoted();
}
