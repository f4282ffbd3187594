using System.Globalization;
using CallQueue.Compose;
using CallQueue.Kubernetes;
using k8s.Models;

namespace CallQueue;

/// <summary>Redis holds every call that waits; a setting of it that looks harmless may lose them or dial a person twice.</summary>
public sealed class RedisTests
{
    private static readonly ComposeService Compose = ComposeFile.Load().Services["redis"];
    private static readonly V1Container Kubernetes = Manifests.Redis.Spec.Template.Spec.Containers.Single();

    private static readonly Dictionary<string, (IList<string> Command, string MemoryLimit)> Places = new()
    {
        ["compose"] = (Compose.Command, Compose.Deploy!.Resources.Limits.Memory),
        ["kubernetes"] = (Kubernetes.Args, Kubernetes.Resources.Limits["memory"].ToString()),
    };

    public static TheoryData<string> Names => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_keeps_every_acknowledged_write_and_refuses_rather_than_forgets(string place)
    {
        Option(place, "--appendonly").ShouldBe("yes");
        Option(place, "--appendfsync").ShouldBe("always");
        Option(place, "--maxmemory-policy").ShouldBe("noeviction");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_memory_doubles_while_the_append_only_file_is_rewritten(string place) =>
        Bytes(Places[place].MemoryLimit).ShouldBeGreaterThanOrEqualTo(2 * Bytes(Option(place, "--maxmemory")));

    [Fact]
    public void Its_file_is_on_a_volume_that_outlives_it()
    {
        Compose.Volumes.Select(volume => volume.Split(':')[1]).ShouldContain("/data");
        string mounted = Kubernetes.VolumeMounts.Single(mount => mount.MountPath == "/data").Name;
        Manifests.Redis.Spec.VolumeClaimTemplates.Select(claim => claim.Metadata.Name).ShouldContain(mounted);
    }

    [Fact]
    public void It_never_starts_without_a_password()
    {
        Option("compose", "--requirepass").ShouldBe("${REDIS_PASSWORD:-}");
        Compose.Environment["REDISCLI_AUTH"].ShouldBe("${REDIS_PASSWORD:-}");
        Compose.Healthcheck!.Test[1].ShouldStartWith("[ -n \"$$REDISCLI_AUTH\" ] || {", customMessage: "silos wait for its health");
        V1EnvVar password = Kubernetes.Env.Single(variable => $"$({variable.Name})" == Option("kubernetes", "--requirepass"));
        password.ValueFrom.SecretKeyRef.ShouldNotBeNull();
    }

    private static string Option(string place, string option)
    {
        IList<string> command = Places[place].Command;
        command.Count(word => word == option).ShouldBe(1, option);
        return command[command.IndexOf(option) + 1];
    }

    /// <summary>1gb, 2g or 2Gi, each of which means powers of 1,024.</summary>
    private static long Bytes(string size)
    {
        int unit = "kmg".IndexOf(char.ToLowerInvariant(size.First(char.IsLetter)), StringComparison.Ordinal);
        return long.Parse(string.Concat(size.TakeWhile(char.IsDigit)), CultureInfo.InvariantCulture) << (10 * (unit + 1));
    }
}
