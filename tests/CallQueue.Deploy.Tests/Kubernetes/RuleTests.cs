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
    public void A_drain_takes_one_silo_at_a_time_and_is_never_blocked()
    {
        int silos = Manifests.Silos.Spec.Replicas.ShouldNotBeNull();
        Manifests.One<V1PodDisruptionBudget>("callqueue-silo").Spec.MinAvailable.Value.ShouldBe($"{silos - 1}");
    }

    [Fact]
    public void Memory_is_limited_and_processor_time_is_not_since_a_throttled_silo_looks_dead_to_the_others()
    {
        foreach (V1ResourceRequirements resources in Manifests.Pods.Values.SelectMany(pod => pod.Spec.Containers).Select(container => container.Resources))
        {
            resources.Limits.Keys.ShouldNotContain("cpu");
            resources.Limits["memory"].ToDecimal().ShouldBeGreaterThanOrEqualTo(resources.Requests["memory"].ToDecimal());
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
    public void No_secret_is_written_down()
    {
        Manifests.Applied.OfType<V1Secret>().ShouldBeEmpty();
        Manifests.SecretExample.Data.ShouldBeNull();
        Manifests.SecretExample.StringData.Values.ShouldAllBe(value => value == "REPLACE_ME");
        Manifests.Settings.Keys.ShouldNotContain(name => Manifests.SecretExample.StringData.ContainsKey(name) || Secrets.IsNameOfOne(name));
        Manifests.Pods.Values.SelectMany(pod => pod.Spec.Containers).SelectMany(container => container.Env ?? [])
            .Where(variable => variable.Value is not null).Select(variable => variable.Name)
            .ShouldNotContain(name => Secrets.IsNameOfOne(name));
    }
}
