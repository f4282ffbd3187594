using System.Text.Json;
using CallQueue.Kubernetes;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQueue.CloudRun;

public sealed class CloudRunTests
{
    private static readonly CloudRunService Service = CloudRunService.Load();
    private static readonly V1Container Gateway = Service.Spec.Template.Spec.Containers.Single();
    private static readonly IDictionary<string, string> Annotations = Service.Spec.Template.Metadata.Annotations;

    [Fact]
    public void The_service_has_only_keys_and_annotations_that_Cloud_Run_knows()
    {
        (Service.ApiVersion, Service.Kind).ShouldBe(("serving.knative.dev/v1", "Service"));
        Service.Metadata.Annotations.Keys.ShouldBe(["run.googleapis.com/ingress"]);
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
        Gateway.Image.ShouldNotBeNull();
        Schema.WrongValues(Repository.Text(CloudRunService.Path)).ShouldBeEmpty();
        Should.Throw<YamlException>(() => CloudRunService.Parse("spec: { template: { spec: { timeoutSecond: 1 } } }"));
    }

    [Fact]
    public void It_is_a_client_never_a_silo()
    {
        Value("SERVICE_ROLE").ShouldBe("api");
        Gateway.Env.ShouldNotContain(variable => variable.Name.StartsWith("SILO_"));
        Gateway.Ports.ShouldHaveSingleItem().ContainerPort.ShouldBe(8000);
    }

    [Fact]
    public void It_keeps_its_connections_between_requests_and_reaches_the_network_of_the_silos()
    {
        Annotations["run.googleapis.com/cpu-throttling"].ShouldBe("false");
        int.Parse(Annotations["autoscaling.knative.dev/minScale"]).ShouldBeGreaterThanOrEqualTo(1);
        Annotations["run.googleapis.com/vpc-access-egress"].ShouldBe("private-ranges-only");
        using JsonDocument interfaces = JsonDocument.Parse(Annotations["run.googleapis.com/network-interfaces"]);
        interfaces.RootElement[0].TryGetProperty("subnetwork", out _).ShouldBeTrue();
    }

    [Fact]
    public void It_ends_before_Cloud_Run_kills_it() => int.Parse(Value("SHUTDOWN_SECONDS")!).ShouldBeLessThan(10);

    [Fact]
    public void Its_probes_ask_for_readiness_at_start_and_for_life_locally()
    {
        Gateway.StartupProbe.HttpGet.Path.ShouldBe("/healthz/ready");
        Gateway.LivenessProbe.HttpGet.Path.ShouldBe("/healthz/live");
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
    public void Secrets_come_from_the_secret_store_at_a_fixed_version_and_the_image_says_its_own()
    {
        foreach (string name in (string[])["REDIS_URL", "CALLQUEUE_OPERATOR_KEY", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"])
        {
            V1SecretKeySelector secret = Gateway.Env.Single(variable => variable.Name == name).ValueFrom.SecretKeyRef;
            int.Parse(secret.Key).ShouldBeGreaterThan(0);
        }

        Gateway.Image.Split(':').ShouldSatisfyAllConditions(image => image.Length.ShouldBe(2), image => image[1].ShouldNotBe("latest"));
    }

    private static string? Value(string name) => Gateway.Env.Single(variable => variable.Name == name).Value;
}
