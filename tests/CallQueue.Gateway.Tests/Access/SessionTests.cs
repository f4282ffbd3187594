using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Access;

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

    [Fact]
    public async Task The_cookie_is_hidden_from_scripts_and_other_sites_and_secure_over_https()
    {
        await using Door door = await Door.OpenAsync();
        string plain = await SetCookieAsync(door, Door.OperatorKey);
        plain.ShouldContain("httponly");
        plain.ShouldContain("samesite=strict");
        plain.ShouldNotContain("secure");
        plain.ShouldNotContain(Door.OperatorKey);
        (await SetCookieAsync(door, Door.OperatorKey, ("X-Forwarded-Proto", "https"))).ShouldContain("secure");
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

    [Fact]
    public async Task A_session_that_was_changed_anywhere_or_made_with_another_key_is_none()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        (string otherKey, string otherId) = await door.KeyAsync("other");
        string cookie = await OpenAsync(door, key);
        string session = cookie.Split('=')[1];
        string[] parts = session.Split('.');

        string longer = $"{parts[0]}.{long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 60}.{parts[2]}";
        string asOther = $"{otherId}.{parts[1]}.{parts[2]}";
        string asOperator = $"operator.{parts[1]}.{parts[2]}";
        string cut = session[..^1];
        string changed = session[..^1] + (session[^1] == '0' ? '1' : '0');
        foreach (string forged in (string[])[longer, asOther, asOperator, cut, changed, parts[0], $"{parts[0]}.{parts[1]}", new string('.', 100)])
            (await door.GetAsync(Run, ("Cookie", $"callqueue_session={forged}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, forged);
        otherKey.ShouldNotBe(key);
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
