using System.Net;
using System.Text.RegularExpressions;
using CallQueue.CarrierLab;
using CallQueue.Commands;
using CallQueue.Storage;

namespace CallQueue;

/// <summary>The operator key that the first start of a server creates, and the rehearsals that need none.</summary>
public sealed partial class FirstKeyTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_first_start_creates_an_operator_key_shows_it_once_and_keeps_it_for_its_user_only()
    {
        string key = "";
        await ServeAsync([], async (serving, http) =>
        {
            key = KeyPattern().Match(serving.Out).Value;
            KeyText().IsMatch(key).ShouldBeTrue(serving.Out);
            (await StatusAsync(http, null)).ShouldBe(HttpStatusCode.Unauthorized);
            (await StatusAsync(http, key)).ShouldBe(HttpStatusCode.NotFound);
            http.BaseAddress!.Host.ShouldBe("127.0.0.1");
        });
        string file = Path.Combine(_scene.Data, FirstKeyFile.Name);
        (await File.ReadAllTextAsync(file)).ShouldBe(key);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await ServeAsync([], async (serving, http) =>
        {
            serving.Out.ShouldNotContain("cq_");
            (await StatusAsync(http, null)).ShouldBe(HttpStatusCode.Unauthorized);
            (await StatusAsync(http, key)).ShouldBe(HttpStatusCode.NotFound);

            // The key of the first start opens no other address: somebody's own key does, from the next start on.
            http.BaseAddress!.Host.ShouldBe("127.0.0.1");
        });
        (await InProcess.RunAsync("keys", "list", "--data", _scene.Data)).Out.ShouldContain("first start");
    }

    [Fact]
    public async Task A_real_carriers_server_refuses_strangers_at_its_first_start_and_a_key_that_exists_is_enough()
    {
        await using Lab lab = await Lab.StartAsync(new LabOptions());
        Dictionary<string, string> twilio = ExitCodeTests.Twilio(lab.Url, lab.Options.TwilioToken);
        await ServeAsync(twilio, async (serving, http) =>
        {
            KeyPattern().IsMatch(serving.Out).ShouldBeTrue(serving.Out);
            (await StatusAsync(http, null)).ShouldBe(HttpStatusCode.Unauthorized);
        });
        string own = new('k', 32);
        twilio["CALLQUEUE_OPERATOR_KEY"] = own;
        twilio["HOST"] = "127.0.0.1";
        twilio["CALLQUEUE_DATA"] = _scene.File("other");
        await ServeAsync(twilio, async (serving, http) =>
        {
            serving.Out.ShouldNotContain("cq_");
            (await StatusAsync(http, own)).ShouldBe(HttpStatusCode.NotFound);
        });
    }

    [Fact]
    public async Task Webhooks_at_their_own_port_show_no_API()
    {
        await ServeAsync(new Dictionary<string, string> { ["WEBHOOK_PORT"] = "0" }, async (serving, http) =>
        {
            // Of the addresses that it prints, that of the console is at the API's port.
            Uri other = UrlPattern().Matches(serving.Out).Select(match => new Uri(match.Value)).First(url => url.Port != http.BaseAddress!.Port);
            using var webhooks = new HttpClient { BaseAddress = other };
            string key = KeyPattern().Match(serving.Out).Value;
            (await StatusAsync(webhooks, key)).ShouldBe(HttpStatusCode.NotFound);
            (await webhooks.GetStringAsync("/healthz/live")).ShouldBe("Healthy");
            (await webhooks.GetAsync("/docs")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await webhooks.GetAsync("/local/businesses/default")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await StatusAsync(http, key)).ShouldBe(HttpStatusCode.NotFound);
        });
    }

    [Theory]
    [InlineData("PUBLIC_URL", "https://dialer.example.com", "CALLQUEUE_NO_KEYS can't be used with PUBLIC_URL")]
    [InlineData("CALLQUEUE_OPERATOR_KEY", "0123456789abcdef0123456789abcdef", "CALLQUEUE_NO_KEYS can't be used with CALLQUEUE_OPERATOR_KEY")]
    [InlineData("HOST", "0.0.0.0", "HOST must be a loopback address")]
    [InlineData("CALL_CARRIER", "callkaro", "CALLQUEUE_NO_KEYS is for the simulated carrier only")]
    public async Task Without_keys_nothing_starts_that_strangers_could_reach(string name, string value, string message)
    {
        using var command = new InProcess { Environment = { [name] = value, ["PORT"] = "0" } };
        if (value == "callkaro") (command.Environment["CALLKARO_API_KEY"], command.Environment["CALLKARO_AGENT_ID"]) = ("k", "a");
        (await command.StartAsync("serve", "--no-keys", "--data", _scene.Data)).ShouldBe(ExitCode.BadInput, command.Out);
        command.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Without_keys_a_folder_with_keys_is_not_served()
    {
        (await InProcess.RunAsync("keys", "create", "crm", "--operator", "--data", _scene.Data)).Code.ShouldBe(ExitCode.Done);
        (ExitCode code, _, string error) = await InProcess.RunAsync("serve", "--no-keys", "--port", "0", "--data", _scene.Data);
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain("there are API keys in");
    }

    [GeneratedRegex("cq_[0-9a-f]{24}_[0-9a-f]{64}")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^cq_[0-9a-f]{24}_[0-9a-f]{64}$")]
    private static partial Regex KeyText();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex UrlPattern();

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/runs/r1");
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        return (await http.SendAsync(request)).StatusCode;
    }

    private async Task ServeAsync(Dictionary<string, string> environment, Func<InProcess, HttpClient, Task> use)
    {
        using var serving = new InProcess { Environment = new Dictionary<string, string>(environment) };
        serving.Environment.TryAdd("CALLQUEUE_DATA", _scene.Data);
        serving.Environment["PORT"] = "0";
        Task<ExitCode> serve = serving.StartAsync("serve");
        while (!serve.IsCompleted && !serving.Out.Contains("alls are ", StringComparison.Ordinal) && !serving.Out.Contains("REHEARSAL", StringComparison.Ordinal)) await Task.Yield();
        UrlPattern().IsMatch(serving.Out).ShouldBeTrue(serving.Out + serving.Error);
        using var http = new HttpClient { BaseAddress = new Uri(UrlPattern().Match(serving.Out).Value) };
        await use(serving, http);
        serving.Interrupts.Terminate();
        (await serve).ShouldBe(ExitCode.Done, serving.Error);
    }
}
