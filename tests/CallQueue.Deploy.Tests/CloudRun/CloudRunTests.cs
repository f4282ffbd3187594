using System.Text.Json;
using CallQueue.Kubernetes;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQueue.CloudRun;

public sealed class CloudRunTests
{
    private static readonly V1Container Gateway = CloudRunService.Gateway;
    private static readonly IDictionary<string, string> Annotations = CloudRunService.Ours.Spec.Template.Metadata.Annotations;

    [Fact]
    public void The_service_has_only_keys_and_annotations_that_Cloud_Run_knows()
    {
        CloudRunService.Ours.Metadata.Annotations.Keys.ShouldBeSubsetOf(["run.googleapis.com/ingress"]);
        Annotations.Keys.ShouldBeSubsetOf(
            [
                "autoscaling.knative.dev/minScale", "autoscaling.knative.dev/maxScale",
                "run.googleapis.com/cpu-throttling", "run.googleapis.com/startup-cpu-boost",
                "run.googleapis.com/network-interfaces", "run.googleapis.com/vpc-access-egress",
            ]);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Text(CloudRunService.Path)));
        var container = (YamlMappingNode)yaml.Documents[0].RootNode["spec"]["template"]["spec"]["containers"][0];
        container.Children.Keys.Select(key => $"{key}").ShouldBeSubsetOf(
            ["name", "image", "command", "args", "env", "ports", "resources", "startupProbe", "livenessProbe", "volumeMounts"]);
        Schema.WrongValues(Repository.Text(CloudRunService.Path)).ShouldBeEmpty();
        Should.Throw<YamlException>(() => CloudRunService.Parse("spec: { template: { spec: { timeoutSecond: 1 } } }"));
    }

    [Fact]
    public void It_is_a_client_since_no_silo_could_reach_a_silo_there()
    {
        Value("SERVICE_ROLE").ShouldBe("api");
        Gateway.Env.ShouldNotContain(variable => variable.Name.StartsWith("SILO_"));
    }

    [Fact]
    public void It_keeps_its_connections_between_requests_and_is_in_a_network_of_the_silos()
    {
        Annotations["run.googleapis.com/cpu-throttling"].ShouldBe("false");
        using JsonDocument interfaces = JsonDocument.Parse(Annotations["run.googleapis.com/network-interfaces"]);
        interfaces.RootElement[0].TryGetProperty("subnetwork", out _).ShouldBeTrue();
    }

    [Fact]
    public void It_ends_before_Cloud_Run_kills_it() => int.Parse(Value("SHUTDOWN_SECONDS")!).ShouldBeLessThan(10);

    [Fact]
    public void It_has_as_long_to_start_as_the_network_takes_to_open_and_Cloud_Run_allows()
    {
        int startup = Gateway.StartupProbe.PeriodSeconds!.Value * Gateway.StartupProbe.FailureThreshold!.Value;
        startup.ShouldBeInRange(90, 240, "the network may open a minute late, and Cloud Run allows four");
        Gateway.StartupProbe.TimeoutSeconds!.Value.ShouldBeLessThanOrEqualTo(Gateway.StartupProbe.PeriodSeconds.Value);
    }

    [Fact]
    public void It_belongs_to_the_cluster_of_the_silos()
    {
        foreach (string name in (string[])["CALLQUEUE_SERVICE_ID", "CALLQUEUE_CLUSTER_ID", "CALL_CARRIER"]) Value(name).ShouldBe(Manifests.Settings[name]);
    }

    [Fact]
    public void Secrets_come_from_the_secret_store_at_a_fixed_version()
    {
        V1EnvVar[] secrets = [.. Gateway.Env.Where(variable => Secrets.IsNameOfOne(variable.Name))];
        secrets.ShouldNotBeEmpty();
        foreach (V1EnvVar secret in secrets) int.Parse(secret.ValueFrom.SecretKeyRef.Key).ShouldBeGreaterThan(0);
    }

    private static string? Value(string name) => Gateway.Env.Single(variable => variable.Name == name).Value;
}
