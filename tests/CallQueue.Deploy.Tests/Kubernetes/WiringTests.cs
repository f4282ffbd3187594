using k8s.Models;

namespace CallQueue.Kubernetes;

/// <summary>What one manifest says of another is true.</summary>
public sealed class WiringTests
{
    [Fact]
    public void Every_selector_selects_the_pods_that_it_is_meant_for()
    {
        foreach (V1Deployment made in Manifests.Applied.OfType<V1Deployment>()) OnlyOwn(made.Spec.Selector.MatchLabels, made.Spec.Template);
        foreach (V1StatefulSet made in Manifests.Applied.OfType<V1StatefulSet>()) OnlyOwn(made.Spec.Selector.MatchLabels, made.Spec.Template);
        foreach (V1Service service in Manifests.Applied.OfType<V1Service>()) Manifests.Selected(service.Spec.Selector).Count().ShouldBe(1);
        foreach (V1PodDisruptionBudget budget in Manifests.Applied.OfType<V1PodDisruptionBudget>())
        {
            OnlyOwn(budget.Spec.Selector.MatchLabels, Manifests.Pods[budget.Metadata.Name]);
        }

        foreach (V1PodTemplateSpec pod in Manifests.Pods.Values)
        {
            foreach (V1TopologySpreadConstraint spread in pod.Spec.TopologySpreadConstraints ?? []) OnlyOwn(spread.LabelSelector.MatchLabels, pod);
        }

        static void OnlyOwn(IDictionary<string, string> labels, V1PodTemplateSpec pod) => Manifests.Selected(labels).ShouldBe([pod]);
    }

    [Fact]
    public void Every_port_of_a_service_and_of_a_probe_is_a_port_of_its_container()
    {
        foreach (V1Service service in Manifests.Applied.OfType<V1Service>())
        {
            V1PodTemplateSpec pod = Manifests.Selected(service.Spec.Selector).Single();
            service.Spec.Ports.Select(port => port.TargetPort.Value).ShouldBeSubsetOf(Names(pod.Spec.Containers));
        }

        foreach (V1Container container in Manifests.Pods.Values.SelectMany(pod => pod.Spec.Containers))
        {
            V1Probe[] probes = [container.StartupProbe, container.ReadinessProbe, container.LivenessProbe];
            probes.Select(probe => probe.HttpGet?.Port.Value ?? probe.TcpSocket?.Port.Value).OfType<string>().ShouldBeSubsetOf(Names([container]));
        }

        static IEnumerable<string> Names(IEnumerable<V1Container> containers) => containers.SelectMany(container => container.Ports).Select(port => port.Name);
    }

    [Fact]
    public void A_silo_listens_where_its_container_and_the_policies_say()
    {
        V1Container silo = Manifests.Silos.Container();
        Port("http").ShouldBe(Manifests.Settings["PORT"]);
        Port("silo").ShouldBe(silo.Env.Single(variable => variable.Name == "SILO_PORT").Value);
        Port("gateway").ShouldBe(silo.Env.Single(variable => variable.Name == "SILO_GATEWAY_PORT").Value);
        silo.Env.Single(variable => variable.Name == "SILO_ADDRESS").ValueFrom.FieldRef.FieldPath.ShouldBe("status.podIP");
        silo.Env.Single(variable => variable.Name == "SILO_NAME").ValueFrom.FieldRef.FieldPath.ShouldBe("metadata.name");

        string Port(string name) => $"{silo.Ports.Single(port => port.Name == name).ContainerPort}";
    }

    [Fact]
    public void Redis_is_found_under_its_service()
    {
        V1Service redis = Manifests.One<V1Service>(Manifests.Settings["REDIS_HOST"]);
        redis.Spec.Ports.ShouldHaveSingleItem().Port.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Manifests.Settings["REDIS_PORT"]);
        Manifests.Redis.Spec.ServiceName.ShouldBe(redis.Metadata.Name);
        // Else Kubernetes sets REDIS_PORT to tcp://… for a Service of this name.
        Manifests.Pods.Values.ShouldAllBe(pod => pod.Spec.EnableServiceLinks == false);
    }

    [Fact]
    public void The_ingress_passes_the_API_and_webhooks_to_the_gateways_and_nothing_else()
    {
        V1Ingress ingress = Manifests.Applied.OfType<V1Ingress>().ShouldHaveSingleItem();
        V1IngressRule rule = ingress.Spec.Rules.ShouldHaveSingleItem();
        Manifests.Settings["PUBLIC_URL"].ShouldBe("https://" + rule.Host);
        ingress.Spec.Tls.ShouldHaveSingleItem().Hosts.ShouldBe([rule.Host]);
        rule.Http.Paths.Select(path => path.Path).ShouldBe(["/api", "/webhooks"], "health and the dashboard are for the cluster alone");
        foreach (V1IngressServiceBackend backend in rule.Http.Paths.Select(path => path.Backend.Service))
        {
            V1Service service = Manifests.One<V1Service>(backend.Name);
            service.Spec.Ports.Select(port => port.Name).ShouldContain(backend.Port.Name);
            Manifests.Selected(service.Spec.Selector).ShouldBe([Manifests.Pods["callqueue-gateway"]]);
        }
    }

    [Fact]
    public void Settings_secrets_accounts_volumes_and_images_that_pods_name_exist()
    {
        foreach (V1PodTemplateSpec pod in Manifests.Pods.Values)
        {
            if (pod.Spec.ServiceAccountName is { } account) Manifests.One<V1ServiceAccount>(account).AutomountServiceAccountToken.ShouldBe(false);
            V1Container container = pod.Spec.Containers.ShouldHaveSingleItem();
            foreach (V1EnvFromSource source in container.EnvFrom ?? [])
            {
                if (source.ConfigMapRef is { } settings) settings.Name.ShouldBe(Manifests.Kustomization.ConfigMapGenerator.Single().Name);
                if (source.SecretRef is { } secret) secret.Name.ShouldBe(Manifests.SecretExample.Metadata.Name);
            }

            foreach (V1SecretKeySelector key in (container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>())
            {
                key.Name.ShouldBe(Manifests.SecretExample.Metadata.Name);
                Manifests.SecretExample.StringData.ShouldContainKey(key.Key);
            }
        }

        KustomizeImage image = Manifests.Kustomization.Images.ShouldHaveSingleItem();
        Manifests.Silos.Container().Image.ShouldStartWith(image.Name + ":");
        Manifests.Gateways.Container().Image.ShouldBe(Manifests.Silos.Container().Image);
        Manifests.SecretExample.Metadata.NamespaceProperty.ShouldBe(Manifests.Kustomization.Namespace);
        Manifests.Applied.OfType<V1Namespace>().ShouldHaveSingleItem().Metadata.Name.ShouldBe(Manifests.Kustomization.Namespace);
    }

    [Fact]
    public void The_autoscaler_scales_the_gateways_and_alone_says_how_many_there_are()
    {
        V2HorizontalPodAutoscaler scaler = Manifests.Applied.OfType<V2HorizontalPodAutoscaler>().ShouldHaveSingleItem();
        Manifests.One<V1Deployment>(scaler.Spec.ScaleTargetRef.Name).ShouldBe(Manifests.Gateways);
        Manifests.Gateways.Spec.Replicas.ShouldBeNull();
        Manifests.Gateways.Container().Resources.Requests.ShouldContainKey("cpu");
        (scaler.Spec.MinReplicas ?? 1).ShouldBeGreaterThanOrEqualTo(2);
    }
}
