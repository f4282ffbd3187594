using k8s.Models;

namespace CallQueue.Kubernetes;

/// <summary>What must hold so that no update, drain or crash loses or repeats a call.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("callqueue-silo")]
    [InlineData("callqueue-gateway")]
    public void A_pod_has_longer_to_end_than_it_may_take(string name)
    {
        V1PodSpec pod = Manifests.Pods[name].Spec;
        long wait = pod.Containers.Single().Lifecycle?.PreStop?.Sleep?.Seconds ?? 0;
        (pod.TerminationGracePeriodSeconds ?? 0).ShouldBeGreaterThan(wait + int.Parse(Manifests.Settings["SHUTDOWN_SECONDS"]));
    }

    [Theory]
    [InlineData("callqueue-silo")]
    [InlineData("callqueue-gateway")]
    public void An_update_starts_a_new_pod_before_it_ends_an_old_one(string name)
    {
        V1RollingUpdateDeployment update = Manifests.One<V1Deployment>(name).Spec.Strategy.RollingUpdate;
        update.MaxUnavailable.Value.ShouldBe("0");
        update.MaxSurge.Value.ShouldBe("1");
    }

    [Fact]
    public void A_drain_takes_one_silo_and_one_gateway_at_a_time()
    {
        int silos = Manifests.Silos.Spec.Replicas.ShouldNotBeNull();
        silos.ShouldBeGreaterThanOrEqualTo(3);
        Manifests.One<V1PodDisruptionBudget>("callqueue-silo").Spec.MinAvailable.Value.ShouldBe($"{silos - 1}");
        Manifests.One<V1PodDisruptionBudget>("callqueue-gateway").Spec.MaxUnavailable.Value.ShouldBe("1");
    }

    [Fact]
    public void Silos_are_spread_over_nodes_whatever_it_takes()
    {
        V1TopologySpreadConstraint nodes = Manifests.Silos.Spec.Template.Spec.TopologySpreadConstraints.First(spread => spread.TopologyKey == "kubernetes.io/hostname");
        nodes.WhenUnsatisfiable.ShouldBe("DoNotSchedule");
        nodes.NodeTaintsPolicy.ShouldBe("Honor");
    }

    [Theory]
    [InlineData("callqueue-silo")]
    [InlineData("callqueue-gateway")]
    public void Probes_ask_for_readiness_at_start_and_later_and_for_life_locally(string name)
    {
        V1Container container = Manifests.One<V1Deployment>(name).Container();
        container.StartupProbe.HttpGet.Path.ShouldBe("/healthz/ready");
        container.ReadinessProbe.HttpGet.Path.ShouldBe("/healthz/ready");
        container.LivenessProbe.HttpGet.Path.ShouldBe("/healthz/live");
    }

    [Fact]
    public void A_silo_gives_up_joining_by_itself_before_the_startup_probe_ends_it()
    {
        // A try takes 20 s, and up to 11 s more while Redis can't be reached.
        V1Probe startup = Manifests.Silos.Container().StartupProbe;
        (startup.PeriodSeconds!.Value * startup.FailureThreshold!.Value).ShouldBeGreaterThan(20 + 11);
    }

    [Fact]
    public void Memory_is_limited_and_processor_time_is_not()
    {
        foreach (V1ResourceRequirements resources in Manifests.Pods.Values.SelectMany(pod => pod.Spec.Containers).Select(container => container.Resources))
        {
            resources.Limits.Keys.ShouldBe(["memory"]);
            resources.Requests.Keys.ShouldBe(["cpu", "memory"], ignoreOrder: true);
        }
    }

    [Fact]
    public void Every_pod_fits_the_restricted_standard()
    {
        Manifests.Applied.OfType<V1Namespace>().Single().Metadata.Labels["pod-security.kubernetes.io/enforce"].ShouldBe("restricted");
        foreach (V1PodSpec pod in Manifests.Pods.Values.Select(pod => pod.Spec))
        {
            pod.SecurityContext.RunAsNonRoot.ShouldBe(true);
            pod.SecurityContext.RunAsUser.ShouldNotBeNull().ShouldBeGreaterThan(0);
            pod.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault");
            pod.AutomountServiceAccountToken.ShouldBe(false);
            V1SecurityContext container = pod.Containers.Single().SecurityContext;
            container.AllowPrivilegeEscalation.ShouldBe(false);
            container.ReadOnlyRootFilesystem.ShouldBe(true);
            container.Capabilities.Drop.ShouldBe(["ALL"]);
            container.Privileged.ShouldNotBe(true);
        }
    }

    [Fact]
    public void Every_image_says_its_version()
    {
        IEnumerable<string> images = Manifests.Pods.Values.SelectMany(pod => pod.Spec.Containers).Select(container => container.Image);
        images.Concat(Manifests.Kustomization.Images.Select(image => $"{image.NewName}:{image.NewTag}"))
            .ShouldAllBe(image => image.Contains(':') && !image.EndsWith(":latest") && !image.EndsWith(':'));
    }

    [Fact]
    public void No_secret_is_written_down()
    {
        Manifests.Applied.OfType<V1Secret>().ShouldBeEmpty();
        Manifests.SecretExample.Data.ShouldBeNull();
        Manifests.SecretExample.StringData.Values.ShouldAllBe(value => value == "REPLACE_ME");
        Manifests.Settings.Keys.ShouldNotContain(name => Manifests.SecretExample.StringData.ContainsKey(name) || name.Contains("TOKEN") || name.Contains("PASSWORD"));
        Manifests.Pods.Values.SelectMany(pod => pod.Spec.Containers).SelectMany(container => container.Env ?? [])
            .Where(variable => variable.Value is not null).Select(variable => variable.Name)
            .ShouldBeSubsetOf(["SERVICE_ROLE", "SILO_PORT", "SILO_GATEWAY_PORT"]);
    }

    [Fact]
    public void Redis_keeps_every_acknowledged_write_and_refuses_rather_than_forgets()
    {
        IList<string> args = Manifests.Redis.Spec.Template.Spec.Containers.Single().Args;
        Option("--appendonly").ShouldBe("yes");
        Option("--appendfsync").ShouldBe("always");
        Option("--maxmemory-policy").ShouldBe("noeviction");
        Option("--maxmemory").ShouldBe("1gb");
        Option("--requirepass").ShouldBe("$(REDISCLI_AUTH)");
        Manifests.Redis.Spec.VolumeClaimTemplates.ShouldHaveSingleItem().Metadata.Name.ShouldBe(
            Manifests.Redis.Spec.Template.Spec.Containers.Single().VolumeMounts.Single(mount => mount.MountPath == "/data").Name);

        string Option(string name)
        {
            args.ShouldContain(name);
            return args[args.IndexOf(name) + 1];
        }
    }
}
