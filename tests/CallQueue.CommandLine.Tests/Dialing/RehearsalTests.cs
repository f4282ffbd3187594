using CallQueue.CarrierLab;
using CallQueue.Commands;

namespace CallQueue;

/// <summary>A rehearsal through a carrier lab says so everywhere, and what it left can never be phoned.</summary>
public sealed class RehearsalTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Every_line_says_that_nobody_is_phoned_and_real_calls_are_refused_afterwards()
    {
        await using Lab lab = await Lab.StartAsync(new LabOptions());
        Dictionary<string, string> environment = Environment(lab);
        string[] dial = ["dial", _scene.People(3), "--data", _scene.Data];

        string dialed = await RunAsync(environment, ExitCode.Done, dial);
        dialed.ShouldContain("This is a REHEARSAL, nobody is phoned: calls go to the carrier lab at " + lab.Url);
        dialed.ShouldContain("All calls were a REHEARSAL: nobody was called.");
        dialed.ShouldNotContain("REAL, ");
        (await RunAsync([], ExitCode.Done, "status", "--data", _scene.Data)).ShouldContain("These calls are a REHEARSAL: nobody is called.");

        environment["CALLQUEUE_REHEARSAL"] = "false";
        (await RunAsync(environment, ExitCode.BadInput, dial)).ShouldContain("is permanently for rehearsal calls, and these calls are real");
        (await RunAsync([], ExitCode.BadInput, dial)).ShouldContain("is permanently for rehearsal calls, and these calls are simulated");
    }

    [Fact]
    public async Task An_export_stays_a_rehearsal_and_can_not_go_where_people_are_phoned()
    {
        await using Lab lab = await Lab.StartAsync(new LabOptions());
        Dictionary<string, string> environment = Environment(lab);
        string file = _scene.File("calls.jsonl"), there = _scene.File("there");
        await RunAsync(environment, ExitCode.Done, "dial", _scene.People(3), "--data", _scene.Data);

        (await RunAsync([], ExitCode.Done, "export", file, "--data", _scene.Data)).ShouldContain("REHEARSAL: nobody is called. They can't be imported where real calls are dialed.");
        (await RunAsync([], ExitCode.Done, "import", file, "--data", there)).ShouldContain("These calls are a REHEARSAL: nobody is called.");
        environment["CALLQUEUE_REHEARSAL"] = "false";
        (await RunAsync(environment, ExitCode.BadInput, "import", file, "--cluster")).ShouldContain("holds rehearsal calls, and the calls of this cluster are real");
        (await RunAsync(environment, ExitCode.BadInput, "dial", _scene.People(3), "--data", there)).ShouldContain("is permanently for rehearsal calls, and these calls are real");
    }

    [Fact]
    public async Task The_key_that_the_compose_file_ships_opens_nothing_real()
    {
        await using Lab lab = await Lab.StartAsync(new LabOptions());
        Dictionary<string, string> environment = Environment(lab);
        environment["CALLQUEUE_OPERATOR_KEY"] = "rehearsal-key-that-opens-no-real-queue";
        await RunAsync(environment, ExitCode.Done, "dial", _scene.People(3), "--data", _scene.File("rehearsal"));

        environment["CALLQUEUE_REHEARSAL"] = "false";
        (await RunAsync(environment, ExitCode.BadInput, "dial", _scene.People(3), "--data", _scene.Data)).ShouldContain("CALLQUEUE_OPERATOR_KEY begins with 'rehearsal-'");
        (await RunAsync(environment, ExitCode.BadInput, "silo")).ShouldContain("CALLQUEUE_OPERATOR_KEY begins with 'rehearsal-'");
        lab.Ledger.Entries.Count(entry => entry.Kind == "create").ShouldBe(3);
    }

    [Fact]
    public async Task A_list_is_dialed_through_SignalWire_whose_lost_answers_are_looked_up_and_never_dialed_twice()
    {
        await using Lab lab = await Lab.StartAsync(new LabOptions { Seed = 3 });
        lab.Chance.NextCreates.Enqueue(CreateFault.LoseAfter);
        Dictionary<string, string> environment = Environment(lab);
        foreach (string twilio in environment.Keys.Where(name => name.StartsWith("TWILIO_", StringComparison.Ordinal)).ToArray()) environment.Remove(twilio);
        foreach ((string name, string value) in (KeyValuePair<string, string>[])
        [
            new("SIGNALWIRE_SPACE_URL", lab.Url), new("SIGNALWIRE_PROJECT_ID", lab.Options.SignalWireProject), new("SIGNALWIRE_API_TOKEN", lab.Options.SignalWireToken),
            new("SIGNALWIRE_SIGNING_KEY", lab.Options.SignalWireKey), new("SIGNALWIRE_NUMBER", "+15005550006"),
        ]) environment[name] = value;

        string said = await RunAsync(environment, ExitCode.Done, "dial", _scene.People(12), "--data", _scene.Data);

        said.ShouldContain("as through SignalWire account " + lab.Options.SignalWireProject);
        LabEntry[] placed = [.. lab.Ledger.Entries.Where(entry => entry is { Kind: "create", Placed: true })];
        (placed.Length, placed.Select(entry => entry.To).Distinct().Count()).ShouldBe((12, 12));
        placed.ShouldAllBe(entry => entry.Carrier == "signalwire");
    }

    private static Dictionary<string, string> Environment(Lab lab)
    {
        Dictionary<string, string> environment = ExitCodeTests.Twilio(lab.Url, lab.Options.TwilioToken);
        int port = TwilioKillTests.FreePort();
        environment["PORT"] = $"{port}";
        environment["PUBLIC_URL"] = $"http://127.0.0.1:{port}";
        environment["CARRIER_DIALS_PER_SECOND"] = "0";
        return environment;
    }

    private static async Task<string> RunAsync(Dictionary<string, string> environment, ExitCode expected, params string[] args)
    {
        using var command = new InProcess { Environment = environment };
        ExitCode code = await command.StartAsync(args);
        code.ShouldBe(expected, command.Out + command.Error);
        return command.Out + command.Error;
    }
}
