using System.Text.RegularExpressions;
using CallQueue.Images;

namespace CallQueue.Compose;

/// <summary>The profile rehearsal: it starts without any setting, and whatever else is configured it phones nobody.</summary>
public sealed class RehearsalTests
{
    private static readonly ComposeFile File = ComposeFile.Load();

    private static readonly Dictionary<string, ComposeService> Services = File.Services.Where(service => service.Value.IsRehearsal).ToDictionary();

    private static ComposeService Lab => Services["carrier-lab"];

    [Fact]
    public void It_is_a_whole_cluster_that_asks_the_lab_for_calls()
    {
        Services.Values.Count(service => service.IsSilo).ShouldBe(3);
        Services.Values.Where(service => service.IsOurs && !service.IsSilo).Sum(service => service.Scale).ShouldBe(2);
        foreach (ComposeService ours in Services.Values.Where(service => service.IsOurs))
        {
            var url = new Uri(ours.Environment["TWILIO_BASE_URL"]);
            Services[url.Host].ShouldBe(Lab);
            Lab.Command[Lab.Command.IndexOf("--port") + 1].ShouldBe($"{url.Port}");
            ours.Environment["CALLQUEUE_REHEARSAL"].ShouldBe("true");
            ours.WaitsForHealthOf.ShouldContain("carrier-lab");
        }
    }

    [Fact]
    public void It_needs_no_setting_and_reads_none_but_its_port() =>
        Services.Values.SelectMany(service => service.Environment.Values.Concat(service.Command).Concat(service.Ports))
            .SelectMany(text => Regex.Matches(text, @"\$\{[^}]*\}").Select(match => match.Value)).ShouldHaveSingleItem().ShouldBe("${LISTEN_PORT:-8000}");

    [Fact]
    public void It_has_no_way_out_and_none_in_but_loopback()
    {
        File.Networks["rehearsal"]!.Internal.ShouldBeTrue();
        foreach ((string name, ComposeService service) in Services)
        {
            string[] networks = [.. ComposeService.Names(service.Networks)];
            if (service.Ports.Count == 0) networks.ShouldBe(["rehearsal"], name);
            service.Ports.ShouldAllBe(port => port.StartsWith("127.0.0.1:"));
        }
    }

    [Fact]
    public void It_shares_nothing_with_the_cluster_that_phones_people()
    {
        foreach ((string name, ComposeService service) in File.Services.Where(service => !service.Value.IsRehearsal))
        {
            service.Profiles.ShouldNotBeEmpty($"{name} would start with a rehearsal");
            ComposeService.Names(service.Networks).ShouldAllBe(network => !network.StartsWith("rehearsal"));
        }

        Services.Values.SelectMany(service => service.Volumes).ShouldAllBe(volume => volume.StartsWith("./"));
    }

    [Fact]
    public void Its_public_key_is_one_that_no_process_accepts_which_phones_people()
    {
        string prefix = Regex.Match(Repository.Text("src/CallQueue/Configuration/ProcessReader.cs"), "PublicKeys = \"(.+)\"").Groups[1].Value;
        foreach (ComposeService ours in Services.Values.Where(service => service.IsOurs)) ours.Environment["CALLQUEUE_OPERATOR_KEY"].ShouldStartWith(prefix);
        Repository.Text("docs/guides/cluster.md").ShouldContain("X-Api-Key: " + File.RehearsalSettings!["CALLQUEUE_OPERATOR_KEY"]);
    }

    [Fact]
    public void The_labs_credentials_are_those_that_it_accepts()
    {
        string options = Repository.Text("tools/CallQueue.CarrierLab/LabOptions.cs");
        foreach (string setting in (string[])["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"]) options.ShouldContain($"= \"{File.RehearsalSettings![setting]}\";");
        Dockerfile.Load().Stages.Single(stage => stage.Name == Lab.Build!.Target).Image.ShouldNotBeEmpty();
    }
}
