using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Gateway.Tests.EndToEnd;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Previews;

namespace CallQueue.Gateway.Tests.Previews;

/// <summary>Commands with <c>?preview=true</c> change nothing and say what they would do; with the token they do that.</summary>
public sealed class PreviewTests
{
    private const string Stop = "/api/runs/spring/stop";

    [Fact]
    public async Task A_stop_is_previewed_and_confirmed()
    {
        await using World world = await SubmittedAsync();

        (HttpStatusCode status, JsonObject preview) = await world.App.PostAsync($"{Stop}?preview=true", "{}");

        status.ShouldBe(HttpStatusCode.OK);
        preview["command"]!.GetValue<string>().ShouldBe("run.stop");
        preview["would"]!.ToJsonString().ShouldBe("""{"canceled":2,"dialing":0,"left":3}""");
        preview["runs"]!.ToJsonString().ShouldBe("""[{"run_id":"spring","waiting":2,"active":3}]""");
        preview["sample"]!.AsArray().Select(call => $"{call!["call_id"]} {call["found"]} {call["name"]}").Order()
            .ShouldBe(["spring-0 live Ada", "spring-1 live Ada", "spring-2 live Ada", "spring-3 waiting Ada", "spring-4 waiting Ada"]);
        (preview["expires_at"]!.GetValue<DateTimeOffset>() > TimeProvider.System.GetUtcNow().AddMinutes(14)).ShouldBeTrue();
        (await world.App.GetAsync("/api/runs/spring")).Body["status"]!.GetValue<string>().ShouldBe("running");
        (await AuditedAsync(world)).ShouldNotContain("run.stopped");

        // Another gateway over the same cluster, or this one after a restart.
        await using GatewayApplication other = await GatewayApplication.StartAsync(actors: world.Host.Actors);
        (status, JsonObject stopped) = await other.PostAsync($"{Stop}?preview={Token(preview)}", "{}");
        status.ShouldBe(HttpStatusCode.OK);
        stopped.ToJsonString().ShouldBe("""{"success":true,"run_id":"spring","status":"stopped","cancelled_count":2,"active":3,"changed_since":{"gone_live":0,"ended":0,"submitted":0}}""");
        (await AuditedAsync(world)).Count(action => action == "run.stopped").ShouldBe(1);

        // The same again changes nothing.
        (status, stopped) = await world.App.PostAsync($"{Stop}?preview={Token(preview)}", "{}");
        (status, stopped["cancelled_count"]!.GetValue<int>()).ShouldBe((HttpStatusCode.OK, 0));
    }

    [Theory]
    [InlineData("/api/runs/spring/pause", "run.pause", """{"held":2,"dialing":0,"left":3}""")]
    [InlineData("/api/runs/spring/resume", "run.resume", """{"released":0}""")]
    [InlineData("/api/businesses/default/pause", "business.pause", """{"held":2,"dialing":0,"left":3}""")]
    [InlineData("/api/businesses/default/resume", "business.resume", """{"released":0}""")]
    [InlineData("/api/queue/pause", "business.pause", """{"held":2,"dialing":0,"left":3}""")]
    [InlineData("/api/queue/resume", "business.resume", """{"released":0}""")]
    public async Task A_pause_is_previewed_and_confirmed(string path, string command, string would)
    {
        await using World world = await SubmittedAsync();
        (HttpStatusCode status, JsonObject preview) = await world.App.PostAsync($"{path}?preview=true", "{}");
        (status, preview["command"]!.GetValue<string>(), preview["would"]!.ToJsonString()).ShouldBe((HttpStatusCode.OK, command, would));
        (status, JsonObject done) = await world.App.PostAsync($"{path}?preview={Token(preview)}", "{}");
        (status, done["changed_since"]!["submitted"]!.GetValue<int>()).ShouldBe((HttpStatusCode.OK, 0));
        bool isPaused = path.EndsWith("pause", StringComparison.Ordinal);
        bool isRun = path.StartsWith("/api/runs", StringComparison.Ordinal);
        BusinessSnapshot now = await world.Host.Actors.Business(BusinessId.Default).GetAsync();
        (isRun ? now.Runs[0].Status == CallQueue.Runs.RunStatus.Paused : now.Paused).ShouldBe(isPaused);
    }

    [Fact]
    public async Task A_cancel_is_previewed_and_confirmed_in_both_families()
    {
        await using World world = await SubmittedAsync();
        (HttpStatusCode status, JsonObject preview) = await world.App.PostAsync("/api/calls/spring-4/cancel?preview=true", "{}");
        (status, preview["command"]!.GetValue<string>(), preview["would"]!.ToJsonString()).ShouldBe((HttpStatusCode.OK, "call.cancel", """{"canceled":1}"""));
        (await world.App.GetAsync("/api/calls/spring-4")).Body["status"]!.GetValue<string>().ShouldBe("queued");
        (await world.App.PostAsync($"/api/calls/spring-3/cancel?preview={Token(preview)}", "{}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (status, JsonObject canceled) = await world.App.PostAsync($"/api/calls/spring-4/cancel?preview={Token(preview)}", "{}");
        (status, canceled["status"]!.GetValue<string>()).ShouldBe((HttpStatusCode.OK, "canceled"));
        (status, JsonObject over) = await world.App.PostAsync("/api/calls/spring-4/cancel?preview=true", "{}");
        (status, over["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Conflict, "the call has already ended: canceled"));

        (_, preview) = await world.App.SendAsync(HttpMethod.Delete, "/api/queue/job/spring-3?preview=true", "{}");
        preview["sample"]![0]!["call_id"]!.GetValue<string>().ShouldBe("spring-3");
        (status, canceled) = await world.App.SendAsync(HttpMethod.Delete, $"/api/queue/job/spring-3?preview={Token(preview)}", "{}");
        (status, canceled["state"]!.GetValue<string>()).ShouldBe((HttpStatusCode.OK, "failed"));
        (await world.App.SendAsync(HttpMethod.Delete, "/api/queue/job/nobody?preview=true", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_clean_is_previewed_and_confirmed()
    {
        await using World world = await SubmittedAsync();
        await world.App.PostAsync("/api/calls/spring-3/cancel", "{}");
        const string Body = """{"grace":0,"limit":10}""";
        (HttpStatusCode status, JsonObject preview) = await world.App.PostAsync("/api/queue/clean?preview=true", Body);
        (status, preview["command"]!.GetValue<string>(), preview["would"]!.ToJsonString()).ShouldBe((HttpStatusCode.OK, "queue.clean", """{"removed":1}"""));
        await world.App.PostAsync("/api/calls/spring-4/cancel", "{}");
        (status, _) = await world.App.PostAsync($"/api/queue/clean?preview={Token(preview)}", """{"grace":0,"limit":9}""");
        status.ShouldBe(HttpStatusCode.BadRequest);
        (status, JsonObject cleaned) = await world.App.PostAsync($"/api/queue/clean?preview={Token(preview)}", Body);
        (status, cleaned["cleaned"]!.GetValue<int>()).ShouldBe((HttpStatusCode.OK, 1));
        (_, preview) = await world.App.PostAsync("/api/queue/clean?preview=true", Body);
        preview["would"]!["removed"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_stop_by_its_body_is_previewed_too()
    {
        await using World world = await SubmittedAsync();
        (_, JsonObject preview) = await world.App.PostAsync("/api/outbound/stop-queue?preview=true", """{"run_id":"spring"}""");
        (HttpStatusCode status, JsonObject stopped) = await world.App.PostAsync($"/api/outbound/stop-queue?preview={Token(preview)}", """{"run_id":"spring"}""");
        (status, stopped["cancelled_count"]!.GetValue<int>()).ShouldBe((HttpStatusCode.OK, 2));
    }

    [Fact]
    public async Task A_token_of_another_command_is_refused_and_nothing_is_done()
    {
        await using World world = await SubmittedAsync();
        string token = Token((await world.App.PostAsync($"{Stop}?preview=true", "{}")).Body);
        foreach ((string path, string body, string problem) in new[]
        {
            (Stop, """{"hang_up_live":true}""", "preview is the token of another command, run.stop of 'spring', and this is run.stop of 'spring' with hang_up_live"),
            ("/api/runs/spring/pause", "{}", "preview is the token of another command, run.stop of 'spring', and this is run.pause of 'spring'"),
            ("/api/runs/summer/stop", "{}", "preview is the token of another command, run.stop of 'spring', and this is run.stop of 'summer'"),
            ("/api/queue/pause", "{}", "preview is the token of another command, run.stop of 'spring', and this is business.pause"),
        })
        {
            (HttpStatusCode status, JsonObject refused) = await world.App.PostAsync($"{path}?preview={token}", body);
            // The job family answers bad input with 400.
            status.ShouldBe(path.StartsWith("/api/queue", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity);
            refused["detail"]!.GetValue<string>().ShouldStartWith(problem);
        }

        await IsUntouchedAsync(world);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("true&preview=true")]
    [InlineData("%2B%2B")]
    public async Task What_is_no_token_is_refused_and_nothing_is_done(string value)
    {
        await using World world = await SubmittedAsync();
        (HttpStatusCode status, JsonObject refused) = await world.App.PostAsync($"{Stop}?preview={value}", "{}");
        (status, refused["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "preview must be true, or the token of a preview that the same key has asked of this business; nothing was done"));
        await IsUntouchedAsync(world);
    }

    [Fact]
    public async Task A_token_of_another_business_is_refused()
    {
        await using World world = await SubmittedAsync();
        await world.App.PostAsync("/api/runs?business_id=other", """{"run_id":"spring","message":"Hello","calls":[{"phone":"+12025550180"}]}""");
        string token = Token((await world.App.PostAsync($"{Stop}?preview=true&business_id=other", "{}")).Body);
        (await world.App.PostAsync($"{Stop}?preview={token}", "{}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await IsUntouchedAsync(world);
    }

    [Fact]
    public async Task An_expired_preview_is_refused_and_the_refusal_is_in_the_audit_log()
    {
        await using World world = await SubmittedAsync();
        var command = new PreviewedCommand(PreviewVerb.StopRun) { Run = "spring" };
        PreviewMark mark = (await world.Host.Actors.Business(BusinessId.Default).PreviewAsync(command))!.Mark;
        string token = new PreviewToken(command, mark with { At = mark.At - PreviewMark.Life }).Write(BusinessId.Default, "local");
        (HttpStatusCode status, JsonObject refused) = await world.App.PostAsync($"{Stop}?preview={token}", "{}");
        (status, refused["type"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Conflict, "/problems/preview-outdated"));
        refused["detail"]!.GetValue<string>().ShouldContain("has expired");
        await IsUntouchedAsync(world);
    }

    [Fact]
    public async Task A_run_that_is_over_or_unknown_has_no_preview()
    {
        await using World world = await SubmittedAsync();
        (await world.App.PostAsync("/api/runs/summer/stop?preview=true", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_command_without_previews_refuses_to_act()
    {
        await using World world = await SubmittedAsync();
        (HttpStatusCode status, JsonObject refused) = await world.App.PostAsync("/api/runs/spring/again?preview=true", "{}");
        (status, refused["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "preview is not supported by this command; nothing was done"));
        (await world.App.GetAsync("/api/runs")).Body["total"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void A_token_is_bound_to_its_business_and_its_key()
    {
        var token = new PreviewToken(new PreviewedCommand(PreviewVerb.StopRun) { Run = "spring", HangUpLive = true }, new PreviewMark(Some.Now, 12, 3, 100, 7));
        string text = token.Write(BusinessId.Default, "key-1");
        PreviewToken.Read(text, BusinessId.Default, "key-1").ShouldBe(token);
        PreviewToken.Read(text, BusinessId.Default, "key-2").ShouldBeNull();
        PreviewToken.Read(text, new BusinessId("other"), "key-1").ShouldBeNull();
        for (int i = 0; i < text.Length; i++)
        {
            string changed = $"{text[..i]}{(text[i] == 'A' ? 'B' : 'A')}{text[(i + 1)..]}";
            PreviewToken.Read(changed, BusinessId.Default, "key-1").ShouldBeNull(changed);
        }
    }

    /// <summary>A run of five, of which three are live.</summary>
    private static async Task<World> SubmittedAsync()
    {
        World world = await World.StartAsync();
        string calls = string.Join(',', Enumerable.Range(0, 5).Select(i => $$"""{"phone":"+1202555010{{i}}","name":"Ada"}"""));
        (await world.App.PostAsync("/api/runs", $$"""{"run_id":"spring","message":"Hello","calls":[{{calls}}]}""")).Status.ShouldBe(HttpStatusCode.Accepted);
        for (int i = 0; i < 3; i++) await world.Carrier.NextDialAsync();
        IBusiness business = world.Host.Actors.Business(BusinessId.Default);
        var pause = new PreviewedCommand(PreviewVerb.Pause);
        for (BusinessSnapshot now = await business.GetAsync(); (await business.PreviewAsync(pause))!.Effect.Dialing > 0;) now = await business.WatchAsync(now.Stamp, TimeSpan.FromMilliseconds(50));
        return world;
    }

    private static string Token(JsonObject preview) => preview["preview"]!.GetValue<string>();

    private static async Task IsUntouchedAsync(World world)
    {
        (await world.Host.Actors.Business(BusinessId.Default).GetAsync()).Paused.ShouldBeFalse();
        (_, JsonObject run) = await world.App.GetAsync("/api/runs/spring");
        $"{run["status"]} {run["queued"]} {run["active"]}".ShouldBe("running 2 3");
    }

    private static async Task<IReadOnlyList<string>> AuditedAsync(World world) =>
        [.. (await world.App.GetAsync("/api/audit")).Body["entries"]!.AsArray().Select(entry => entry!["action"]!.GetValue<string>())];
}
