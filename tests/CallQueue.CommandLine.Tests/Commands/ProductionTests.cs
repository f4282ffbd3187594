using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Commands;

namespace CallQueue;

/// <summary>callqueue selftest --production [S3.35].</summary>
public sealed class ProductionTests : IDisposable
{
    private static readonly string[] Names =
        ["persistence", "environment", "carrier credentials", "agent server", "health", "monitoring", "backup", "rate limits", "TLS", "logging"];

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task It_has_the_ten_points_with_a_result_and_what_to_do()
    {
        (ExitCode code, JsonObject body) = await CheckAsync();
        code.ShouldBe(ExitCode.Unexpected);
        JsonObject[] points = [.. body["points"]!.AsArray().Select(point => point!.AsObject())];
        points.Select(point => point["name"]!.GetValue<string>()).ShouldBe(Names);
        points.Select(point => point["number"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 10));
        points.ShouldAllBe(point => point["result"]!.GetValue<string>() == "pass" || point["to_do"] != null);
        (body["pass"]!.GetValue<int>() + body["fail"]!.GetValue<int>() + body["not_provable"]!.GetValue<int>()).ShouldBe(10);
        Result(body, "persistence").ShouldBe("fail", "there is no data folder yet");
        Result(body, "carrier credentials").ShouldBe("fail", "nobody is called");
        Result(body, "backup").ShouldBe("not_provable");
    }

    [Theory]
    [InlineData("environment", "fail", "PORT=x")]
    [InlineData("environment", "pass", "TWILIO_ACOUNT_SID=x")]
    [InlineData("logging", "fail", "LOG_LEVEL=error")]
    [InlineData("logging", "pass", "LOG_LEVEL=debug")]
    [InlineData("agent server", "pass", "")]
    [InlineData("agent server", "fail", "AGENT_SERVER_URL=http://127.0.0.1:1")]
    [InlineData("rate limits", "fail", "CARRIER_DIALS_PER_SECOND=0;callkaro")]
    [InlineData("rate limits", "pass", "callkaro")]
    [InlineData("carrier credentials", "not_provable", "callkaro")]
    [InlineData("TLS", "not_provable", "callkaro")]
    [InlineData("TLS", "pass", "PUBLIC_URL=https://d.example.com;callkaro")]
    [InlineData("TLS", "fail", "PUBLIC_URL=http://d.example.com;callkaro")]
    [InlineData("TLS", "fail", "PUBLIC_URL=https://192.168.1.9;callkaro")]
    [InlineData("health", "not_provable", "PORT=1")]
    [InlineData("persistence", "fail", "REDIS_URL=redis://127.0.0.1:1")]
    public async Task Each_point_is_a_real_check(string name, string result, string variables)
    {
        (_, JsonObject body) = await CheckAsync(variables);
        Result(body, name).ShouldBe(result, body.ToJsonString());
    }

    [Fact]
    public async Task Beside_a_running_server_its_health_counts()
    {
        using var server = new InProcess { Environment = { ["PORT"] = "0" } };
        Task<ExitCode> serving = server.StartAsync("serve", "--data", _scene.Data);
        while (!server.Out.Contains("SIMULATED", StringComparison.Ordinal)) await Task.WhenAny(serving, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        (_, JsonObject body) = await CheckAsync();
        Result(body, "health").ShouldBe("pass", body.ToJsonString());
        Result(body, "persistence").ShouldBe("pass", body.ToJsonString());
        server.Interrupts.Interrupt();
        (await serving).ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task An_agent_server_that_is_down_is_a_named_check_of_the_server() // [S3.13]
    {
        using var server = new InProcess { Environment = { ["PORT"] = "0", ["AGENT_SERVER_URL"] = "http://127.0.0.1:1" } };
        Task<ExitCode> serving = server.StartAsync("serve", "--data", _scene.Data);
        while (!server.Out.Contains("SIMULATED", StringComparison.Ordinal)) await Task.WhenAny(serving, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        (_, JsonObject body) = await CheckAsync();
        Result(body, "health").ShouldBe("fail");
        body.ToJsonString().ShouldContain("is degraded (agent_server: http://127.0.0.1:1/health does not respond");
        server.Interrupts.Interrupt();
        (await serving).ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task An_agent_server_that_responds_passes()
    {
        using var agent = new HttpListener();
        int port = FreePort();
        agent.Prefixes.Add($"http://127.0.0.1:{port}/");
        agent.Start();
        Task answering = Task.Run(async () => (await agent.GetContextAsync()).Response.Close());
        (_, JsonObject body) = await CheckAsync($"AGENT_SERVER_URL=http://127.0.0.1:{port}");
        Result(body, "agent server").ShouldBe("pass", body.ToJsonString());
        await answering;
    }

    [Fact]
    public async Task As_text_each_point_is_a_line_and_no_secret_is_shown()
    {
        using var command = new InProcess { Environment = { ["CALLKARO_API_KEY"] = "s3cret-key", ["CALLKARO_AGENT_ID"] = "agent", ["REDIS_PASSWORD"] = "s3cret-too" } };
        (await command.StartAsync("selftest", "--production", "--data", _scene.Data)).ShouldBe(ExitCode.Unexpected);
        command.Out.ShouldContain(" 1  fail          persistence: ");
        command.Out.ShouldContain("To do: ");
        command.Out.ShouldContain("not provable here.");
        command.Out.ShouldNotContain("s3cret");
    }

    private async Task<(ExitCode Code, JsonObject Body)> CheckAsync(string variables = "")
    {
        Dictionary<string, string> environment = variables.EndsWith("callkaro", StringComparison.Ordinal) ? new() { ["CALLKARO_API_KEY"] = "key", ["CALLKARO_AGENT_ID"] = "agent" } : [];
        foreach (string[] pair in variables.Split(';').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)) environment[pair[0]] = pair[1];
        using var command = new InProcess { Environment = environment };
        ExitCode code = await command.StartAsync("selftest", "--production", "--json", "--data", _scene.Data);
        return (code, JsonNode.Parse(command.Out)!.AsObject());
    }

    private static string Result(JsonObject body, string name) => body["points"]!.AsArray().Single(point => point!["name"]!.GetValue<string>() == name)!["result"]!.GetValue<string>();

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
