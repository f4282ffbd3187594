using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallQueue.Access;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>What is logged, to the last line at the lowest level, must not tell whom somebody called nor how to get in.</summary>
public sealed class RedactionTests
{
    private const string Phone = "+12025550147";
    private const string InternalSecret = "internal:0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task No_number_key_or_secret_is_ever_logged()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { OperatorKey = Door.OperatorKey, InternalSecret = InternalSecret });
        (string key, _) = await door.KeyAsync("acme");
        (string, string) mine = ("X-Api-Key", key);
        string digits = Uri.EscapeDataString(Phone);

        await door.PostAsync("/api/calls/queue", new JsonObject { ["phone_number"] = Phone, ["custom_call_id"] = Phone, ["message"] = "hi" }, mine);
        await door.PostAsync("/api/calls/queue", new JsonObject { ["phone_number"] = Phone + "x" }, mine, ("Idempotency-Key", Phone));
        await door.PostAsync("/api/calls/bulk-queue", JsonNode.Parse($$"""{"batch_id":"{{Phone}}","calls":[{"phone_number":"{{Phone}}"},{"phone_number":"12"}]}""")!, mine);
        await door.GetAsync($"/api/calls/{digits}/status", mine);
        await door.GetAsync($"/api/runs/{digits}?business_id={digits}", mine);
        await door.PostAsync("/api/outbound/stop-queue", new JsonObject { ["run_id"] = Phone }, mine);
        await door.GetAsync($"/nowhere/{digits}", mine);
        await door.App.CallBackAsync($"/webhooks/twilio/status?call=acme~{digits}&attempt=1&token={InternalSecret}", $"To={digits}&CallStatus=ringing", "forged");
        await door.App.CallBackAsync($"/webhooks/twilio/status?call=acme~{digits}&attempt=1&token={InternalSecret}", $"To={digits}&CallStatus=ringing");

        string wrong = key[..^1] + (key[^1] == '0' ? '1' : '0');
        await door.GetAsync("/api/runs/r1", ("X-Api-Key", wrong));
        await door.GetAsync("/api/runs/r1", ("Authorization", $"Bearer {Door.OperatorKey}x"));
        await door.GetAsync("/api/runs/r1", ("Cookie", $"__Host-{SessionCookie.PlainName}={key}"));
        await door.GetAsync("/api/runs/r1", ("X-Internal-Secret", InternalSecret));
        HttpResponseMessage session = await door.PostAsync("/api/session", new JsonObject { ["api_key"] = key });
        HttpResponseMessage made = await door.PostAsync("/api/keys", new JsonObject { ["name"] = "x", ["operator"] = true }, ("X-Api-Key", Door.OperatorKey));
        string newKey = (await made.Content.ReadFromJsonAsync<JsonObject>())!["api_key"]!.GetValue<string>();

        string log = door.App.Log.Text;
        foreach (string line in (string[])["Call queued", "Bulk rejected", "Webhook rejected", "a key is not valid", "a session is not valid", "API key created"]) log.ShouldContain(line);
        string[] secrets =
        [
            key.Split('_')[2], wrong.Split('_')[2], newKey.Split('_')[2], Door.OperatorKey, InternalSecret, session.Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1],
        ];
        foreach (string secret in secrets) log.Split('\n').Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();

        // Names that callers chose are logged, and hosts mask each line as they write it.
        log.Split('\n').Where(line => LogText.Masked(line).Contains(Phone[1..], StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("call_id=+12025550147 added", "call_id=********0147 added")]
    [InlineData("acme~+12025550147", "acme~********0147")]
    [InlineData("/status?to=%2B12025550147", "/status?to=**********0147")]
    [InlineData("call 12025550147: gone", "call *******0147: gone")]
    [InlineData("run_3f9a0c5d7b1e42a86c0d9e57123 total=1000000", "run_3f9a0c5d7b1e42a86c0d9e57123 total=1000000")]
    public void Whatever_looks_like_a_telephone_number_is_masked_and_nothing_else(string line, string expected) => LogText.Masked(line).ShouldBe(expected);
}
