using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CallQueue.Compose;

/// <summary>
/// docker-compose.yml, strictly: these are the Compose specification's names and types for what our file uses, written by
/// hand, and a key that is not here is refused. A key that the file comes to use is added after a look at the specification.
/// </summary>
internal sealed class ComposeFile
{
    public string Name { get; set; } = "";
    public Dictionary<string, ComposeService> Services { get; set; } = [];
    public Dictionary<string, ComposeNetwork?> Networks { get; set; } = [];
    public Dictionary<string, object?> Volumes { get; set; } = [];

    [YamlMember(Alias = "x-app", ApplyNamingConventions = false)]
    public ComposeService? SharedByApps { get; set; }

    [YamlMember(Alias = "x-settings", ApplyNamingConventions = false)]
    public Dictionary<string, string>? SharedSettings { get; set; }

    [YamlMember(Alias = "x-real", ApplyNamingConventions = false)]
    public ComposeService? SharedByReal { get; set; }

    [YamlMember(Alias = "x-rehearsal", ApplyNamingConventions = false)]
    public ComposeService? SharedByRehearsals { get; set; }

    [YamlMember(Alias = "x-rehearsal-settings", ApplyNamingConventions = false)]
    public Dictionary<string, string>? RehearsalSettings { get; set; }

    public static ComposeFile Load() => Parse(Repository.Text("docker-compose.yml"));

    public static ComposeFile Parse(string text) =>
        new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build()
            .Deserialize<ComposeFile>(new MergingParser(new Parser(new StringReader(text))));
}

internal sealed class ComposeService
{
    public string Image { get; set; } = "";
    public ComposeBuild? Build { get; set; }
    public string? Restart { get; set; }
    public string? StopGracePeriod { get; set; }

    /// <summary>A list of services, or a map from each to what is waited for.</summary>
    public object? DependsOn { get; set; }

    public bool ReadOnly { get; set; }
    public List<string> Tmpfs { get; set; } = [];
    public List<string> CapDrop { get; set; } = [];
    public List<string> SecurityOpt { get; set; } = [];
    public ComposeDeploy? Deploy { get; set; }
    public ComposeLogging? Logging { get; set; }
    public List<string> Command { get; set; } = [];
    public Dictionary<string, string> Environment { get; set; } = [];
    public List<string> Volumes { get; set; } = [];

    /// <summary>A list of networks, or a map from each to the addresses in it.</summary>
    public object? Networks { get; set; }

    public ComposeHealthCheck? Healthcheck { get; set; }
    public int Scale { get; set; } = 1;
    public List<string> Ports { get; set; } = [];
    public List<string> Profiles { get; set; } = [];

    /// <summary>A silo or a gateway.</summary>
    public bool IsOurs => Environment.ContainsKey("SERVICE_ROLE");

    public bool IsSilo => IsOurs && Environment["SERVICE_ROLE"] != "api";

    /// <summary>Started with the simulated telephone network only, whose keys give access to nothing.</summary>
    public bool IsRehearsal => Profiles.Contains("rehearsal");

    /// <summary>What is waited for until its health check passes.</summary>
    public IEnumerable<string> WaitsForHealthOf => DependsOn is Dictionary<object, object> map
        ? map.Where(other => other.Value is Dictionary<object, object> how && "service_healthy".Equals(how.GetValueOrDefault("condition"))).Select(other => (string)other.Key)
        : [];

    /// <summary>The names in a list, or the keys of a map.</summary>
    public static IEnumerable<string> Names(object? listOrMap) => listOrMap switch
    {
        null => [],
        List<object> list => list.Cast<string>(),
        Dictionary<object, object> map => map.Keys.Cast<string>(),
        _ => throw new InvalidOperationException($"neither a list nor a map: {listOrMap}"),
    };

    /// <summary>The fixed address in a network, if there is one.</summary>
    public string? AddressIn(string network) =>
        Networks is Dictionary<object, object> map && map[network] is Dictionary<object, object> addresses ? (string)addresses["ipv4_address"] : null;
}

internal sealed class ComposeBuild
{
    public string Context { get; set; } = "";
    public string Dockerfile { get; set; } = "";

    /// <summary>The stage that becomes the image; null: the last one.</summary>
    public string? Target { get; set; }
}

internal sealed class ComposeDeploy
{
    public ComposeResources Resources { get; set; } = new();
}

internal sealed class ComposeResources
{
    public ComposeLimits Limits { get; set; } = new();
}

/// <summary>Memory only: a limit of processor time is left out on purpose, since a throttled silo looks dead to the others.</summary>
internal sealed class ComposeLimits
{
    public string Memory { get; set; } = "";
}

internal sealed class ComposeLogging
{
    public string Driver { get; set; } = "";
    public Dictionary<string, string> Options { get; set; } = [];
}

internal sealed class ComposeHealthCheck
{
    public List<string> Test { get; set; } = [];
    public string Interval { get; set; } = "";
    public string Timeout { get; set; } = "";
    public int Retries { get; set; }
}

internal sealed class ComposeNetwork
{
    public ComposeAddresses Ipam { get; set; } = new();

    /// <summary>Nothing in it reaches anything outside of it.</summary>
    public bool Internal { get; set; }
}

internal sealed class ComposeAddresses
{
    public List<ComposeSubnet> Config { get; set; } = [];
}

internal sealed class ComposeSubnet
{
    public string Subnet { get; set; } = "";
    public string IpRange { get; set; } = "";
}
