using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Carriers;
using CallQueue.Carriers.CallKaro;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Hosting;
using CallQueue.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Webhooks;

/// <summary>POST /api/webhooks/call over fake actors and CallKaro's real reader.</summary>
public sealed class ProviderWebhookTests
{
    private const string Path = "/api/webhooks/call";
    private const string Secret = "s3cret";
    private const string Metadata = """ "metadata":{"call":"default~c1","attempt":1,"token":"t1"} """;
    private const string Ringing = $$"""{"call_id":"a1","status":"ringing",{{Metadata}}}""";

    [Theory]
    [InlineData("ringing", CarrierStatus.Ringing, null, "ringing")]
    [InlineData("in_progress", CarrierStatus.InProgress, null, "in_progress")]
    [InlineData("in-progress", CarrierStatus.InProgress, null, "in_progress")]
    [InlineData("completed", CarrierStatus.Ended, Outcome.Completed, "completed")]
    [InlineData("failed", CarrierStatus.Ended, Outcome.Failed, "failed")]
    [InlineData("no_answer", CarrierStatus.Ended, Outcome.NoAnswer, "no_answer")]
    [InlineData("no-answer", CarrierStatus.Ended, Outcome.NoAnswer, "no_answer")]
    [InlineData("busy", CarrierStatus.Ended, Outcome.Busy, "busy")]
    public async Task Each_status_reaches_its_call_and_is_logged(string word, CarrierStatus status, Outcome? outcome, string logged)
    {
        await using GatewayApplication app = await StartAsync();

        (HttpStatusCode code, JsonObject body) = await PostSignedAsync(app, Ringing.Replace("ringing", word, StringComparison.Ordinal));

        code.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"success":true,"applied":true,"retry_scheduled":false,"result":"applied"}""");
        CarrierEvent told = app.Actors.Call("c1").Events.ShouldHaveSingleItem();
        told.Attempt.ShouldBe(new AttemptRef(new CallId(BusinessId.Default, "c1"), 1, "t1"));
        (told.Report.Status, told.Report.Outcome, told.Carrier).ShouldBe((status, outcome, "callkaro"));
        app.Log.Text.ShouldContain($"[Webhook:CallKaro] Updated call: {logged} ");
    }

    [Fact]
    public async Task The_token_decides_so_the_calls_known_id_is_kept_whatever_id_the_webhook_names()
    {
        await using GatewayApplication app = await StartAsync();
        await PostSignedAsync(app, Ringing.Replace("a1", "b2", StringComparison.Ordinal));
        app.Actors.Call("c1").Events.ShouldHaveSingleItem().Report.Call.Value.ShouldBe("CA1");
    }

    [Fact]
    public async Task A_forged_or_missing_signature_is_401_and_changes_nothing()
    {
        await using GatewayApplication app = await StartAsync();
        (await app.PostAsync(Path, Ringing)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.PostAsync(Path, Ringing, ("X-CallKaro-Signature", Sign("another", Ringing)))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        string old = Some.Now.AddHours(-1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await app.PostAsync(Path, Ringing, ("X-CallKaro-Timestamp", old), ("X-CallKaro-Signature", Sign(Secret, $"{old}.{Ringing}")))).Status
            .ShouldBe(HttpStatusCode.Unauthorized, "stale");
        app.Actors.Told.ShouldBe(0);
        app.Log.Text.ShouldContain("Webhook rejected");
    }

    [Fact]
    public async Task Without_a_secret_a_message_without_our_token_is_401_and_one_with_it_is_taken()
    {
        await using GatewayApplication app = await StartAsync(secret: null);
        (await app.PostAsync(Path, """{"call_id":"CA1","status":"completed"}""")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        app.Actors.Told.ShouldBe(0);
        (HttpStatusCode code, JsonObject body) = await app.PostAsync(Path, Ringing);
        code.ShouldBe(HttpStatusCode.OK);
        body["applied"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("default~c1", 1, "guessed")]
    [InlineData("default~c1", 2, "t1")]
    [InlineData("default~nobody", 1, "t1")]
    [InlineData("acme~c1", 1, "t1")]
    public async Task A_call_that_is_not_ours_is_answered_and_nothing_moves(string call, int attempt, string token)
    {
        await using GatewayApplication app = await StartAsync();
        string message = $$"""{"call_id":"CA1","status":"completed","metadata":{"call":"{{call}}","attempt":{{attempt}},"token":"{{token}}"} }""";

        (HttpStatusCode code, JsonObject body) = await PostSignedAsync(app, message);

        code.ShouldBe(HttpStatusCode.OK, "an error would make the provider send it again");
        body.ToJsonString().ShouldBe("""{"success":false,"applied":false,"retry_scheduled":false,"result":"unknown_call","error":"Call not found"}""");
        app.Actors.Call("c1").Events.ShouldBeEmpty();
        app.Actors.Call("nobody").Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_providers_own_id_without_our_token_moves_nothing_however_well_signed()
    {
        await using GatewayApplication app = await StartAsync();
        (_, JsonObject body) = await PostSignedAsync(app, """{"call_id":"CA1","status":"completed"}""");
        body["error"]!.GetValue<string>().ShouldBe("Call not found");
        app.Actors.Told.ShouldBe(0);
    }

    [Theory]
    [InlineData("twilio:AC1")]
    [InlineData("plivo:MA1")]
    [InlineData("simulated:main")]
    [InlineData("callkaro:other")]
    public async Task It_works_beside_every_carrier_and_keeps_the_carriers_own_id(string trunk)
    {
        await using GatewayApplication app = await StartBesideAsync(Secret, trunk);
        (HttpStatusCode code, JsonObject body) = await PostSignedAsync(app, Ringing.Replace("ringing", "completed", StringComparison.Ordinal));
        (code, body["result"]!.GetValue<string>()).ShouldBe((HttpStatusCode.OK, "applied"));
        CarrierEvent told = app.Actors.Call("c1").Events.ShouldHaveSingleItem();
        (told.Report.Call.Value, told.Report.Outcome, told.IsAbout(new TrunkId(trunk))).ShouldBe(("CA1", Outcome.Completed, true));

        (_, body) = await PostSignedAsync(app, Ringing.Replace("ringing", "completed", StringComparison.Ordinal));
        body.ToJsonString().ShouldBe("""{"success":true,"applied":false,"retry_scheduled":false,"result":"repeated"}""");
    }

    [Fact]
    public async Task Beside_another_carrier_it_is_closed_until_it_is_signed()
    {
        await using GatewayApplication unsigned = await StartBesideAsync(secret: null, "twilio:AC1");
        (await unsigned.PostAsync(Path, Ringing)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await using GatewayApplication app = await StartBesideAsync(Secret, "twilio:AC1");
        (await app.PostAsync(Path, Ringing)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.PostAsync(Path, Ringing, ("X-CallKaro-Signature", Sign("another", Ringing)))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (unsigned.Actors.Told + app.Actors.Told).ShouldBe(0);
    }

    [Fact]
    public async Task Before_the_carrier_has_confirmed_the_call_it_is_asked_to_come_again()
    {
        await using GatewayApplication app = await StartBesideAsync(Secret, "twilio:AC1");
        app.Actors.Call("c1").Snapshot = Some.Call(attempts: Some.Attempt() with { CarrierCall = null });
        (await PostSignedAsync(app, Ringing)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        app.Actors.Call("c1").Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_matches_nothing_is_a_warning_with_the_reason_ten_times_a_minute_at_most()
    {
        await using GatewayApplication app = await StartAsync();
        await PostSignedAsync(app, Ringing.Replace("default~c1", "default~nobody", StringComparison.Ordinal));
        app.Log.Text.ShouldContain("Webhook of callkaro ignored: the call is unknown, or its record was deleted after its retention business_id=default call_id=nobody attempt=1");
        await PostSignedAsync(app, Ringing.Replace("\"t1\"", "\"guessed\"", StringComparison.Ordinal));
        app.Log.Text.ShouldContain("Webhook of callkaro ignored: no attempt of the call has its token business_id=default call_id=c1 attempt=1");
        app.Log.Text.ShouldNotContain("guessed");
        for (int i = 0; i < 30; i++) await PostSignedAsync(app, """{"call_id":"CA1","status":"completed"}""");
        app.Log.Text.Split("ignored:").Length.ShouldBe(11);
        app.Log.Text.Split("its URL does not name").Length.ShouldBe(9);
    }

    [Fact]
    public async Task An_event_that_says_nothing_of_a_call_is_taken_and_ignored()
    {
        await using GatewayApplication app = await StartAsync();
        (HttpStatusCode code, JsonObject body) = await PostSignedAsync(app, $$"""{"event":"message_sent","data":{"id":"m","status":"sent"},{{Metadata}}}""");
        (code, body["success"]!.GetValue<bool>(), body["applied"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.OK, true, false));
        app.Actors.Told.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("\"ringing\"")]
    [InlineData("null")]
    public async Task A_body_that_is_no_json_object_is_400(string body)
    {
        await using GatewayApplication app = await StartAsync();
        (await PostSignedAsync(app, body)).Status.ShouldBe(HttpStatusCode.BadRequest);
        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task Deep_nesting_and_strange_text_are_no_surprise()
    {
        await using GatewayApplication app = await StartAsync();
        (await PostSignedAsync(app, new string('[', 100_000))).Status.ShouldBe(HttpStatusCode.BadRequest);
        string deep = $$"""{"a":{{string.Concat(Enumerable.Repeat("{\"a\":", 100))}}1{{new string('}', 101)}}""";
        (await PostSignedAsync(app, deep)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (HttpStatusCode code, JsonObject body) = await PostSignedAsync(app, """{"\ud800":1,"call_id":"\udc00","status":"ringing","metadata":"\ud800"}""");
        (code, body["success"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.OK, false));
        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task A_long_transcript_is_taken_and_more_than_a_megabyte_is_413()
    {
        await using GatewayApplication app = await StartAsync();
        string Said(int characters) => $$"""{"call_id":"a1","status":"completed","transcript":"{{new string('a', characters)}}",{{Metadata}}}""";
        (await PostSignedAsync(app, Said(500_000))).Status.ShouldBe(HttpStatusCode.OK);

        string tooLong = Said(1024 * 1024);
        (await app.PostAsync(Path, tooLong, ("X-CallKaro-Signature", Sign(Secret, tooLong)))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        app.Actors.Call("c1").Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_is_taken_and_any_other_content_is_415()
    {
        await using GatewayApplication app = await StartAsync();
        string form = "call_id=a1&status=no-answer&call=default~c1&attempt=1&token=t1";
        (await SendAsync(app, form, "application/x-www-form-urlencoded")).ShouldBe(HttpStatusCode.OK);
        app.Actors.Call("c1").Events.ShouldHaveSingleItem().Report.Outcome.ShouldBe(Outcome.NoAnswer);
        (await SendAsync(app, Ringing, "text/plain")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task When_the_store_fails_the_provider_is_asked_to_send_it_again()
    {
        await using GatewayApplication app = await StartAsync();
        app.Actors.Failure = new StorageException("gone");
        (await PostSignedAsync(app, Ringing)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Where_no_provider_sends_webhooks_there_is_nothing()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await app.PostAsync(Path, Ringing)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<GatewayApplication> StartAsync(string? secret = Secret, string trunk = "callkaro:agent")
    {
        var options = new CallKaroOptions { ApiKey = "key", AgentId = "agent", WebhookSecret = secret };
        var webhooks = new CallKaroWebhooks(options, new FakeTimeProvider(Some.Now));
        GatewayApplication app = await GatewayApplication.StartAsync(more: services => services.AddSingleton<ICarrierWebhooks>(webhooks));
        app.Actors.Call("c1").Snapshot = Some.Call(attempts: Some.Attempt() with { Trunk = trunk });
        return app;
    }

    private static async Task<GatewayApplication> StartBesideAsync(string? secret, string trunk)
    {
        var options = new CallKaroOptions { ApiKey = "none", AgentId = "none", WebhookSecret = secret };
        var receiver = new ProviderReceiver(CallKaroWebhooks.BesideAnotherCarrier(options, new FakeTimeProvider(Some.Now)));
        GatewayApplication app = await GatewayApplication.StartAsync(more: services => services.AddSingleton(receiver));
        app.Actors.Call("c1").Snapshot = Some.Call(attempts: Some.Attempt() with { Trunk = trunk });
        return app;
    }

    private static Task<(HttpStatusCode Status, JsonObject Body)> PostSignedAsync(GatewayApplication app, string body) =>
        app.PostAsync(Path, body, ("X-CallKaro-Signature", Sign(Secret, body)));

    private static async Task<HttpStatusCode> SendAsync(GatewayApplication app, string body, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("X-CallKaro-Signature", Sign(Secret, body));
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static string Sign(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
