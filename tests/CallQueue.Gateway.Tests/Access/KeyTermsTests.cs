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
    [InlineData("""{"name":"x","business_id":"acme","expires_at":"2001-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"x","business_id":"acme","allowed_from":["10.0.0.0/33"]}""", "allowed_from[0]")]
    [InlineData("""{"name":"x","business_id":"acme","allowed_from":["10.0.0.1","office"]}""", "allowed_from[1]")]
    public async Task What_is_wrong_with_a_new_key_is_named(string body, string field)
    {
        await using Door door = await Door.OpenAsync();
        using HttpResponseMessage answer = await door.PostAsync("/api/keys", JsonNode.Parse(body)!, ("X-Api-Key", Door.OperatorKey));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!["field"]!).ShouldBe(field);
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
