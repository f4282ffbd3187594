using k8s;
using k8s.Models;

namespace CallQueue.CloudRun;

/// <summary>
/// A Cloud Run service as Knative describes it, for the keys that ours uses: any other is refused. Cloud Run knows fewer keys
/// of a container than Kubernetes; <see cref="CloudRunTests"/> names them.
/// </summary>
public sealed class CloudRunService
{
    public const string Path = "deploy/cloud-run/service.yaml";

    public string ApiVersion { get; set; } = "";
    public string Kind { get; set; } = "";
    public V1ObjectMeta Metadata { get; set; } = new();
    public CloudRunSpec Spec { get; set; } = new();

    public static readonly CloudRunService Ours = Parse(Repository.Text(Path));

    public static V1Container Gateway => Ours.Spec.Template.Spec.Containers.Single();

    public static CloudRunService Parse(string yaml) => KubernetesYaml.Deserialize<CloudRunService>(yaml, strict: true);
}

public sealed class CloudRunSpec
{
    public RevisionTemplate Template { get; set; } = new();
}

public sealed class RevisionTemplate
{
    public V1ObjectMeta Metadata { get; set; } = new();
    public RevisionSpec Spec { get; set; } = new();
}

public sealed class RevisionSpec
{
    public int? ContainerConcurrency { get; set; }
    public int? TimeoutSeconds { get; set; }
    public string ServiceAccountName { get; set; } = "";
    public List<V1Container> Containers { get; set; } = [];
}
