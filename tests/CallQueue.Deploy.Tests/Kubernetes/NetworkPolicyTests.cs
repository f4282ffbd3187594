using k8s.Models;

namespace CallQueue.Kubernetes;

/// <summary>Who may talk to whom, as the policies together allow it, with ports by their names in the containers.</summary>
public sealed class NetworkPolicyTests
{
    private const string Anybody = "anybody";
    private static readonly V1NetworkPolicy[] Policies = [.. Manifests.Applied.OfType<V1NetworkPolicy>()];

    /// <summary>Whoever reaches a silo's ports or Redis runs the queue without any key.</summary>
    private static readonly string[] Inside =
    [
        "callqueue-silo -> callqueue-silo:silo",
        "callqueue-gateway -> callqueue-silo:gateway",
        "callqueue-silo -> redis:redis",
        "callqueue-gateway -> redis:redis",
    ];

    [Fact]
    public void What_no_policy_lets_through_is_blocked() =>
        Policies.ShouldContain(policy => policy.Spec.PodSelector.MatchLabels == null && policy.Spec.PolicyTypes.Contains("Ingress") && policy.Spec.PolicyTypes.Contains("Egress")
            && policy.Spec.Ingress == null && policy.Spec.Egress == null);

    [Fact]
    public void Only_who_needs_it_is_let_in_and_everybody_only_at_the_gateways() =>
        Ingress().ShouldBe([.. Inside, $"{Anybody} -> callqueue-gateway:http"], ignoreOrder: true);

    [Fact]
    public void Who_is_let_in_is_let_out_too_and_so_are_names_and_calls_to_the_carriers()
    {
        string[] allowed = [.. Egress()];
        Inside.ShouldBeSubsetOf(allowed);
        ((string[])[$"callqueue-silo -> {Anybody}:53", $"callqueue-gateway -> {Anybody}:53", $"callqueue-silo -> {Anybody}:443"]).ShouldBeSubsetOf(allowed);
    }

    private static IEnumerable<string> Ingress() =>
        from policy in Policies
        from rule in policy.Spec.Ingress ?? []
        from peer in Names(rule.FromProperty)
        from port in rule.Ports
        let pod = One(policy.Spec.PodSelector)
        select $"{peer} -> {pod}:{PortOf(pod, port)}";

    private static IEnumerable<string> Egress() =>
        from policy in Policies
        from rule in policy.Spec.Egress ?? []
        from peer in Names(rule.To)
        from port in rule.Ports
        select $"{One(policy.Spec.PodSelector)} -> {peer}:{PortOf(peer, port)}";

    /// <summary>The name that the pod's container has for it; a port of no container keeps its number.</summary>
    private static string PortOf(string pod, V1NetworkPolicyPort port) => pod == Anybody
        ? port.Port.Value
        : Manifests.Pods[pod].Spec.Containers.SelectMany(container => container.Ports).FirstOrDefault(known => $"{known.ContainerPort}" == port.Port.Value)?.Name ?? port.Port.Value;

    private static IEnumerable<string> Names(IList<V1NetworkPolicyPeer>? peers) => peers is null ? [Anybody] : peers.Select(peer => One(peer.PodSelector));

    private static string One(V1LabelSelector selector) =>
        Manifests.Pods.Single(pod => Manifests.Selected(selector.MatchLabels).ShouldHaveSingleItem() == pod.Value).Key;
}
