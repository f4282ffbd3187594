using System.Collections;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQueue.Kubernetes;

/// <summary>What the client's types can't say about a manifest, by hand for the kinds that we use.</summary>
internal static class Schema
{
    private static readonly Dictionary<Type, string[]> Required = new()
    {
        [typeof(V1DeploymentSpec)] = ["Selector", "Template"],
        [typeof(V1StatefulSetSpec)] = ["Selector", "Template", "ServiceName"],
        [typeof(V1PodSpec)] = ["Containers"],
        [typeof(V1Container)] = ["Name", "Image"],
        [typeof(V1ContainerPort)] = ["ContainerPort"],
        [typeof(V1EnvVar)] = ["Name"],
        [typeof(V1SecretKeySelector)] = ["Name", "Key"],
        [typeof(V1ObjectFieldSelector)] = ["FieldPath"],
        [typeof(V1ConfigMapEnvSource)] = ["Name"],
        [typeof(V1SecretEnvSource)] = ["Name"],
        [typeof(V1HTTPGetAction)] = ["Path", "Port"],
        [typeof(V1TCPSocketAction)] = ["Port"],
        [typeof(V1ExecAction)] = ["Command"],
        [typeof(V1SleepAction)] = ["Seconds"],
        [typeof(V1VolumeMount)] = ["Name", "MountPath"],
        [typeof(V1Volume)] = ["Name"],
        [typeof(V1TopologySpreadConstraint)] = ["MaxSkew", "TopologyKey", "WhenUnsatisfiable"],
        [typeof(V1ServicePort)] = ["Port"],
        [typeof(V2HorizontalPodAutoscalerSpec)] = ["ScaleTargetRef", "MaxReplicas"],
        [typeof(V2CrossVersionObjectReference)] = ["Kind", "Name"],
        [typeof(V2MetricSpec)] = ["Type"],
        [typeof(V2ResourceMetricSource)] = ["Name", "Target"],
        [typeof(V2MetricTarget)] = ["Type"],
        [typeof(V1HTTPIngressPath)] = ["PathType", "Backend"],
        [typeof(V1IngressServiceBackend)] = ["Name", "Port"],
        [typeof(V1NetworkPolicySpec)] = ["PodSelector"],
    };

    private static readonly Dictionary<string, string[]> Enumerations = new()
    {
        ["whenUnsatisfiable"] = ["DoNotSchedule", "ScheduleAnyway"],
        ["nodeTaintsPolicy"] = ["Honor", "Ignore"],
        ["pathType"] = ["Prefix", "Exact", "ImplementationSpecific"],
        ["protocol"] = ["TCP", "UDP", "SCTP"],
        ["policyTypes"] = ["Ingress", "Egress"],
        ["accessModes"] = ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"],
        ["type"] = ["RollingUpdate", "Recreate", "RuntimeDefault", "Opaque", "Resource", "Utilization"],
    };

    // Where the API takes text only: a bare number or true is refused there, though the client's types take it.
    private static readonly HashSet<string> Text = ["value", "labels", "annotations", "matchLabels", "stringData", "args", "command"];

    /// <summary>Every required key that is missing, anywhere in an object.</summary>
    public static IEnumerable<string> Missing(object? value, string path)
    {
        if (value is null or string || !(value is IEnumerable || value.GetType().Namespace == typeof(V1Pod).Namespace)) yield break;
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                foreach (string missing in Missing(item, path + "[]")) yield return missing;
            }

            yield break;
        }

        foreach (string name in Required.GetValueOrDefault(value.GetType(), []))
        {
            if (value.GetType().GetProperty(name)!.GetValue(value) is null) yield return $"{path}.{name}";
        }

        foreach (var property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            foreach (string missing in Missing(property.GetValue(value), $"{path}.{property.Name}")) yield return missing;
        }
    }

    /// <summary>Every value outside of its enumeration, and every bare number or boolean where only text is allowed.</summary>
    public static IEnumerable<string> WrongValues(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.SelectMany(document => WrongValues(document.RootNode, key: "", textOnly: false));
    }

    private static IEnumerable<string> WrongValues(YamlNode node, string key, bool textOnly) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(child =>
            WrongValues(child.Value, ((YamlScalarNode)child.Key).Value!, textOnly || Text.Contains(((YamlScalarNode)child.Key).Value!))),
        YamlSequenceNode list => list.Children.SelectMany(item => WrongValues(item, key, textOnly)),
        YamlScalarNode { Value: { } value } scalar => WrongValue(scalar, value, key, textOnly),
        _ => [],
    };

    private static IEnumerable<string> WrongValue(YamlScalarNode scalar, string value, string key, bool textOnly)
    {
        if (Enumerations.TryGetValue(key, out string[]? allowed) && !allowed.Contains(value)) yield return $"{key}: {value}";
        bool bare = scalar.Style == ScalarStyle.Plain
            && (double.TryParse(value, out _) || value.ToUpperInvariant() is "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "NULL" or "~" or "");
        if (textOnly && bare) yield return $"{key}: {value} needs quotes";
    }
}
