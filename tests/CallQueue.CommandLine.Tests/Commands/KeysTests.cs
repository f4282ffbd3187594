using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CallQueue.Commands;
using CallQueue.Storage;

namespace CallQueue;

public sealed partial class KeysTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Keys_are_made_listed_and_revoked_in_a_folder_that_nobody_has()
    {
        string key = await MakeAsync("crm", "--business", "acme");
        (ExitCode code, string list, string error) = await RunAsync("keys", "list");
        code.ShouldBe(ExitCode.Done, error);
        list.ShouldContain("crm");
        list.ShouldContain("business acme");
        list.ShouldNotContain(key.Split('_')[2]);

        string id = key.Split('_')[1];
        (await RunAsync("keys", "revoke", id)).Code.ShouldBe(ExitCode.Done);
        (await RunAsync("keys", "revoke", new string('0', 24))).Code.ShouldBe(ExitCode.BadInput);
        (await RunAsync("keys", "list")).Out.ShouldMatch(@"\d{4}-\d\d-\d\d.*\d{4}-\d\d-\d\d");
    }

    [Fact]
    public async Task A_key_with_a_role_an_end_and_networks_is_listed_with_them_and_rotated()
    {
        string key = await MakeAsync("web", "--business", "acme", "--role", "submit_only", "--expires", "90d", "--from", "10.0.0.0/8");
        string id = key.Split('_')[1];
        (await RunAsync("keys", "list")).Out.ShouldContain("submit_only");
        (ExitCode code, string output, string error) = await RunAsync("keys", "rotate", id, "--overlap", "7d");
        code.ShouldBe(ExitCode.Done, error);
        string next = KeyPattern().Match(output).Value;
        next.ShouldStartWith($"cq_{id}_");
        next.ShouldNotBe(key);
        (await RunAsync("keys", "rotate", id, "--overlap", "60d")).Error.ShouldContain("--overlap must be at most 30 days");
        (await RunAsync("keys", "rotate", new string('0', 24))).Error.ShouldContain("no valid key");
    }

    [Fact]
    public async Task What_a_new_key_may_is_in_the_audit_log_of_a_folder_that_nobody_has()
    {
        await MakeAsync("care", "--business", "acme", "--may-remove-opt-outs", "--from", "10.0.0.0/8");
        (await RunAsync("keys", "list")).Out.ShouldContain("may remove opt-outs");
        string file = Path.Combine(_scene.Data, "audit.jsonl");
        (await RunAsync("audit", "export", file, "--deployment")).Code.ShouldBe(ExitCode.Done);
        string log = (await File.ReadAllTextAsync(file)).Replace("\\u0022", "'", StringComparison.Ordinal);
        log.ShouldContain("'business_id':'acme','may_remove_opt_outs':true,'allowed_from':['10.0.0.0/8']");
    }

    [Theory]
    [InlineData("keys", "create", "x", "--operator", "--role", "read_only")]
    [InlineData("keys", "create", "x", "--business", "acme", "--role", "read_only", "--may-remove-opt-outs")]
    [InlineData("keys", "create", "x", "--business", "acme", "--role", "admin")]
    [InlineData("keys", "create", "x", "--business", "acme", "--expires", "2001-01-01T00:00:00Z")]
    [InlineData("keys", "create", "x", "--business", "acme", "--from", "office")]
    [InlineData("keys", "create", "x")]
    [InlineData("keys", "create", "x", "--operator", "--business", "acme")]
    [InlineData("keys", "create", "", "--operator")]
    [InlineData("keys", "create", "x", "--business", "a/b")]
    public async Task A_key_without_a_clear_scope_is_not_made(params string[] args)
    {
        (await RunAsync(args)).Code.ShouldBe(ExitCode.BadInput);
        Directory.Exists(_scene.Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Once_there_is_a_key_strangers_are_refused_and_commands_go_on_working()
    {
        string first = await MakeAsync("admin", "--operator");
        using var serving = new InProcess();
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--host", "127.0.0.1", "--verbose", "--data", _scene.Data);
        Uri url = await UrlAsync(serving, serve);
        using var http = new HttpClient { BaseAddress = url };

        (await http.GetAsync("/api/runs/r1")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync(http, first)).ShouldBe(HttpStatusCode.NotFound);
        (await RunAsync("status")).Code.ShouldBe(ExitCode.Done);
        (await RunAsync("stop", "r1")).Error.ShouldContain("no run r1");

        using var call = new HttpRequestMessage(HttpMethod.Post, "/api/calls/queue") { Content = JsonContent.Create(new { phone_number = "+12025550147", custom_call_id = "+12025550147" }) };
        call.Headers.Add("X-Api-Key", first);
        (await http.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        string second = await MakeAsync("crm", "--business", "acme");
        (await GetAsync(http, second)).ShouldBe(HttpStatusCode.NotFound);
        (await RunAsync("keys", "list")).Out.ShouldContain("crm");
        (await RunAsync("keys", "revoke", second.Split('_')[1])).Code.ShouldBe(ExitCode.Done);
        (await GetAsync(http, second)).ShouldBe(HttpStatusCode.Unauthorized);

        serving.Interrupts.Interrupt();
        (await serve).ShouldBe(ExitCode.Done);
        serving.Error.ShouldContain("job_id=********0147");
        foreach (string secret in (string[])["2025550147", first, second]) (serving.Out + serving.Error).ShouldNotContain(secret);
    }

    [UnixFact]
    public void The_token_for_commands_is_for_its_user_only_and_new_each_time()
    {
        Directory.CreateDirectory(_scene.Data);
        string first = LocalToken.Make(_scene.Data);
        string second = LocalToken.Make(_scene.Data);
        second.ShouldNotBe(first);
        LocalToken.Find(_scene.Data).ShouldBe(second);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Directory.GetFiles(_scene.Data).Single()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [GeneratedRegex("cq_[0-9a-f]{24}_[0-9a-f]{64}")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex UrlPattern();

    private static async Task<HttpStatusCode> GetAsync(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/runs/r1");
        request.Headers.Add("X-Api-Key", key);
        return (await http.SendAsync(request)).StatusCode;
    }

    internal static async Task<Uri> UrlAsync(InProcess serving, Task serve)
    {
        while (!serve.IsCompleted)
        {
            if (UrlPattern().Match(serving.Out) is { Success: true } url) return new Uri(url.Value);
            await Task.Yield();
        }

        throw new InvalidOperationException(serving.Error);
    }

    private Task<(ExitCode Code, string Out, string Error)> RunAsync(params string[] args) => InProcess.RunAsync([.. args, "--data", _scene.Data]);

    private async Task<string> MakeAsync(string name, params string[] scope)
    {
        (ExitCode code, string output, string error) = await RunAsync(["keys", "create", name, .. scope]);
        code.ShouldBe(ExitCode.Done, error);
        return KeyPattern().Match(output).Value;
    }
}
