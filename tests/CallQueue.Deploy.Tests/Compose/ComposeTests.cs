using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CallQueue.Images;
using CallQueue.Kubernetes;
using YamlDotNet.Core;

namespace CallQueue.Compose;

public sealed partial class ComposeTests
{
    private static readonly ComposeFile File = ComposeFile.Load();

    private static IEnumerable<ComposeService> Ours => File.Services.Values.Where(service => service.IsOurs);

    /// <summary>Else the tests below would read past mistakes.</summary>
    [Fact]
    public void A_misspelt_key_or_a_value_of_another_type_is_refused()
    {
        ComposeFile.Parse("services: { a: { image: b, restart: always } }").Services.ShouldContainKey("a");
        Should.Throw<YamlException>(() => ComposeFile.Parse("services: { a: { image: b, restrat: always } }"));
        Should.Throw<YamlException>(() => ComposeFile.Parse("services: { a: { image: b, read_only: perhaps } }"));
    }

    [Fact]
    public void Values_have_the_forms_that_Compose_reads()
    {
        foreach (ComposeService service in File.Services.Values)
        {
            service.Restart.ShouldBeOneOf("no", "always", "on-failure", "unless-stopped");
            if (service.StopGracePeriod is { } grace) Duration().IsMatch(grace).ShouldBeTrue(grace);
            if (service.Deploy is { } deploy) Bytes().IsMatch(deploy.Resources.Limits.Memory).ShouldBeTrue();
            if (service.Healthcheck is { } check)
            {
                check.Test[0].ShouldBeOneOf("CMD", "CMD-SHELL");
                Duration().IsMatch(check.Interval).ShouldBeTrue();
                Duration().IsMatch(check.Timeout).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void What_is_named_exists()
    {
        foreach ((string name, ComposeService service) in File.Services)
        {
            ComposeService.Names(service.DependsOn).ShouldBeSubsetOf(File.Services.Keys, name);
            ComposeService.Names(service.Networks).ShouldBeSubsetOf(File.Networks.Keys, name);
            foreach (string source in service.Volumes.Select(volume => volume.Split(':')[0]))
            {
                bool exists = source.StartsWith("./", StringComparison.Ordinal)
                    ? System.IO.File.Exists(Repository.PathOf(source[2..]))
                    : File.Volumes.ContainsKey(source);
                exists.ShouldBeTrue($"{name}: {source}");
            }

            if (service.Build is not { } build) continue;
            Dockerfile image = Dockerfile.Parse(Repository.Text(build.Dockerfile));
            Stage stage = build.Target is { } target ? image.Stages.Single(found => found.Name == target) : image.Stages[^1];
            image.Shipped.ShouldContain(stage, $"{name}: nothing says what the image starts");
        }
    }

    [Fact]
    public void What_is_waited_for_is_started_and_can_be_asked_for_its_health()
    {
        foreach ((string name, ComposeService service) in File.Services)
        {
            service.WaitsForHealthOf.Where(other => File.Services[other].Healthcheck is null).ShouldBeEmpty(name);
            foreach (ComposeService other in ComposeService.Names(service.DependsOn).Select(other => File.Services[other]))
            {
                (other.Profiles.Count == 0 || service.Profiles.Intersect(other.Profiles).Any()).ShouldBeTrue($"{name} waits for a service of another profile");
            }
        }
    }

    [Fact]
    public void Secrets_come_from_outside_and_have_no_default()
    {
        string[] secrets = [.. File.Services.Values.Where(service => !service.IsRehearsal).SelectMany(service => service.Environment)
            .Where(variable => Secrets.IsNameOfOne(variable.Key)).Select(variable => variable.Value)];
        secrets.ShouldNotBeEmpty();
        secrets.ShouldAllBe(value => FromOutside().IsMatch(value));
    }

    [Fact]
    public void Silos_have_addresses_of_their_own_that_nobody_else_can_get()
    {
        var silos = File.Services.Where(service => service.Value.IsSilo).ToList();
        silos.ShouldNotBeEmpty();
        foreach ((string name, ComposeService silo) in silos)
        {
            silo.Scale.ShouldBe(1);
            silo.Environment["SILO_NAME"].ShouldBe(name);
            string address = silo.Environment["SILO_ADDRESS"];
            string network = ComposeService.Names(silo.Networks).ShouldHaveSingleItem();
            ComposeSubnet subnet = File.Networks[network]!.Ipam.Config.ShouldHaveSingleItem();
            address.ShouldBe(silo.AddressIn(network));
            IPNetwork.Parse(subnet.Subnet).Contains(IPAddress.Parse(address)).ShouldBeTrue();
            IPNetwork.Parse(subnet.IpRange).Contains(IPAddress.Parse(address)).ShouldBeFalse();
        }

        silos.Select(silo => silo.Value.Environment["SILO_ADDRESS"]).ShouldBeUnique();
    }

    [Fact]
    public void The_one_port_leads_to_the_gateways()
    {
        Ours.ShouldAllBe(service => service.Ports.Count == 0);
        string front = Repository.Text("deploy/compose/nginx.conf");
        Match upstream = Regex.Match(front, @"server ([\w-]+):(\d+) ");
        ComposeService gateway = File.Services[upstream.Groups[1].Value];
        gateway.Environment["SERVICE_ROLE"].ShouldBe("api");
        gateway.Environment.GetValueOrDefault("PORT", Manifests.Settings["PORT"]).ShouldBe(upstream.Groups[2].Value);
        File.Services["front"].Ports.ShouldHaveSingleItem().ShouldEndWith(":" + Regex.Match(front, @"listen (\d+);").Groups[1].Value);

        // A create request that reached one gateway must not be sent to another.
        Regex.IsMatch(front, @"^\s*proxy_next_upstream[^;#]*non_idempotent", RegexOptions.Multiline).ShouldBeFalse();
    }

    /// <summary>Compose can't refuse, since a rehearsal needs none of it: so the processes must, instead of starting open to everybody.</summary>
    [Fact]
    public void Real_processes_ask_for_the_operators_key_also_where_it_is_forgotten() =>
        Ours.Where(service => !service.IsRehearsal).ShouldAllBe(service => service.Environment["HOST"] == "0.0.0.0");

    [Fact]
    public void Nothing_is_open_to_the_network_unless_asked_for() =>
        File.Services.Values.SelectMany(service => service.Ports)
            .ShouldAllBe(port => port.StartsWith("127.0.0.1:") || port.StartsWith("${LISTEN_ADDRESS:-127.0.0.1}:"));

    [Fact]
    public void Docker_waits_longer_than_a_silo_takes_to_hand_over_and_starts_again_what_exits()
    {
        foreach (ComposeService service in Ours)
        {
            int grace = int.Parse(service.StopGracePeriod!.TrimEnd('s'), CultureInfo.InvariantCulture);
            grace.ShouldBeGreaterThan(int.Parse(service.Environment["SHUTDOWN_SECONDS"], CultureInfo.InvariantCulture) + 5);
            service.Restart.ShouldBeOneOf("always", "unless-stopped");
        }
    }

    [Fact]
    public void The_example_of_an_env_file_names_what_the_file_asks_for_and_holds_no_secret()
    {
        var asked = Variable().Matches(Repository.Text("docker-compose.yml")).Select(match => match.Groups[1].Value).ToHashSet();
        var example = EnvLine().Matches(Repository.Text("deploy/compose/env.example")).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        example.Keys.ShouldBe(asked.Append("COMPOSE_PROFILES"), ignoreOrder: true);
        File.Services.Values.SelectMany(service => service.Profiles).ShouldContain(example["COMPOSE_PROFILES"]);
        example.Where(line => Secrets.IsNameOfOne(line.Key)).ShouldAllBe(line => line.Value.Length == 0);
        Repository.Text(".gitignore").Split('\n').ShouldContain(".env");
    }

    [Fact]
    public void Prometheus_asks_services_that_exist()
    {
        string text = Repository.Text("deploy/compose/prometheus.yml");
        var targets = Regex.Matches(text, "\"([a-z-]+):[0-9]+\"").Select(match => match.Groups[1].Value).ToList();
        targets.ShouldHaveSingleItem();
        targets.ShouldBeSubsetOf(File.Services.Keys);

        // Silos and gateways, all of them, at the port where they serve metrics to anybody.
        Match ours = Regex.Match(text, @"names: \[(.*?)\].*port: (\d+)");
        ours.Groups[1].Value.Split(", ").ShouldBe(File.Services.Where(service => service.Value is { IsOurs: true, IsRehearsal: false }).Select(service => service.Key), ignoreOrder: true);
        Ours.Where(service => !service.IsRehearsal).ShouldAllBe(service => service.Environment["PROBE_HOST"] == "0.0.0.0" && service.Environment["PROBE_PORT"] == ours.Groups[2].Value);
        Repository.Text("deploy/compose/nginx.conf").ShouldNotContain(ours.Groups[2].Value);
    }

    [GeneratedRegex(@"^\d+(ms|s|m|h)$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^\d+[kmg]$")]
    private static partial Regex Bytes();

    [GeneratedRegex(@"^\$\{[A-Z_]+(:-|:\?[^}]*)\}$")]
    private static partial Regex FromOutside();

    [GeneratedRegex(@"\$\{([A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^#?([A-Z_]+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex EnvLine();
}
