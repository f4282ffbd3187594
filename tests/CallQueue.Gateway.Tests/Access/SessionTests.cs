using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Keys;

namespace CallQueue.Gateway.Tests.Access;

public sealed class SessionTests
{
    private const string Run = "/api/runs/r1";

    [Fact]
    public async Task A_session_stands_for_its_key_for_twelve_hours()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        string cookie = await OpenAsync(door, key);
        (await door.GetAsync(Run, ("Cookie", cookie))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.GetAsync(Run, ("Cookie", cookie), ("X-Business-Id", "other"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.GetAsync("/api/keys", ("Cookie", cookie))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        door.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        (await door.GetAsync(Run, ("Cookie", cookie))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        door.Time.Advance(TimeSpan.FromSeconds(1));
        (await door.GetAsync(Run, ("Cookie", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://dialer.example.com", "__Host-callqueue_session=", true)]
    [InlineData("http://dialer.example.com", "callqueue_session=", false)]
    [InlineData(null, "callqueue_session=", false)]
    public async Task The_cookie_is_hidden_from_scripts_and_other_sites_and_secure_where_the_public_url_is(string? publicUrl, string begins, bool isSecure)
    {
        await using Door door = await Door.OpenAsync(options: new GatewayOptions { PublicUrl = publicUrl });

        // The header that a proxy may send, or a stranger may forge, decides nothing.
        string cookie = await SetCookieAsync(door, Door.OperatorKey, ("X-Forwarded-Proto", isSecure ? "http" : "https"));
        cookie.ShouldStartWith(begins);
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("path=/");
        cookie.ShouldNotContain("domain");
        cookie.Contains("secure", StringComparison.Ordinal).ShouldBe(isSecure);
        cookie.ShouldNotContain(Door.OperatorKey);
        (await door.GetAsync(Run, ("Cookie", cookie.Split(';')[0]))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_session_ends_with_its_key()
    {
        await using Door door = await Door.OpenAsync();
        (string key, string id) = await door.KeyAsync("acme");
        string cookie = await OpenAsync(door, key);
        await door.SendAsync(HttpMethod.Delete, $"/api/keys/{id}", null, ("X-Api-Key", Door.OperatorKey));
        (await door.GetAsync(Run, ("Cookie", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_session_ends_with_the_secret_that_opened_it(int overlap)
    {
        await using Door door = await Door.OpenAsync();
        (string key, string id) = await door.KeyAsync("acme");
        string former = await OpenAsync(door, key);
        using HttpResponseMessage answer = await door.PostAsync($"/api/keys/{id}/rotate", new JsonObject { ["overlap_seconds"] = overlap }, ("X-Api-Key", Door.OperatorKey));
        string present = await OpenAsync(door, (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["api_key"]!);
        if (overlap > 0) (await door.GetAsync(Run, ("Cookie", former))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        door.Time.Advance(TimeSpan.FromSeconds(overlap));
        (await door.GetAsync(Run, ("Cookie", former))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await door.GetAsync(Run, ("Cookie", present))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_session_that_was_changed_anywhere_or_never_opened_is_none()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        string[] cookie = (await OpenAsync(door, key)).Split('=');
        string[] other = (await OpenAsync(door, Door.OperatorKey)).Split('=')[1].Split('.'), parts = cookie[1].Split('.');
        string changed = cookie[1][..^1] + (cookie[1][^1] == '0' ? '1' : '0');
        foreach (string forged in (string[])[$"{parts[0]}.{other[1]}", $"{other[0]}.{parts[1]}", cookie[1][..^1], changed, parts[0], $"{parts[0]}.", cookie[1].ToUpperInvariant(), new string('.', 100)])
            (await door.GetAsync(Run, ("Cookie", $"{cookie[0]}={forged}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, forged);
    }

    [Fact]
    public async Task Whoever_reads_the_stored_digests_can_open_no_session()
    {
        await using Door door = await Door.OpenAsync();
        (_, string id) = await door.KeyAsync(null);
        byte[] digest = Convert.FromHexString((await door.Book.FindAsync(id))!.Digest);

        // As earlier versions signed them: the key's id, the time, and a code made with the stored digest.
        string claim = $"{id}.{(door.Time.GetUtcNow() + TimeSpan.FromHours(1)).ToUnixTimeSeconds()}";
        string forged = $"{claim}.{Convert.ToHexStringLower(HMACSHA256.HashData(digest, Encoding.UTF8.GetBytes($"callqueue session {claim}")))}";
        foreach (string name in (string[])["callqueue_session", "__Host-callqueue_session"])
            (await door.GetAsync(Run, ("Cookie", $"{name}={forged}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        // Nor with what the store has of a session that is open.
        string cookie = await OpenAsync(door, Door.OperatorKey);
        KeySession stored = (await door.Sessions.ListAsync()).ShouldHaveSingleItem();
        (await door.GetAsync(Run, ("Cookie", $"{cookie.Split('=')[0]}={stored.Id}.{stored.Digest}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Leaving_ends_the_session_itself_and_others_go_on()
    {
        await using Door door = await Door.OpenAsync();
        string left = await OpenAsync(door, Door.OperatorKey), other = await OpenAsync(door, Door.OperatorKey);
        (await door.SendAsync(HttpMethod.Delete, "/api/session", null, ("Cookie", left))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await door.GetAsync(Run, ("Cookie", left))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await door.GetAsync(Run, ("Cookie", other))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Operators_list_sessions_and_end_them_one_by_one()
    {
        await using Door door = await Door.OpenAsync();
        (string key, string keyId) = await door.KeyAsync("acme");
        string cookie = await OpenAsync(door, key), operators = await OpenAsync(door, Door.OperatorKey);
        string list = await (await door.GetAsync("/api/sessions", ("Cookie", operators))).Content.ReadAsStringAsync();
        JsonArray sessions = JsonNode.Parse(list)!["sessions"]!.AsArray();
        sessions.Select(session => (string)session!["key_id"]!).ShouldBe([keyId, "operator"], ignoreOrder: true);
        list.ShouldNotContain(cookie.Split('.')[1]);

        string id = (string)sessions.Single(session => (string)session!["key_id"]! == keyId)!["id"]!;
        (await door.SendAsync(HttpMethod.Delete, $"/api/sessions/{id}", null, ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.SendAsync(HttpMethod.Delete, $"/api/sessions/{id}", null, ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.GetAsync(Run, ("Cookie", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await door.GetAsync(Run, ("Cookie", operators))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound)]
    [InlineData("Origin", "https://evil.example.com", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", GatewayApplication.PublicUrl, HttpStatusCode.NotFound)]
    public async Task A_page_of_another_site_can_change_nothing_with_a_session(string header, string value, HttpStatusCode expected)
    {
        await using Door door = await Door.OpenAsync();
        string cookie = await OpenAsync(door, Door.OperatorKey);
        JsonNode stop = JsonNode.Parse("""{"run_id":"r1"}""")!;
        (await door.PostAsync("/api/outbound/stop-queue", stop, ("Cookie", cookie), (header, value))).StatusCode.ShouldBe(expected);
        (await door.PostAsync("/api/outbound/stop-queue", stop.DeepClone(), ("X-Api-Key", Door.OperatorKey), (header, value))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_no_keys_are_a_page_of_another_site_can_change_nothing_either()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { IsKeyless = true });
        JsonNode stop = JsonNode.Parse("""{"run_id":"r1"}""")!;
        (await door.PostAsync("/api/outbound/stop-queue", stop, ("Sec-Fetch-Site", "cross-site"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await door.PostAsync("/api/outbound/stop-queue", stop.DeepClone())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/session", """{"api_key":"\uDC00"}""")]
    [InlineData("/api/session", """{"\uDC00":1,"api_key":"x"}""")]
    [InlineData("/api/keys", """{"name":"\uD800","business_id":"acme"}""")]
    [InlineData("/api/keys", """{"name":"x","business_id":"acme","role":"\uDC00"}""")]
    public async Task A_lone_surrogate_is_no_valid_text_and_no_failure_of_ours(string path, string body)
    {
        await using Door door = await Door.OpenAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("X-Api-Key", Door.OperatorKey);
        using HttpResponseMessage answer = await door.App.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_wrong_key_opens_no_session_and_ending_one_takes_the_cookie_away()
    {
        await using Door door = await Door.OpenAsync();
        HttpResponseMessage wrong = await door.PostAsync("/api/session", new JsonObject { ["api_key"] = "wrong" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await door.PostAsync("/api/session", new JsonObject())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        HttpResponseMessage ended = await door.SendAsync(HttpMethod.Delete, "/api/session", null);
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ended.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain("expires=Thu, 01 Jan 1970");
    }

    private static async Task<string> OpenAsync(Door door, string key) => (await SetCookieAsync(door, key)).Split(';')[0];

    private static async Task<string> SetCookieAsync(Door door, string key, params (string, string)[] headers)
    {
        HttpResponseMessage answer = await door.PostAsync("/api/session", new JsonObject { ["api_key"] = key }, headers);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
    }
}
