using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CallQueue.Commands;
using CallQueue.Trunks;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Agents;

/// <summary>The agent server is asked for its sessions, and what it answers holds calls or lets them go.</summary>
public sealed partial class AgentAskerTests : IDisposable
{
    private static readonly AgentSessionsOptions Options = new(new Uri("http://agent.example.com:8765/sessions"), 2);
    private readonly Scene _scene = new();
    private readonly List<DialReport.AgentsAsked> _reports = [];

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_it_answers_is_reported()
    {
        await AskAsync((request, _) =>
        {
            (request.Method, request.RequestUri).ShouldBe((HttpMethod.Get, Options.Url));
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"free":6,"total":20,"outbound":4}""") });
        });
        (_reports.Single().Sessions, _reports.Single().Problem).ShouldBe((10, null));
    }

    [Fact]
    public async Task A_server_that_hangs_is_waited_for_one_second_and_no_longer()
    {
        await AskAsync(async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return null!;
        });
        _reports.Single().Problem.ShouldBe("the agent server (http://agent.example.com:8765/sessions) does not answer within 1 second");
    }

    [Fact]
    public async Task A_server_that_is_down_is_a_reason()
    {
        await AskAsync((_, _) => throw new HttpRequestException("Connection refused"));
        (_reports.Single().Sessions, _reports.Single().Problem).ShouldBe((0, "the agent server (http://agent.example.com:8765/sessions) can't be asked (Connection refused)"));
    }

    [Fact]
    public async Task A_server_process_holds_calls_for_an_agent_and_dials_once_there_is_one() // through the whole process; its carrier is the simulated one
    {
        using var agent = new HttpListener();
        int port = TwilioKillTests.FreePort();
        agent.Prefixes.Add($"http://127.0.0.1:{port}/");
        agent.Start();
        string answer = """{"free":-1,"total":1}""";
        Task answering = AnswerAsync(agent, () => answer);

        using var serving = new InProcess { Environment = { ["CALLQUEUE_NO_KEYS"] = "true", ["AGENT_SERVER_URL"] = $"ws://user:s3cret@127.0.0.1:{port}/media", ["AGENT_SESSIONS_PATH"] = "/sessions" } };
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--data", _scene.Data);
        while (!Address().IsMatch(serving.Out)) await Task.WhenAny(serve, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        using var http = new HttpClient { BaseAddress = new Uri(Address().Match(serving.Out).Value) };
        await http.PostAsJsonAsync("/api/calls/queue", new { phone_number = "+12025550147", custom_call_id = "c", call_config = new { flow_name = "sales" } });
        string held = $"agents: the agent server (http://127.0.0.1:{port}/sessions) answers with free -1, and a whole number from 0 to 100000 is needed";
        JsonObject business = await UntilAsync(http, "/api/businesses/default", one => one["held_by"]!.AsArray().Any(hold => hold!.GetValue<string>() == held));
        business["counts"]!["active"]!.GetValue<int>().ShouldBe(0);

        answer = """{"free":1,"total":1}""";
        await UntilAsync(http, "/api/calls/c", call => call["attempts"]!.AsArray().Count > 0);
        serving.Error.ShouldNotContain("s3cret");
        serving.Interrupts.Terminate();
        (await serve).ShouldBe(ExitCode.Done);
        agent.Stop();
        await answering;
    }

    [Theory]
    [InlineData("AGENT_SESSIONS_PATH=/sessions", "AGENT_SERVER_URL is missing")]
    [InlineData("AGENT_SESSIONS_PATH=sessions;AGENT_SERVER_URL=ws://agent.example.com", "AGENT_SESSIONS_PATH must be a path such as /sessions, without query")]
    [InlineData("AGENT_SESSIONS_PATH=/a?b=1;AGENT_SERVER_URL=ws://agent.example.com", "AGENT_SESSIONS_PATH must be a path such as /sessions, without query")]
    [InlineData("AGENT_SESSIONS_PATH=/sessions;AGENT_SERVER_URL=agent.example.com", "AGENT_SERVER_URL must be an absolute URL")]
    [InlineData("AGENT_SESSIONS_PATH=/sessions;AGENT_SERVER_URL=ws://agent.example.com;AGENT_SESSIONS_RESERVED=-1", "AGENT_SESSIONS_RESERVED")]
    public async Task What_is_wrong_is_refused_by_the_name_of_the_setting(string variables, string problem)
    {
        using var serve = new InProcess { Environment = { ["CALLQUEUE_NO_KEYS"] = "true" } };
        foreach (string[] pair in variables.Split(';').Select(pair => pair.Split('=', 2))) serve.Environment[pair[0]] = pair[1];
        (await serve.StartAsync("serve", "--port", "0", "--data", _scene.Data)).ShouldBe(ExitCode.BadInput);
        (serve.Out + serve.Error).ShouldContain(problem);
    }

    private static async Task<JsonObject> UntilAsync(HttpClient http, string path, Func<JsonObject, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (true)
        {
            JsonObject now = JsonNode.Parse(await http.GetStringAsync(path, limit.Token))!.AsObject();
            if (holds(now)) return now;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private static async Task AnswerAsync(HttpListener agent, Func<string> answer)
    {
        try
        {
            while (true)
            {
                HttpListenerContext asked = await agent.GetContextAsync();
                if (asked.Request.Url!.AbsolutePath == "/sessions") await asked.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer()));
                asked.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AskAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> server)
    {
        using var asker = new AgentAsker(Options, report =>
        {
            _reports.Add(report);
            return Task.CompletedTask;
        }, TimeProvider.System, NullLogger<AgentAsker>.Instance, new Scripted(server));
        await asker.RunOnceAsync(CancellationToken.None);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    private sealed class Scripted(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> server) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => server(request, cancellationToken);
    }
}
