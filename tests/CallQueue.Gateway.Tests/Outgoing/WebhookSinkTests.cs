using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Outboxes;
using CallQueue.Outgoing;
using CallQueue.Runs;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Outgoing;

public sealed class WebhookSinkTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _time = new(SomeEndings.At.AddMinutes(1));
    private Receiver _receiver = null!;
    private WebhookSink _sink = null!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _sink = new WebhookSink(OutgoingPolicy.Parse("127.0.0.1", out _)!, _time);
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    public void Dispose() => _sink.Dispose();

    [Fact]
    public async Task An_event_tells_the_call_as_the_API_shows_it_and_its_signature_verifies()
    {
        (await TellAsync(SomeEndings.Call())).ShouldBe(Delivery.Done.Instance);

        Received received = _receiver.Requests.Single();
        var body = (JsonObject)JsonNode.Parse(received.Body)!;
        body.Select(member => member.Key).ShouldBe(["id", "type", "created_at", "business_id", "data"]);
        (Text(body, "id"), Text(body, "type"), Text(body, "created_at"), Text(body, "business_id"))
            .ShouldBe(("evt_00000000000000000000000000000001", "call.completed", "2026-03-02T09:00:30+00:00", "acme"));
        var call = (JsonObject)body["data"]!;
        (Text(call, "call_id"), Text(call, "run_id"), (int)call["index"]!, Text(call, "status")).ShouldBe(("r-1", "r", 1, "completed"));
        ((double)call["attempts"]![0]!["duration_seconds"]!, (string)call["metadata"]!["lead"]!).ShouldBe((20, "Zoë 👋"));

        string at = _time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{at}.{Text(body, "id")}."), .. received.Body];
        string expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SomeEndings.Secret), signed));
        (received.Headers["X-CallQueue-Id"], received.Headers["X-CallQueue-Timestamp"], received.Headers["X-CallQueue-Signature"])
            .ShouldBe((Text(body, "id"), at, $"t={at},v1={expected}"));
        received.Headers["Content-Type"].ShouldBe("application/json");
    }

    [Theory]
    [InlineData(Outcome.Completed, "call.completed")]
    [InlineData(Outcome.Busy, "call.busy")]
    [InlineData(Outcome.NoAnswer, "call.no_answer")]
    [InlineData(Outcome.Failed, "call.failed")]
    [InlineData(Outcome.Canceled, "call.canceled")]
    [InlineData(Outcome.Rejected, "call.rejected")]
    public async Task The_type_says_how_a_call_ended(Outcome outcome, string type)
    {
        await TellAsync(SomeEndings.Call(1, outcome));
        Text(JsonNode.Parse(_receiver.Requests.Single().Body)!, "type").ShouldBe(type);
    }

    [Theory]
    [InlineData(RunStatus.Completed, "run.completed")]
    [InlineData(RunStatus.Stopped, "run.stopped")]
    public async Task A_run_is_told_with_its_counts(RunStatus status, string type)
    {
        await TellAsync(SomeEndings.Run(status));
        JsonNode body = JsonNode.Parse(_receiver.Requests.Single().Body)!;
        (Text(body, "type"), (int)body["data"]!["total"]!, (int)body["data"]!["completed_count"]!, (int)body["data"]!["cancelled_count"]!).ShouldBe((type, 3, 2, 1));
    }

    [Fact]
    public async Task A_repetition_carries_the_same_id_and_body_and_a_fresh_time()
    {
        _receiver.Answers.Enqueue(500);
        (await TellAsync(SomeEndings.Call())).ShouldBe(new Delivery.Failed("HTTP 500"));
        _time.Advance(TimeSpan.FromMinutes(7));
        (await TellAsync(SomeEndings.Call())).ShouldBe(Delivery.Done.Instance);

        Received[] both = [.. _receiver.Requests];
        both[1].Body.ShouldBe(both[0].Body);
        both[1].Headers["X-CallQueue-Id"].ShouldBe(both[0].Headers["X-CallQueue-Id"]);
        (int.Parse(both[1].Headers["X-CallQueue-Timestamp"]) - int.Parse(both[0].Headers["X-CallQueue-Timestamp"])).ShouldBe(420);
    }

    [Fact]
    public async Task Each_ending_of_a_batch_is_answered_for_itself_and_410_means_never_again()
    {
        _receiver.Before = http =>
        {
            if (http.Request.Headers["X-CallQueue-Id"].ToString().EndsWith('2')) _receiver.Answers.Enqueue(410);
            return Task.CompletedTask;
        };
        (await _sink.DeliverAsync(SomeEndings.To(_receiver.Url, SomeEndings.Call(1)))).ShouldBe([Delivery.Done.Instance]);
        (await _sink.DeliverAsync(SomeEndings.To(_receiver.Url, SomeEndings.Call(2)))).ShouldBe([new Delivery.Refused("HTTP 410")]);
        (await _sink.DeliverAsync(SomeEndings.To(_receiver.Url, SomeEndings.Call(3), SomeEndings.Call(4)))).ShouldBe([Delivery.Done.Instance, Delivery.Done.Instance]);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status) // it could lead to a private address
    {
        _receiver.Answers.Enqueue(status);
        _receiver.Before = http =>
        {
            http.Response.Headers.Location = new Uri(_receiver.Url, "/internal").ToString();
            return Task.CompletedTask;
        };
        (await TellAsync(SomeEndings.Call())).ShouldBe(new Delivery.Failed($"HTTP {status}"));
        _receiver.Requests.Select(request => request.Path).ShouldBe(["/"]);
    }

    [Fact]
    public async Task Private_addresses_are_refused_by_default_whatever_they_are_called()
    {
        using var strict = new WebhookSink(OutgoingPolicy.PublicOnly, _time);
        foreach (string host in (string[])["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
        {
            var url = new Uri($"http://{host}:{_receiver.Url.Port}/");
            (await strict.DeliverAsync(SomeEndings.To(url, SomeEndings.Call()))).Single()
                .ShouldBe(new Delivery.Failed(SignedRequest.NotReached), host);
        }

        _receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_resolves_to_a_private_address_is_refused_and_a_name_is_resolved_once_for_a_connection() // DNS rebinding
    {
        var asked = new List<string>();
        Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
        {
            asked.Add(host);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        }

        var url = new Uri($"http://hooks.example:{_receiver.Url.Port}/");
        using (var strict = new WebhookSink(OutgoingHttp.Create(OutgoingPolicy.PublicOnly, ResolveAsync), _time))
            (await strict.DeliverAsync(SomeEndings.To(url, SomeEndings.Call()))).Single().ShouldBeOfType<Delivery.Failed>().Problem.ShouldContain("private");
        _receiver.Requests.ShouldBeEmpty();

        using (var lenient = new WebhookSink(OutgoingHttp.Create(OutgoingPolicy.Parse("hooks.example", out _)!, ResolveAsync), _time))
            (await lenient.DeliverAsync(SomeEndings.To(url, SomeEndings.Call()))).Single().ShouldBe(Delivery.Done.Instance);
        asked.ShouldBe(["hooks.example", "hooks.example"]);
    }

    [Fact]
    public async Task Of_several_addresses_only_an_allowed_one_is_connected_to()
    {
        IPAddress[] addresses = [IPAddress.Parse("127.0.0.9"), IPAddress.Loopback];
        using var sink = new WebhookSink(OutgoingHttp.Create(OutgoingPolicy.Parse("127.0.0.1", out _)!, (_, _) => Task.FromResult(addresses)), _time);
        var url = new Uri($"http://hooks.example:{_receiver.Url.Port}/");
        (await sink.DeliverAsync(SomeEndings.To(url, SomeEndings.Call()))).Single().ShouldBe(Delivery.Done.Instance);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_ten_seconds_has_failed()
    {
        var arrived = new TaskCompletionSource();
        _receiver.Before = async http =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        };
        Task<Delivery> telling = TellAsync(SomeEndings.Call());
        await arrived.Task;
        _time.Advance(TimeSpan.FromSeconds(9.9));
        telling.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await telling).ShouldBe(new Delivery.Failed("no answer within 10 s"));
    }

    [Fact]
    public async Task Headers_that_drip_are_cut_off_and_a_body_is_not_waited_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        Task<Delivery> dripping = TellAsync(SomeEndings.Call(), url);
        using (TcpClient client = await listener.AcceptTcpClientAsync())
        {
            await ReadSomeAsync(client);
            await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nX-Drip: a"u8.ToArray());
            _time.Advance(TimeSpan.FromSeconds(11));
            (await dripping).ShouldBe(new Delivery.Failed("no answer within 10 s"));
        }

        Task<Delivery> endless = TellAsync(SomeEndings.Call(), url);
        using (TcpClient client = await listener.AcceptTcpClientAsync())
        {
            await ReadSomeAsync(client);
            await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nand so on"u8.ToArray());
            (await endless).ShouldBe(Delivery.Done.Instance);
        }
    }

    [Fact]
    public async Task What_is_not_HTTP_or_not_there_has_failed_without_naming_an_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        Task<Delivery> telling = TellAsync(SomeEndings.Call(), url);
        using (TcpClient client = await listener.AcceptTcpClientAsync())
        {
            await ReadSomeAsync(client);
            await client.GetStream().WriteAsync("SSH-2.0-server\r\n\r\n"u8.ToArray());
            client.Client.Shutdown(SocketShutdown.Both);
            (await telling).ShouldBeOfType<Delivery.Failed>().Problem.ShouldBe("not reached (InvalidResponse)");
        }

        listener.Stop();
        (await TellAsync(SomeEndings.Call(), url)).ShouldBe(new Delivery.Failed(SignedRequest.NotReached));
    }

    [Fact]
    public async Task A_tenant_does_not_learn_which_names_exist_in_the_private_network_nor_which_ports_are_open()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        HostResolver names = (host, _) => host switch
        {
            "db.internal" => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.5")]),
            "here.example" => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
            _ => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)),
        };
        using var strict = new WebhookSink(OutgoingHttp.Create(OutgoingPolicy.PublicOnly, names), _time);
        using var open = new WebhookSink(OutgoingHttp.Create(OutgoingPolicy.Parse("127.0.0.1", out _)!, names), _time);
        Delivery[] answers =
        [
            await OneAsync(strict, "http://db.internal/"), await OneAsync(strict, "http://nobody.internal/"), await OneAsync(strict, $"http://127.0.0.1:{_receiver.Url.Port}/"),
            await OneAsync(strict, "http://169.254.169.254/latest"), await OneAsync(open, $"http://here.example:{port}/"),
        ];
        answers.ShouldAllBe(answer => answer == new Delivery.Failed(SignedRequest.NotReached));
        foreach (string word in (string[])["10.0.0.5", "127.0.0.1", "db.internal", "NameResolution", "ConnectionError"]) SignedRequest.NotReached.ShouldNotContain(word);

        static async Task<Delivery> OneAsync(WebhookSink sink, string url) => (await sink.DeliverAsync(SomeEndings.To(new Uri(url), SomeEndings.Call()))).Single();
    }

    private static string Text(JsonNode node, string name) => (string)node[name]!;

    private static async Task ReadSomeAsync(TcpClient client) => (await client.GetStream().ReadAsync(new byte[16 * 1024])).ShouldBeGreaterThan(0);

    private async Task<Delivery> TellAsync(Ending ending, Uri? url = null) => (await _sink.DeliverAsync(SomeEndings.To(url ?? _receiver.Url, ending))).Single();
}
