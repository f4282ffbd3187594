using CallQueue.Commands;

namespace CallQueue.Configuration;

public sealed class SettingSourcesTests : IDisposable
{
    private readonly Scene _scene = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly Dictionary<Setting, SettingValue> _options = [];

    public SettingSourcesTests()
    {
        Directory.CreateDirectory(_scene.Data);
        _environment["CALLQUEUE_DATA"] = _scene.Data;
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Each_source_overrides_those_before_it()
    {
        Port().ShouldBe((8000, null));

        string json = Path.Combine(_scene.Data, "callqueue.json");
        File.WriteAllText(json, """{ "PORT": 1001 } // a comment is fine""");
        Port().ShouldBe((1001, $"PORT in {json}"));

        string secrets = _scene.File("secrets");
        Directory.CreateDirectory(secrets);
        File.WriteAllText(Path.Combine(secrets, "port"), "1002\n");
        Port(secrets).ShouldBe((1002, $"file {Path.Combine(secrets, "port")}"));

        _environment["PORT"] = "1003";
        Port(secrets).ShouldBe((1003, "environment variable PORT"));

        _environment["PORT_FILE"] = _scene.Text("port.txt", " 1004\n");
        Port(secrets).ShouldBe((1004, $"file {_scene.File("port.txt")}, which PORT_FILE names"));

        _options[SettingTable.Port] = new SettingValue("1005", "option --port");
        Port(secrets).ShouldBe((1005, "option --port"));
    }

    [Fact]
    public void An_empty_variable_counts_as_not_set()
    {
        File.WriteAllText(Path.Combine(_scene.Data, "callqueue.json"), """{ "PORT": "1001" }""");
        _environment["PORT"] = " ";
        Port().Port.ShouldBe(1001);
    }

    [Fact]
    public void Another_file_and_another_folder_may_be_named()
    {
        string folder = _scene.File("mounted");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "TWILIO_AUTH_TOKEN"), "s3cret\n");
        _environment["CALLQUEUE_SECRETS"] = folder;
        _options[SettingTable.Config] = new SettingValue(_scene.Text("other.json", """{ "log_level": "debug" }"""), "option --config");
        SettingValues settings = Read();
        settings.Text(SettingTable.TwilioToken).ShouldBe("s3cret");
        settings.Word(SettingTable.LogLevel).ShouldBe("debug");
        settings.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "TWILIO_ACOUNT_SID": "x" }""", "'TWILIO_ACOUNT_SID'", "Did you mean TWILIO_ACCOUNT_SID?")]
    [InlineData("""{ "colour": "x" }""", "'colour'", "callqueue config lists all settings")]
    [InlineData("""{ "PORT": [8000] }""", "PORT must be a single value", "callqueue.json")]
    [InlineData("""{ "TWILIO": { "AUTH_TOKEN": "s3cret" } }""", "'TWILIO'", "callqueue.json")]
    [InlineData("""{ "PORT": 1, "port": 2 }""", "can't be read", "callqueue.json")]
    [InlineData("""{ "PORT": }""", "can't be read", "callqueue.json")]
    [InlineData("[]", "can't be read", "one JSON object")]
    public void A_file_with_anything_but_settings_is_refused(string json, string problem, string hint)
    {
        File.WriteAllText(Path.Combine(_scene.Data, "callqueue.json"), json);
        string message = Should.Throw<CommandException>(() => Read().Check()).Message;
        message.ShouldContain(problem);
        message.ShouldContain(hint);
        message.ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_named_file_or_folder_must_exist()
    {
        _environment["CALLQUEUE_CONFIG"] = _scene.File("nowhere.json");
        _environment["CALLQUEUE_SECRETS"] = _scene.File("nowhere");
        _environment["TWILIO_AUTH_TOKEN_FILE"] = _scene.File("no-token");
        _environment["REDIS_PASSWORD_FILE"] = _scene.Text("empty", "\n");
        string[] problems = [.. Read().Problems.Select(problem => problem.Sentence)];
        problems.Length.ShouldBe(4);
        problems.ShouldContain(problem => problem.Contains("nowhere.json"));
        problems.ShouldContain(problem => problem.StartsWith("CALLQUEUE_SECRETS must be an existing folder"));
        problems.ShouldContain(problem => problem.StartsWith("TWILIO_AUTH_TOKEN_FILE must name a readable file"));
        problems.ShouldContain(problem => problem.StartsWith("REDIS_PASSWORD_FILE") && problem.Contains("it is empty"));
    }

    [Fact]
    public void All_problems_are_reported_at_once_with_name_value_and_origin()
    {
        _environment["CALL_CARRIER"] = "vonage";
        _environment["MAX_CONCURRENT_CALLS"] = "0";
        _environment["INTERNAL_SECRET"] = "too-short";
        _options[SettingTable.Port] = new SettingValue("70000", "option --port");
        SettingValues settings = Read();
        settings.CheckForms();
        string[] lines = Should.Throw<CommandException>(settings.Check).Message.Split(Environment.NewLine);
        lines.ShouldBe(
            [
                "PORT must be a whole number from 0 to 65535; got '70000' (option --port).",
                "CALL_CARRIER must be twilio, plivo, signalwire, callkaro or simulated; got 'vonage' (environment variable CALL_CARRIER).",
                "MAX_CONCURRENT_CALLS must be a whole number from 1 to 100000; got '0' (environment variable MAX_CONCURRENT_CALLS).",
                "INTERNAL_SECRET must have at least 32 characters; 'openssl rand -hex 24' generates one; got a secret (environment variable INTERNAL_SECRET).",
            ],
            ignoreOrder: true);
    }

    private (int Port, string? Origin) Port(string? secrets = null)
    {
        SettingValues settings = Read(secrets);
        settings.Check();
        return (settings.Whole(SettingTable.Port), settings.Find(SettingTable.Port)?.Origin);
    }

    private SettingValues Read(string? secrets = null) => SettingSources.Read(_environment, _options, secrets);
}
