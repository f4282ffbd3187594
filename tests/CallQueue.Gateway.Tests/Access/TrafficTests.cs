using System.Net;
using System.Text;
using CallQueue.Access;
using CallQueue.Gateway.Tests.Fakes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>What strangers, addresses and tenants may take of a process.</summary>
public sealed class TrafficTests
{
    private static readonly TrafficLimits Behind = new() { TrustedProxies = TrafficLimits.ParseProxies("10.0.0.0/8, ::1, 192.0.2.7", out _)! };

    [Theory]
    [InlineData("203.0.113.9", "", "203.0.113.9")]
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9")]
    [InlineData("10.1.2.3", "198.51.100.1", "198.51.100.1")]
    [InlineData("::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1")]
    [InlineData("10.1.2.3", "1.1.1.1, 198.51.100.1", "198.51.100.1")]
    [InlineData("10.1.2.3", "198.51.100.1, 192.0.2.7, 10.9.9.9", "198.51.100.1")]
    [InlineData("10.1.2.3", "198.51.100.1:4711", "198.51.100.1")]
    [InlineData("10.1.2.3", "[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("10.1.2.3", "", "10.1.2.3")]
    [InlineData("10.1.2.3", "nonsense", "10.1.2.3")]
    [InlineData("10.1.2.3", "198.51.100.1, nonsense", "10.1.2.3")]
    public void A_forwarded_address_counts_only_from_a_trusted_proxy(string connection, string forwarded, string expected)
    {
        ClientAddress.Find(IPAddress.Parse(connection), forwarded, Behind).ShouldBe(IPAddress.Parse(expected));
        ClientAddress.Find(IPAddress.Parse(connection), forwarded, new TrafficLimits()).ShouldBe(ClientAddress.Plain(IPAddress.Parse(connection)));
    }

    [Theory]
    [InlineData("10.0.0.0/8,::1", null)]
    [InlineData("", null)]
    [InlineData("10.0.0.0/99", "must be a comma list of addresses and networks such as 10.0.0.0/8; got '10.0.0.0/99'")]
    [InlineData("proxy.local", "must be a comma list of addresses and networks such as 10.0.0.0/8; got 'proxy.local'")]
    public void Proxies_are_addresses_and_networks(string text, string? expected)
    {
        TrafficLimits.ParseProxies(text, out string? problem);
        problem.ShouldBe(expected);
    }

    [Fact]
    public void A_bucket_refills_and_is_forgotten_once_it_is_full()
    {
        var time = new FakeTimeProvider();
        var buckets = new AddressBuckets(2, 4, time);
        IPAddress address = IPAddress.Parse("203.0.113.9");
        Enumerable.Range(0, 6).Select(_ => buckets.Take(address)).ShouldBe([true, true, true, true, false, false]);
        buckets.HasAny(address).ShouldBeFalse();
        buckets.Take(IPAddress.Parse("203.0.113.10")).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 3).Select(_ => buckets.Take(address)).ShouldBe([true, true, false]);

        for (int i = 0; i < 60_000; i++)
        {
            buckets.Take(new IPAddress(0x0B000000 + i));
            if (i % 1_000 == 0) time.Advance(TimeSpan.FromSeconds(5));
        }

        buckets.Count.ShouldBeLessThan(15_000);
    }

    [Fact]
    public async Task Open_endpoints_have_a_limit_for_each_address()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(traffic: new TrafficLimits { OpenRequestsPerSecond = 5 });
        using var plain = new HttpClient { BaseAddress = app.Client.BaseAddress };
        var answers = new List<HttpStatusCode>();
        for (int i = 0; i < 14; i++) answers.Add((await plain.PostAsync(new Uri("/api/session", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"))).StatusCode);
        answers.Count(status => status == HttpStatusCode.UnprocessableEntity).ShouldBe(10);
        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(4);
    }

    [Fact]
    public async Task Five_hundred_forged_webhooks_are_one_line_a_minute_with_their_number()
    {
        var time = new FakeTimeProvider(Some.Now);
        await using GatewayApplication app = await GatewayApplication.StartAsync(time: time, traffic: new TrafficLimits());
        for (int i = 0; i < 500; i++) (await app.CallBackAsync("/webhooks/twilio/status?call=a~b&attempt=1&token=t", "CallStatus=ringing", "forged")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Lines().ShouldBe(["Webhook rejected: the signature of twilio is missing or wrong rejected=1"]);
        time.Advance(TimeSpan.FromMinutes(1));
        Lines().ShouldBe(["Webhook rejected: the signature of twilio is missing or wrong rejected=1", "Webhook rejected: the signature of twilio is missing or wrong rejected=499"]);
        time.Advance(TimeSpan.FromMinutes(5));
        Lines().Length.ShouldBe(2);

        string[] Lines() => [.. app.Log.Text.Split('\n').Where(line => line.Contains("Webhook rejected", StringComparison.Ordinal)).Select(line => line.Trim())];
    }

    [Fact]
    public async Task A_stranger_with_wrong_signatures_is_refused_before_anything_is_read_and_a_carrier_never_is()
    {
        var time = new FakeTimeProvider(Some.Now);
        var limits = new OpenLimits(new TrafficLimits { OpenRequestsPerSecond = 5 }, time);
        HttpContext stranger = await ContextAsync("203.0.114.9"), carrier = await ContextAsync("54.172.60.1"), proxy = await ContextAsync("10.0.0.1");
        foreach (HttpContext http in (HttpContext[])[stranger, carrier, proxy])
        {
            for (int i = 0; i < 50; i++) limits.Refused(http);
        }

        limits.Genuine(carrier);
        limits.Find(stranger).ShouldNotBeNull();
        limits.Find(carrier).ShouldBeNull("a carrier that has proved itself shares its address with nobody who matters more");
        limits.Find(proxy).ShouldBeNull("a proxy that is not named as trusted carries the carrier's requests too");
        time.Advance(TimeSpan.FromSeconds(1));
        limits.Find(stranger).ShouldBeNull();

        static Task<HttpContext> ContextAsync(string address)
        {
            var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddSingleton(new TrafficLimits()).BuildServiceProvider() };
            http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(SignedEndpoint.Mark), null));
            return Task.FromResult<HttpContext>(http);
        }
    }

    [Fact]
    public async Task Connections_beyond_the_limit_of_an_address_are_closed_and_places_come_back()
    {
        var limits = new ConnectionLimits(new TrafficLimits { ConnectionsPerAddress = 2, TrustedProxies = TrafficLimits.ParseProxies("10.0.0.0/8", out _)! });
        var release = new TaskCompletionSource();
        int served = 0;
        ConnectionDelegate door = limits.Use(_ =>
        {
            served++;
            return release.Task;
        });
        IPAddress address = IPAddress.Parse("203.0.113.9");
        var open = new List<Task>();
        foreach (string from in (string[])["203.0.113.9", "203.0.113.9", "203.0.113.9", "203.0.113.9", "203.0.113.10", "127.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.1"]) open.Add(door(new Connection(from)));
        served.ShouldBe(7);
        limits.CountOf(address).ShouldBe(2);
        release.SetResult();
        await Task.WhenAll(open);
        limits.CountOf(address).ShouldBe(0);
        await door(new Connection("203.0.113.9"));
        served.ShouldBe(8);
    }

    [Fact]
    public async Task Event_streams_of_a_business_have_a_quota_that_names_its_setting()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { OperatorKey = Door.OperatorKey, RequestsPerSecond = 1_000 }, traffic: new TrafficLimits { EventStreams = 2, OpenRequestsPerSecond = 1_000 });
        (string acme, _) = await door.KeyAsync("acme");
        (string second, _) = await door.KeyAsync("acme");
        (string bolt, _) = await door.KeyAsync("bolt");
        using HttpResponseMessage one = await OpenAsync(acme, "acme");
        using HttpResponseMessage two = await OpenAsync(second, "acme");
        using HttpResponseMessage three = await OpenAsync(acme, "acme");
        (one.StatusCode, two.StatusCode, three.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests));
        three.Headers.RetryAfter.ShouldNotBeNull();
        (await three.Content.ReadAsStringAsync()).ShouldContain("event_streams: 2 event streams are open, the most for one business or key (TENANT_EVENT_STREAMS); close one");
        using HttpResponseMessage other = await OpenAsync(bolt, "bolt");
        other.StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<HttpResponseMessage> OpenAsync(string key, string business)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/businesses/{business}/events");
            request.Headers.Add("X-Api-Key", key);
            return await door.App.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }
    }

    [Fact]
    public async Task Kept_replies_and_stored_bytes_have_a_quota_for_a_day()
    {
        var time = new FakeTimeProvider(Some.Now);
        await using GatewayApplication app = await GatewayApplication.StartAsync(time: time, traffic: new TrafficLimits { KeptReplies = 2, MegabytesPerDay = 1, OpenRequestsPerSecond = 1_000 });
        for (int i = 0; i < 2; i++) (await app.PostAsync("/api/queue/pause", "{}", ("Idempotency-Key", $"k{i}"))).Status.ShouldBe(HttpStatusCode.OK);
        (HttpStatusCode status, var problem) = await app.PostAsync("/api/queue/pause", "{}", ("Idempotency-Key", "k2"));
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        problem["detail"]!.GetValue<string>().ShouldContain("kept_replies: 2 replies were kept for an Idempotency-Key within 24 hours");
        (await app.PostAsync("/api/queue/pause", "{}", ("Idempotency-Key", "k0"))).Status.ShouldBe(HttpStatusCode.OK, "a repetition is answered as before");

        string call = $$"""{"phone_number":"+12025550101","metadata":"{{new string('x', 30_000)}}"}""";
        int accepted = 0;
        HttpStatusCode last = HttpStatusCode.Accepted;
        while (accepted < 100 && (last = (await app.PostAsync("/api/calls/queue", call)).Status) == HttpStatusCode.Accepted) accepted++;
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        accepted.ShouldBe(35); // One MiB of bodies of 30 KB.
        time.Advance(TimeSpan.FromHours(24));
        (await app.PostAsync("/api/calls/queue", call)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await app.PostAsync("/api/queue/pause", "{}", ("Idempotency-Key", "k9"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A connection from an address.</summary>
    private sealed class Connection(string from) : ConnectionContext
    {
        public override string ConnectionId { get; set; } = "1";

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

        public override System.IO.Pipelines.IDuplexPipe Transport { get; set; } = null!;

        public override EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(IPAddress.Parse(from), 4711);

        public override void Abort(ConnectionAbortedException abortReason)
        {
        }
    }
}
