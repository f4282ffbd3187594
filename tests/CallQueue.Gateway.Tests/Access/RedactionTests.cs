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
        await door.GetAsync("/api/runs/r1", ("Cookie", $"{Sessions.Cookie}={key}"));
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
    [InlineData("user_12025550123", "user_*******0123")]
    [InlineData("user12025550123x", "user*******0123x")]
    [InlineData("lead-5550123-b", "lead-***0123-b")]
    [InlineData("https://app.example.com/u/12025550123/answer?to=447700900123", "https://app.example.com/u/*******0123/answer?to=********0123")]
    [InlineData("Ann (202) 555-0123 x", "Ann (***) ***-0123 x")]
    [InlineData("+1 202 555 0123", "** *** *** 0123")]
    [InlineData("to=+1%20202%20555%200123", "to=**%20***%20***%200123")]
    [InlineData("202.555.0123", "***.***.0123")]
    [InlineData("1202\u200b555\u200b0123", "****\u200b***\u200b0123")]
    [InlineData("\u0661\u0662\u0660\u0662\u0665\u0665\u0665\u0660\u0661\u0662\u0663", "*******\u0660\u0661\u0662\u0663")]
    [InlineData("deadbeef12025550123", "deadbeef*******0123")]
    [InlineData("run_3f9a0c5d7b1e42a86c0d9e57123 total=100000", "run_3f9a0c5d7b1e42a86c0d9e57123 total=100000")]
    [InlineData("CA0123456789abcdef01234567f9abc012", "CA0123456789abcdef01234567f9abc012")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("id 550e8400-e29b-41d4-a716-446655440000 12 times", "id 550e8400-e29b-41d4-a716-446655440000 12 times")]
    [InlineData("ann@20261130", "ann@20261130")]
    [InlineData("daily@20261130T090000123Z", "daily@20261130T090000123Z")]
    [InlineData("at 2026-11-30 12:30:00 for 127.100.200.250:5432", "at 2026-11-30 12:30:00 for 127.100.200.250:5432")]
    [InlineData("b-1234 of 100 in 250 ms, 10.0.0.0", "b-1234 of 100 in 250 ms, 10.0.0.0")]
    public void Telephone_numbers_in_texts_from_outside_are_masked_and_nothing_else(string line, string expected) => LogText.Masked(line).ShouldBe(expected);

    [Fact]
    public void A_text_from_outside_stays_in_its_line() =>
        LogText.Outside("Ann\n12:00:00 info: API key created\u001b[2K\u202e12025550123").ShouldBe("Ann\\n12:00:00 info: API key created\\u001b[2K\\u202e*******0123");
}
