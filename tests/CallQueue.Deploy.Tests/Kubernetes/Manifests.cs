using k8s;
using k8s.Models;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CallQueue.Kubernetes;

/// <summary>
/// deploy/kubernetes, read into the official client's types, which are generated from Kubernetes' own API description:
/// a key or a kind that they don't have is refused. What they leave open (required keys, enumerations) is in <see cref="Schema"/>.
/// </summary>
internal static class Manifests
{
    public const string Folder = "deploy/kubernetes";

    public static readonly Kustomization Kustomization =
        new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build()
            .Deserialize<Kustomization>(Repository.Text(Folder + "/kustomization.yaml"));

    /// <summary>What <c>kubectl apply -k</c> sends, before names and images are replaced.</summary>
    public static readonly object[] Applied = [.. Kustomization.Resources.SelectMany(file => Load(Repository.Text($"{Folder}/{file}")))];

    public static readonly V1Secret SecretExample = (V1Secret)Load(Repository.Text(Folder + "/secret.example.yaml")).Single();

    public static V1Deployment Silos => One<V1Deployment>("callqueue-silo");

    public static V1Deployment Gateways => One<V1Deployment>("callqueue-gateway");

    public static V1StatefulSet Redis => One<V1StatefulSet>("redis");

    /// <summary>The settings that kustomize generates.</summary>
    public static Dictionary<string, string> Settings =>
        Kustomization.ConfigMapGenerator.Single().Literals.Select(literal => literal.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Every pod that something applied makes, by the name of what makes it.</summary>
    public static Dictionary<string, V1PodTemplateSpec> Pods =>
        Applied.OfType<V1Deployment>().Select(made => (made.Metadata.Name, made.Spec.Template))
            .Concat(Applied.OfType<V1StatefulSet>().Select(made => (made.Metadata.Name, made.Spec.Template)))
            .ToDictionary(made => made.Name, made => made.Template);

    public static V1Container Container(this V1Deployment deployment) => deployment.Spec.Template.Spec.Containers.ShouldHaveSingleItem();

    public static T One<T>(string name) where T : IMetadata<V1ObjectMeta> => Applied.OfType<T>().Single(found => found.Metadata.Name == name);

    public static IEnumerable<V1PodTemplateSpec> Selected(IDictionary<string, string> labels) =>
        Pods.Values.Where(pod => labels.All(label => pod.Metadata.Labels.TryGetValue(label.Key, out string? value) && value == label.Value));

    public static List<object> Load(string yaml) => KubernetesYaml.LoadAllFromString(yaml, typeMap: null, strict: true);
}

/// <summary>The part of kustomize's own format that our file uses; any other key is refused.</summary>
internal sealed class Kustomization
{
    public string ApiVersion { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Namespace { get; set; } = "";
    public List<string> Resources { get; set; } = [];
    public List<KustomizeImage> Images { get; set; } = [];
    public List<KustomizeSettings> ConfigMapGenerator { get; set; } = [];
}

internal sealed class KustomizeImage
{
    public string Name { get; set; } = "";
    public string NewName { get; set; } = "";
    public string NewTag { get; set; } = "";
}

internal sealed class KustomizeSettings
{
    public string Name { get; set; } = "";
    public List<string> Literals { get; set; } = [];
}
