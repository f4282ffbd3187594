using System.Text.RegularExpressions;
using CallQueue.CloudRun;
using CallQueue.Compose;
using CallQueue.Images;
using CallQueue.Kubernetes;
using k8s.Models;

namespace CallQueue;

/// <summary>What the deployment asks of the product exists there: settings, health addresses, roles and times.</summary>
public sealed partial class ProductTests
{
    private static readonly Lazy<string> Source = new(() => string.Concat(Repository.Files("src", ".cs").Select(Repository.Text)));

    /// <summary>The variables of each of our containers, by where they are set.</summary>
    private static readonly Dictionary<string, string[]> Set = new(
        ComposeFile.Load().Services.Where(service => service.Value.IsOurs).Select(service => KeyValuePair.Create($"compose: {service.Key}", service.Value.Environment.Keys.ToArray())))
    {
        ["kubernetes: silos"] = Variables(Manifests.Silos.Container()),
        ["kubernetes: gateways"] = Variables(Manifests.Gateways.Container()),
        ["cloud-run"] = [.. CloudRunService.Gateway.Env.Select(variable => variable.Name)],
    };

    /// <summary>The health checks of our containers.</summary>
    private static readonly (string Place, V1Probe? Startup, V1Probe? Readiness, V1Probe Liveness)[] Probes =
    [
        .. ((V1Container[])[Manifests.Silos.Container(), Manifests.Gateways.Container(), CloudRunService.Gateway])
            .Select(container => (container.Name ?? "cloud-run", container.StartupProbe, container.ReadinessProbe, container.LivenessProbe)),
    ];

    public static TheoryData<string> Places => [.. Set.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void What_every_process_of_a_cluster_needs_is_set(string place)
    {
        string[] needed = ["SERVICE_ROLE", "CALLQUEUE_OPERATOR_KEY", "SHUTDOWN_SECONDS", "PUBLIC_URL", "CALL_CARRIER"];
        needed.ShouldBeSubsetOf(Set[place]);
        (Set[place].Contains("REDIS_URL") || Set[place].Contains("REDIS_HOST")).ShouldBeTrue();
        if (place.Contains("silo")) ((string[])["SILO_NAME", "SILO_ADDRESS"]).ShouldBeSubsetOf(Set[place]);
    }

    [Fact]
    public void Every_variable_that_is_set_is_read()
    {
        HashSet<string> read = [.. Quoted().Matches(Source.Value).Select(match => match.Groups[1].Value)];
        string[] inImages = [.. Dockerfile.Load().Shipped.SelectMany(stage => stage.All("ENV")).Select(env => env.Split('=')[0])];
        Set.Values.SelectMany(names => names)
            .Concat(inImages.Where(name => !name.StartsWith("ASPNETCORE_") && !name.StartsWith("DOTNET_"))) // Those of the runtime are not ours to read.
            .Distinct().Where(name => !read.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Probes_ask_for_what_the_product_answers_and_never_restart_what_is_only_not_ready()
    {
        string ready = Route("Ready"), live = Route("Live");
        foreach ((string place, V1Probe? startup, V1Probe? readiness, V1Probe liveness) in Probes)
        {
            liveness.HttpGet.Path.ShouldBe(live, place);
            startup?.HttpGet.Path.ShouldBe(ready, place);
            readiness?.HttpGet.Path.ShouldBe(ready, place);
        }

        static string Route(string name) => Regex.Matches(Source.Value, $"const string {name} = \"(/[^\"]+)\"").ShouldHaveSingleItem().Groups[1].Value;
    }

    [Fact]
    public void A_silo_gives_up_joining_by_itself_before_the_startup_probe_ends_it()
    {
        int join = int.Parse(Regex.Match(Source.Value, @"MaxJoinAttemptTime = TimeSpan\.FromSeconds\((\d+)\)").Groups[1].Value);
        const int RedisAway = 11; // So much longer a try takes while Redis can't be reached.
        V1Probe startup = Manifests.Silos.Container().StartupProbe;
        (startup.PeriodSeconds!.Value * startup.FailureThreshold!.Value).ShouldBeGreaterThan(join + RedisAway);
    }

    private static string[] Variables(V1Container container) =>
        [.. container.Env.Select(variable => variable.Name), .. Manifests.Settings.Keys, .. Manifests.SecretExample.StringData.Keys];

    [GeneratedRegex(@"""([A-Z][A-Z0-9_]+)""")]
    private static partial Regex Quoted();
}
