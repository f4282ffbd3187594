using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace CallQueue.Compose;

public sealed partial class ComposeTests
{
    private static readonly ComposeFile File = ComposeFile.Load();

    private static IEnumerable<ComposeService> Ours => File.Services.Values.Where(service => service.IsOurs);

    [Theory]
    [InlineData("restart: always", "restrat: always")]
    [InlineData("read_only: true", "read_only: perhaps")]
    [InlineData("ports: []", "ports: { a: b }")]
    public void A_misspelt_key_or_a_value_of_another_type_is_refused(string right, string wrong)
    {
        ComposeFile.Parse($"services: {{ a: {{ image: b, {right} }} }}").Services.ShouldContainKey("a");
        Should.Throw<YamlException>(() => ComposeFile.Parse($"services: {{ a: {{ image: b, {wrong} }} }}"));
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

            if (service.Build is { } build) System.IO.File.Exists(Repository.PathOf(build.Dockerfile)).ShouldBeTrue();
        }

        // Waiting for health needs a health check.
        File.Services["redis"].Healthcheck.ShouldNotBeNull();
    }

    [Fact]
    public void Every_image_says_its_version() =>
        File.Services.Values.Select(service => service.Image).ShouldAllBe(image => image.Contains(':') && !image.EndsWith(":latest"));

    [Fact]
    public void Secrets_come_from_outside_and_have_no_default()
    {
        string[] secrets = [.. File.Services.Values.SelectMany(service => service.Environment)
            .Where(variable => Secret().IsMatch(variable.Key)).Select(variable => variable.Value)];
        secrets.Length.ShouldBeGreaterThan(20);
        secrets.ShouldAllBe(value => FromOutside().IsMatch(value));
        FromOutside().IsMatch(RedisOption("--requirepass")).ShouldBeTrue();
    }

    [Fact]
    public void Without_what_a_cluster_cannot_do_without_Compose_refuses_to_start()
    {
        foreach (ComposeService service in Ours)
        {
            foreach (string name in (string[])["REDIS_PASSWORD", "CALLQUEUE_OPERATOR_KEY", "PUBLIC_URL", "CALL_CARRIER"])
            {
                service.Environment[name].ShouldStartWith($"${{{name}:?");
            }
        }
    }

    [Fact]
    public void Redis_keeps_every_acknowledged_write_and_refuses_rather_than_forgets()
    {
        RedisOption("--appendonly").ShouldBe("yes");
        RedisOption("--appendfsync").ShouldBe("always");
        RedisOption("--maxmemory-policy").ShouldBe("noeviction");
        RedisOption("--maxmemory").ShouldBe("1gb");
        File.Services["redis"].Deploy!.Resources.Limits.Memory.ShouldBe("2g");
        File.Services["redis"].Volumes.ShouldContain("redis-data:/data");
        File.Services["redis"].Ports.ShouldBeEmpty();
    }

    [Fact]
    public void Three_silos_have_addresses_of_their_own_that_nobody_else_can_get()
    {
        ComposeSubnet subnet = File.Networks["cluster"]!.Ipam.Config.ShouldHaveSingleItem();
        var silos = File.Services.Where(service => service.Value.Environment.GetValueOrDefault("SERVICE_ROLE") == "all").ToList();
        silos.Count.ShouldBe(3);
        foreach ((string name, ComposeService silo) in silos)
        {
            silo.Scale.ShouldBe(1);
            silo.Environment["SILO_NAME"].ShouldBe(name);
            string address = silo.Environment["SILO_ADDRESS"];
            address.ShouldBe(silo.AddressIn("cluster"));
            IPNetwork.Parse(subnet.Subnet).Contains(IPAddress.Parse(address)).ShouldBeTrue();
            IPNetwork.Parse(subnet.IpRange).Contains(IPAddress.Parse(address)).ShouldBeFalse();
        }

        silos.Select(silo => silo.Value.Environment["SILO_ADDRESS"]).ShouldBeUnique();
    }

    [Fact]
    public void Two_gateways_stand_behind_the_one_port()
    {
        ComposeService gateway = File.Services["gateway"];
        gateway.Scale.ShouldBe(2);
        gateway.Environment["SERVICE_ROLE"].ShouldBe("api");
        Ours.ShouldAllBe(service => service.Ports.Count == 0);

        string front = Repository.Text("deploy/compose/nginx.conf");
        front.ShouldContain("server gateway:8000 resolve");
        string listen = Regex.Match(front, @"listen (\d+);").Groups[1].Value;
        File.Services["front"].Ports.ShouldHaveSingleItem().ShouldEndWith(":" + listen);
        front.Count(c => c == '{').ShouldBe(front.Count(c => c == '}'));
        // A create request that reached one gateway must not be sent to another.
        Regex.IsMatch(front, @"^\s*proxy_next_upstream[^;#]*non_idempotent", RegexOptions.Multiline).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_open_to_the_network_unless_asked_for() =>
        File.Services.Values.SelectMany(service => service.Ports)
            .ShouldAllBe(port => port.StartsWith("127.0.0.1:") || port.StartsWith("${LISTEN_ADDRESS:-127.0.0.1}:"));

    [Fact]
    public void Ours_run_without_privileges()
    {
        foreach (ComposeService service in Ours)
        {
            service.ReadOnly.ShouldBeTrue();
            service.CapDrop.ShouldBe(["ALL"]);
            service.SecurityOpt.ShouldBe(["no-new-privileges:true"]);
        }
    }

    [Fact]
    public void Docker_waits_longer_than_a_silo_takes_to_hand_over_and_starts_again_what_exits()
    {
        foreach (ComposeService service in Ours)
        {
            int grace = int.Parse(service.StopGracePeriod!.TrimEnd('s'), CultureInfo.InvariantCulture);
            grace.ShouldBeGreaterThan(int.Parse(service.Environment["SHUTDOWN_SECONDS"], CultureInfo.InvariantCulture) + 5);
            service.Restart.ShouldBe("unless-stopped");
        }
    }

    [Fact]
    public void The_example_of_an_env_file_names_what_the_file_asks_for_and_holds_no_secret()
    {
        var asked = Variable().Matches(Repository.Text("docker-compose.yml")).Select(match => match.Groups[1].Value).ToHashSet();
        var example = EnvLine().Matches(Repository.Text("deploy/compose/env.example")).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        example.Keys.ShouldBe(asked, ignoreOrder: true);
        example.Where(line => Secret().IsMatch(line.Key)).ShouldAllBe(line => line.Value.Length == 0);
        Repository.Text(".gitignore").Split('\n').ShouldContain(".env");
    }

    [Fact]
    public void Prometheus_asks_services_that_exist()
    {
        var targets = Regex.Matches(Repository.Text("deploy/compose/prometheus.yml"), "\"([a-z-]+):[0-9]+\"").Select(match => match.Groups[1].Value).ToList();
        targets.ShouldNotBeEmpty();
        targets.ShouldBeSubsetOf(File.Services.Keys);
        string[] monitoring = ["redis-exporter", "prometheus", "grafana"];
        monitoring.ShouldAllBe(name => File.Services[name].Profiles.SequenceEqual(new[] { "monitoring" }));
        File.Services["postgres"].Profiles.ShouldBe(["call-log"]);
    }

    private static string RedisOption(string option)
    {
        List<string> command = File.Services["redis"].Command;
        command[0].ShouldBe("redis-server");
        command.Count(word => word == option).ShouldBe(1);
        return command[command.IndexOf(option) + 1];
    }

    [GeneratedRegex(@"^\d+(ms|s|m|h)$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^\d+[kmg]$")]
    private static partial Regex Bytes();

    [GeneratedRegex("PASSWORD|TOKEN|_KEY$|SECRET|AUTH$|ACCOUNT_SID|AUTH_ID")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\$\{[A-Z_]+(:-|:\?[^}]*)\}$")]
    private static partial Regex FromOutside();

    [GeneratedRegex(@"\$\{([A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^#?([A-Z_]+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex EnvLine();
}
