using k8s.Models;

namespace CallQueue.Kubernetes;

/// <summary>Who may talk to whom, as the policies together allow it.</summary>
public sealed class NetworkPolicyTests
{
    private static readonly V1NetworkPolicy[] Policies = [.. Manifests.Applied.OfType<V1NetworkPolicy>()];

    [Fact]
    public void Nothing_passes_that_is_not_allowed()
    {
        V1NetworkPolicy nothing = Policies.Single(policy => policy.Spec.PodSelector.MatchLabels is null);
        nothing.Spec.PolicyTypes.ShouldBe(["Ingress", "Egress"]);
        nothing.Spec.Ingress.ShouldBeNull();
        nothing.Spec.Egress.ShouldBeNull();
    }

    [Fact]
    public void Only_silos_reach_silos_only_gateways_their_gateway_port_and_only_both_Redis() =>
        Ingress().ShouldBe(
            [
                "callqueue-silo -> callqueue-silo:11111",
                "callqueue-gateway -> callqueue-silo:30000",
                "callqueue-silo -> redis:6379",
                "callqueue-gateway -> redis:6379",
                "anybody -> callqueue-gateway:8000",
            ],
            ignoreOrder: true);

    [Fact]
    public void Pods_reach_what_lets_them_in_names_and_only_silos_the_carriers() =>
        Egress().ShouldBe(
            [
                "callqueue-silo -> callqueue-silo:11111",
                "callqueue-gateway -> callqueue-silo:30000",
                "callqueue-silo -> redis:6379",
                "callqueue-gateway -> redis:6379",
                "callqueue-silo -> anybody:53",
                "callqueue-silo -> anybody:53",
                "callqueue-gateway -> anybody:53",
                "callqueue-gateway -> anybody:53",
                "callqueue-silo -> anybody:443",
            ],
            ignoreOrder: true);

    [Fact]
    public void Every_port_that_is_let_in_is_one_of_the_pod()
    {
        foreach (V1NetworkPolicy policy in Policies.Where(policy => policy.Spec.Ingress is not null))
        {
            IEnumerable<string> ports = Manifests.Pods[One(policy.Spec.PodSelector)].Spec.Containers.SelectMany(container => container.Ports).Select(port => $"{port.ContainerPort}");
            policy.Spec.Ingress.SelectMany(rule => rule.Ports).Select(port => port.Port.Value).ShouldBeSubsetOf(ports);
        }
    }

    private static IEnumerable<string> Ingress() =>
        from policy in Policies
        from rule in policy.Spec.Ingress ?? []
        from peer in Names(rule.FromProperty)
        from port in rule.Ports
        select $"{peer} -> {One(policy.Spec.PodSelector)}:{port.Port.Value}";

    private static IEnumerable<string> Egress() =>
        from policy in Policies
        from rule in policy.Spec.Egress ?? []
        from peer in Names(rule.To)
        from port in rule.Ports
        select $"{One(policy.Spec.PodSelector)} -> {peer}:{port.Port.Value}";

    private static IEnumerable<string> Names(IList<V1NetworkPolicyPeer>? peers) => peers is null ? ["anybody"] : peers.Select(peer => One(peer.PodSelector));

    private static string One(V1LabelSelector selector) =>
        Manifests.Pods.Single(pod => Manifests.Selected(selector.MatchLabels).ShouldHaveSingleItem() == pod.Value).Key;
}
