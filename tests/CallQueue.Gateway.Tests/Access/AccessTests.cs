using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Access;

namespace CallQueue.Gateway.Tests.Access;

public sealed class AccessTests
{
    private const string Health = "/api/health";
    private const string Run = "/api/runs/r1";

    [Theory]
    [InlineData("X-Api-Key", "operator:0123456789abcdef0123456789abcdeF")]
    [InlineData("X-Api-Key", "")]
    [InlineData("X-Api-Key", "cq_0123456789abcdef01234567_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("Authorization", "Bearer operator")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Digest operator:0123456789abcdef0123456789abcdef")]
    [InlineData("Authorization", "Basic not base64")]
    [InlineData("Authorization", "Basic bm8gY29sb24=")]
    [InlineData("Cookie", "__Host-callqueue_session=0123456789abcdef01234567.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("Cookie", "__Host-callqueue_session=..")]
    [InlineData("X-Internal-Secret", "operator:0123456789abcdef0123456789abcdef")]
    public async Task A_wrong_credential_opens_nothing_and_is_not_repeated(string header, string value)
    {
        await using Door door = await Door.OpenAsync();
        using HttpResponseMessage answer = await door.GetAsync(Run, (header, value));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Basic");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        string text = await answer.Content.ReadAsStringAsync();
        text.ShouldNotContain(Door.OperatorKey);
        if (value.Length > 8) text.ShouldNotContain(value);
    }

    [Fact]
    public async Task A_key_opens_as_a_token_as_a_header_and_as_a_browsers_password()
    {
        await using Door door = await Door.OpenAsync();
        (string made, _) = await door.KeyAsync("acme");
        foreach (string key in (string[])[Door.OperatorKey, made])
        {
            string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{key}"));
            foreach ((string, string) shown in ((string, string)[])[("X-Api-Key", key), ("Authorization", $"Bearer {key}"), ("Authorization", $"bearer {key}"), ("Authorization", $"Basic {basic}")])
            {
                using HttpResponseMessage answer = await door.GetAsync(Run, shown);
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, shown.ToString()); // Inside: there is no such run.
            }
        }
    }

    [Theory]
    [InlineData("/webhooks/twilio/status", HttpStatusCode.Forbidden)] // Open, but not signed.
    [InlineData(Health, HttpStatusCode.OK)]
    [InlineData("/webhooks", HttpStatusCode.Unauthorized)]
    [InlineData("/webhooks/../api/runs/r1", HttpStatusCode.Unauthorized)]
    [InlineData("/api/keys", HttpStatusCode.Unauthorized)]
    [InlineData("/", HttpStatusCode.Unauthorized)]
    public async Task Without_a_key_only_webhooks_and_a_bare_health_answer(string path, HttpStatusCode expected)
    {
        await using Door door = await Door.OpenAsync();
        using HttpResponseMessage answer = await door.SendAsync(path.EndsWith("status", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, path, null);
        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Health_tells_strangers_the_status_only()
    {
        await using Door door = await Door.OpenAsync();
        (await (await door.GetAsync(Health)).Content.ReadAsStringAsync()).ShouldBe("""{"status":"healthy"}""");
        (await (await door.GetAsync(Health, ("X-Api-Key", Door.OperatorKey))).Content.ReadAsStringAsync()).ShouldContain("\"checks\"");
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_at_once_here_and_after_five_seconds_where_it_is_remembered()
    {
        await using Door door = await Door.OpenAsync();
        (string here, string hereId) = await door.KeyAsync("acme");
        (string elsewhere, string elsewhereId) = await door.KeyAsync("acme");
        foreach (string key in (string[])[here, elsewhere])
            (await door.GetAsync(Run, ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await door.SendAsync(HttpMethod.Delete, $"/api/keys/{hereId}", null, ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync(Run, ("X-Api-Key", here))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await door.Book.RevokeAsync(elsewhereId); // As another process does.
        door.Time.Advance(TimeSpan.FromSeconds(5));
        (await door.GetAsync(Run, ("X-Api-Key", elsewhere))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_of_another_deployment_opens_nothing()
    {
        await using Door door = await Door.OpenAsync();
        await using Door other = await Door.OpenAsync();
        (string key, _) = await other.KeyAsync(null);
        (await other.GetAsync(Run, ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.GetAsync(Run, ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_thousand_wrong_keys_are_slowed_down_and_the_right_one_still_opens()
    {
        await using Door door = await Door.OpenAsync();
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 1000; i++)
        {
            using HttpResponseMessage answer = await door.GetAsync(Run, ("X-Api-Key", $"wrong{i}"));
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        statuses.ShouldAllBe(s => s == HttpStatusCode.Unauthorized || s == HttpStatusCode.TooManyRequests);
        statuses.Count(s => s == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(900);
        (await door.GetAsync(Run, ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_waits_and_others_do_not()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { OperatorKey = Door.OperatorKey, RequestsPerSecond = 1 });
        (string key, _) = await door.KeyAsync("acme");
        var answers = new List<HttpResponseMessage>();
        for (int i = 0; i < 50; i++) answers.Add(await door.GetAsync(Run, ("X-Api-Key", key)));
        answers.Take(2).ShouldAllBe(a => a.StatusCode == HttpStatusCode.NotFound);
        HttpResponseMessage limited = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        limited.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await door.GetAsync(Run, ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Unless_it_is_started_without_keys_nobody_is_let_in_without_one_even_while_there_is_none()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions());
        foreach (string path in (string[])[Run, "/api/keys", "/docs/index.html", "/openapi/v1.json", "/problems/no-key"])
            (await door.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        (await door.PostAsync("/api/keys", JsonNode.Parse("""{"name":"mine","operator":true}""")!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("localhost:PORT", HttpStatusCode.NotFound)]
    [InlineData("127.0.0.1:PORT", HttpStatusCode.NotFound)]
    [InlineData("localhost", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1:80", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.nip.io:PORT", HttpStatusCode.Forbidden)]
    [InlineData("dialer.example.com", HttpStatusCode.Forbidden)]
    public async Task Without_keys_the_host_is_the_one_that_was_printed(string host, HttpStatusCode expected)
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { IsKeyless = true });
        string port = door.App.Client.BaseAddress!.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await door.GetAsync(Run, ("Host", host.Replace("PORT", port, StringComparison.Ordinal)))).StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    [InlineData("CF-Connecting-IP")]
    [InlineData("CF-RAY")]
    [InlineData("CDN-Loop")]
    [InlineData("True-Client-IP")]
    [InlineData("X-Client-IP")]
    [InlineData("X-Cluster-Client-IP")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Original-URI")]
    [InlineData("X-Envoy-External-Address")]
    [InlineData("Fastly-Client-IP")]
    [InlineData("Fly-Client-IP")]
    [InlineData("X-Amzn-Trace-Id")]
    [InlineData("X-Azure-ClientIP")]
    [InlineData("X-ProxyUser-Ip")]
    [InlineData("WL-Proxy-Client-IP")]
    [InlineData("X-Appengine-User-Ip")]
    [InlineData("X-Remote-Addr")]
    [InlineData("x-http-forwarded-for")]
    [InlineData("X-Originating-IP")]
    [InlineData("X-Sucuri-ClientIP")]
    [InlineData("X-User-IP")]
    [InlineData("Remote_Addr")]
    [InlineData("X-Forwarded_For")]
    [InlineData("X-BlueCoat-Via")]
    [InlineData("X-Varnish")]
    [InlineData("Surrogate-Capability")]
    [InlineData("Front-End-Https")]
    [InlineData("X-Rewrite-URL")]
    [InlineData("X-SSL-Client-Verify")]
    [InlineData("X-Request-Start")]
    [InlineData("Tailscale-User-Login")]
    public async Task Without_keys_a_request_with_a_header_of_any_proxy_is_refused_and_the_header_is_named(string header)
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { IsKeyless = true });
        using HttpResponseMessage answer = await door.GetAsync(Run, (header, "203.0.113.9"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(header);
    }

    [Theory]
    [InlineData("X-Request-Id")]
    [InlineData("traceparent")]
    [InlineData("baggage")]
    [InlineData("Sec-Fetch-Dest")]
    [InlineData("Origin-Agent-Cluster")]
    [InlineData("X-Zip-Code")]
    public async Task Without_keys_headers_that_programs_send_themselves_are_fine(string header)
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { IsKeyless = true });
        using HttpResponseMessage answer = await door.GetAsync(Run, (header, "1"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>What nginx of Debian 13 sends for <c>proxy_pass http://127.0.0.1:PORT</c>, taken from the wire.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stranger_behind_a_bare_proxy_pass_is_refused(bool isKeyless)
    {
        await using Door door = await Door.OpenAsync(isKeyless ? new AccessOptions { IsKeyless = true } : new AccessOptions());
        Uri url = door.App.Client.BaseAddress!;
        string answer = await Raw.SendAsync(url, $"GET {Run} HTTP/1.0\r\nHost: {url.Authority}\r\nConnection: close\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\n\r\n");
        answer.ShouldStartWith(isKeyless ? "HTTP/1.1 403" : "HTTP/1.1 401");
        answer.ShouldNotContain("no run");
    }

    [Fact]
    public async Task Ordinary_headers_of_programs_and_browsers_are_no_proxys()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { IsKeyless = true });
        (string, string)[] ordinary =
        [
            ("Accept", "*/*"), ("User-Agent", "Mozilla/5.0"), ("Accept-Language", "en"), ("Cookie", "a=b"), ("Referer", "http://localhost/"), ("Sec-Fetch-Site", "same-origin"),
            ("X-Request-Id", "1"), ("X-Business-Id", "default"), ("Idempotency-Key", "1"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("X-Requested-With", "XMLHttpRequest"), ("Upgrade-Insecure-Requests", "1"),
        ];
        (await door.GetAsync(Run, ordinary)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task From_the_first_key_on_this_machine_needs_one_too()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { IsKeyless = true, LocalToken = new string('t', 64) });
        (await door.GetAsync(Run)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        HttpResponseMessage made = await door.PostAsync("/api/keys", JsonNode.Parse("""{"name":"first","operator":true}""")!);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        string key = JsonNode.Parse(await made.Content.ReadAsStringAsync())!["api_key"]!.GetValue<string>();
        (await door.GetAsync(Run)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await door.GetAsync(Run, ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.GetAsync(Run, ("X-Api-Key", new string('t', 64)))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void A_short_secret_is_none_and_a_wrong_limit_is_named()
    {
        new AccessOptions { OperatorKey = new string('k', 31) }.FindProblem()!.ShouldContain("OperatorKey");
        new AccessOptions { InternalSecret = "short" }.FindProblem()!.ShouldContain("InternalSecret");
        new AccessOptions { OperatorKey = Door.OperatorKey, IsKeyless = true }.FindProblem()!.ShouldContain("IsKeyless");
        new AccessOptions { RequestsPerSecond = 0 }.FindProblem()!.ShouldContain("RequestsPerSecond");
        new AccessOptions().RequestsPerSecond.ShouldBe(100);
        new AccessOptions().FindProblem().ShouldBeNull();
    }

    [Theory]
    [InlineData(null, false, false, "127.0.0.1")]
    [InlineData(null, true, false, "0.0.0.0")]
    [InlineData("localhost", true, false, "127.0.0.1")]
    [InlineData("10.0.0.7", true, false, "10.0.0.7")]
    [InlineData("10.0.0.7", false, false, "10.0.0.7")]
    [InlineData("10.0.0.7", false, true, null)]
    [InlineData("::1", false, true, "::1")]
    [InlineData(null, false, true, "127.0.0.1")]
    [InlineData("example.com", true, false, null)]
    public void Where_to_listen_depends_on_whether_there_are_keys(string? host, bool hasKeys, bool isKeyless, string? expected)
    {
        ListenAddress.Choose(host, hasKeys, isKeyless, out string? problem)?.ToString().ShouldBe(expected);
        (problem is null).ShouldBe(expected is not null);
    }
}
