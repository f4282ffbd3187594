using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Keys;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>Keys that end, that work from some networks only, that get another secret, and what is known of their use.</summary>
public sealed class KeyTermsTests
{
    private const string Run = "/api/runs/r1";

    [Fact]
    public async Task A_key_ends_at_its_time_and_so_does_its_session()
    {
        await using Door door = await Door.OpenAsync();
        string until = (door.Time.GetUtcNow() + TimeSpan.FromHours(1)).ToString("yyyy-MM-dd'T'HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture);
        JsonNode made = await MakeAsync(door, $$"""{"name":"short","business_id":"acme","expires_at":"{{until}}"}""");
        string key = (string)made["api_key"]!;
        HttpResponseMessage opened = await door.PostAsync("/api/session", new JsonObject { ["api_key"] = key });
        string cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        foreach ((string, string) credential in ((string, string)[])[("X-Api-Key", key), ("Cookie", cookie)]) (await door.GetAsync(Run, credential)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        door.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        (await door.GetAsync(Run, ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        door.Time.Advance(TimeSpan.FromSeconds(1)); // The key is still cached.
        foreach ((string, string) credential in ((string, string)[])[("X-Api-Key", key), ("Cookie", cookie)]) (await door.GetAsync(Run, credential)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("127.0.0.0/8", HttpStatusCode.NotFound)]
    [InlineData("127.0.0.1", HttpStatusCode.NotFound)]
    [InlineData("::ffff:127.0.0.1", HttpStatusCode.NotFound)]
    [InlineData("::ffff:127.0.0.0/104", HttpStatusCode.NotFound)]
    [InlineData("::ffff:10.0.0.0/104", HttpStatusCode.Forbidden)]
    [InlineData("10.0.0.0/8", HttpStatusCode.Forbidden)]
    [InlineData("::1", HttpStatusCode.Forbidden)]
    public async Task A_key_works_from_its_networks_only(string network, HttpStatusCode expected)
    {
        await using Door door = await Door.OpenAsync();
        JsonNode made = await MakeAsync(door, $$"""{"name":"office","business_id":"acme","allowed_from":["{{network}}"]}""");
        using HttpResponseMessage answer = await door.GetAsync(Run, ("X-Api-Key", (string)made["api_key"]!));
        answer.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.Forbidden) (await answer.Content.ReadAsStringAsync()).ShouldContain("/problems/address");
    }

    [Theory]
    [InlineData("""{"name":"x","business_id":"acme","role":"admin"}""", "role")]
    [InlineData("""{"name":"x","role":"read_only"}""", "business_id")]
    [InlineData("""{"name":"x","operator":true,"role":"read_only"}""", "role")]
    [InlineData("""{"name":"x","business_id":"acme","role":"operator"}""", "business_id")]
    [InlineData("""{"name":"x","business_id":"acme","role":"read_only","may_remove_opt_outs":true}""", "may_remove_opt_outs")]
    [InlineData("""{"name":"x","business_id":"acme","role":"submit_only","may_remove_opt_outs":true}""", "may_remove_opt_outs")]
    [InlineData("""{"name":"x","business_id":"acme","expires_at":"2001-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"x","business_id":"acme","allowed_from":["10.0.0.0/33"]}""", "allowed_from[0]")]
    [InlineData("""{"name":"x","business_id":"acme","allowed_from":["10.0.0.1","office"]}""", "allowed_from[1]")]
    [InlineData("""{"name":"x","business_id":"acme","allowed_from":["10"]}""", "allowed_from[0]")]
    [InlineData("""{"name":"x","business_id":"acme","allowed_from":["010.0.0.1"]}""", "allowed_from[0]")]
    [InlineData("""{"name":"x","business_id":"acme","allowed_from":["0x7f.0.0.1"]}""", "allowed_from[0]")]
    public async Task What_is_wrong_with_a_new_key_is_named(string body, string field)
    {
        await using Door door = await Door.OpenAsync();
        using HttpResponseMessage answer = await door.PostAsync("/api/keys", JsonNode.Parse(body)!, ("X-Api-Key", Door.OperatorKey));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!["field"]!).ShouldBe(field);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_stream_ends_when_its_key_is_revoked_or_its_session_ended(bool isSession)
    {
        await using Door door = await Door.OpenAsync();
        (string key, string id) = await door.KeyAsync("acme");
        (string, string) credential = ("X-Api-Key", key);
        if (isSession)
        {
            using HttpResponseMessage opened = await door.PostAsync("/api/session", new JsonObject { ["api_key"] = key });
            credential = ("Cookie", opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/businesses/acme/events");
        request.Headers.Add(credential.Item1, credential.Item2);
        using HttpResponseMessage stream = await door.App.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line && !line.StartsWith("data:", StringComparison.Ordinal)) line.ShouldNotBeNull();
        (await reader.ReadLineAsync()).ShouldBe("");

        if (isSession) (await door.Sessions.EndAsync((await door.Sessions.ListAsync()).Single().Id)).ShouldNotBeNull();
        else (await door.Book.RevokeAsync(id)).ShouldNotBeNull();
        door.Time.Advance(TimeSpan.FromSeconds(6));
        Task<string> rest = reader.ReadToEndAsync();
        for (int changes = 0; changes < 200 && !rest.IsCompleted; changes++)
        {
            (await door.PostAsync("/api/businesses/acme/pause", new JsonObject(), ("X-Api-Key", Door.OperatorKey))).EnsureSuccessStatusCode();
            (await door.PostAsync("/api/businesses/acme/resume", new JsonObject(), ("X-Api-Key", Door.OperatorKey))).EnsureSuccessStatusCode();
            door.Time.Advance(TimeSpan.FromMilliseconds(200));
        }

        rest.IsCompleted.ShouldBeTrue("the stream goes on");
        (await rest).ShouldNotContain("data:");
    }

    [Theory]
    [InlineData("""{"name":"care","business_id":"acme","may_remove_opt_outs":true}""", HttpStatusCode.OK)]
    [InlineData("""{"name":"care","business_id":"acme"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"name":"care","business_id":"other","may_remove_opt_outs":true}""", HttpStatusCode.NotFound)]
    [InlineData("""{"name":"care","operator":true}""", HttpStatusCode.OK)]
    public async Task A_person_is_taken_off_a_list_by_operators_and_by_keys_that_may(string body, HttpStatusCode expected)
    {
        await using Door door = await Door.OpenAsync();
        JsonNode made = await MakeAsync(door, body);
        (string, string) key = ("X-Api-Key", (string)made["api_key"]!), business = ("X-Business-Id", "acme");
        made["key"]!["may_remove_opt_outs"]!.GetValue<bool>().ShouldBe(expected != HttpStatusCode.Forbidden);
        (await door.PostAsync("/api/opt-out", JsonNode.Parse("""{"phone_number":"+12025550173"}""")!, ("X-Api-Key", Door.OperatorKey), business)).EnsureSuccessStatusCode();
        using HttpResponseMessage answer = await door.SendAsync(HttpMethod.Delete, "/api/do-not-call/12025550173?reason=asked", null, key, business);
        string text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        if (expected == HttpStatusCode.Forbidden) text.ShouldContain("may_remove_opt_outs");
        HttpStatusCode listed = expected == HttpStatusCode.OK ? HttpStatusCode.NotFound : HttpStatusCode.OK;
        (await door.GetAsync("/api/do-not-call/12025550173", ("X-Api-Key", Door.OperatorKey), business)).StatusCode.ShouldBe(listed);
        if (expected != HttpStatusCode.OK) return;
        string removals = await (await door.GetAsync("/api/do-not-call/12025550173/removals", ("X-Api-Key", Door.OperatorKey), business)).Content.ReadAsStringAsync();
        removals.ShouldContain("asked");
        removals.ShouldContain(key.Item2.Split('_')[1]);
        (await door.SendAsync(HttpMethod.Delete, "/api/admin/do-not-call/12025550173?reason=asked", null, key)).StatusCode.ShouldBe(body.Contains("operator", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_rotated_key_opens_with_both_secrets_for_a_while()
    {
        await using Door door = await Door.OpenAsync();
        (string former, string id) = await door.KeyAsync("acme");
        (await door.GetAsync(Run, ("X-Api-Key", former))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using HttpResponseMessage answer = await door.PostAsync($"/api/keys/{id}/rotate", JsonNode.Parse("""{"overlap_seconds":60}""")!, ("X-Api-Key", Door.OperatorKey));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        string next = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["api_key"]!;
        next.ShouldNotBe(former);
        next.Split('_')[1].ShouldBe(id);
        foreach (string key in (string[])[former, next]) (await door.GetAsync(Run, ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        door.Time.Advance(TimeSpan.FromSeconds(60));
        (await door.GetAsync(Run, ("X-Api-Key", former))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await door.GetAsync(Run, ("X-Api-Key", next))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.PostAsync("/api/keys/000000000000000000000000/rotate", new JsonObject(), ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_use_is_noted_once_a_minute()
    {
        await using Door door = await Door.OpenAsync();
        (string key, string id) = await door.KeyAsync("acme");
        DateTimeOffset first = door.Time.GetUtcNow();
        await door.GetAsync(Run, ("X-Api-Key", key));
        await UsedAsync(first);
        door.Time.Advance(TimeSpan.FromSeconds(59));
        await door.GetAsync(Run, ("X-Api-Key", key));
        (await door.Book.FindAsync(id))!.LastUsedAt.ShouldBe(first);
        door.Time.Advance(TimeSpan.FromSeconds(1));
        await door.GetAsync(Run, ("X-Api-Key", key));
        await UsedAsync(first + TimeSpan.FromSeconds(60));

        // It is noted beside the request.
        async Task UsedAsync(DateTimeOffset expected)
        {
            for (int turns = 0; turns < 10_000 && (await door.Book.FindAsync(id))!.LastUsedAt != expected; turns++) await Task.Yield();
            (await door.Book.FindAsync(id))!.LastUsedAt.ShouldBe(expected);
        }
    }

    private static async Task<JsonNode> MakeAsync(Door door, string body)
    {
        using HttpResponseMessage answer = await door.PostAsync("/api/keys", JsonNode.Parse(body)!, ("X-Api-Key", Door.OperatorKey));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
