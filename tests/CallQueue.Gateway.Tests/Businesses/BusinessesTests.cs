using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;

namespace CallQueue.Gateway.Tests.Businesses;

public sealed class BusinessesTests
{
    private const string Path = "/api/businesses/acme";

    [Fact]
    public async Task The_golden_answer_of_a_business()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.SendAsync(HttpMethod.Put, Path, """
            {"profile":"vomind","window":"09:00-21:00","timezone":"Asia/Kolkata","ring_timeout":30,"max_duration":600,
             "retry":{"max_attempts":2,"delay_seconds":60,"factor":1.5,"retry_on":["busy"]},
             "retention":{"completed":10},"number":"+442071838750","carrier":"fake",
             "webhook":{"url":"https://app.example.com/hook","secret":"0123456789abcdef"},
             "callback":{"priority":"high","message":"Hi {{name}}","call_config":{"voice":"alice"}},
             "contact_caps":[{"count":3,"period_seconds":86400}],
             "veto":{"url":"https://app.example.com/may-we","secret":"fedcba9876543210","on_timeout":"hold"},"recently_called_hours":12}
            """);

        status.ShouldBe(HttpStatusCode.OK);
        JsonNode.DeepEquals(body, JsonNode.Parse("""
            {"business_id":"acme","paused":false,
             "counts":{"total":0,"waiting":0,"delayed":0,"active":0,"completed":0,"failed":0,"canceled":0},"held_by":[],"next_at":null,"deliveries":[],
             "settings":{"profile":"vomind","slots":5,"agents":null,"agents_reserved":null,"rate_limits":[{"count":10,"period_seconds":60}],"window":"09:00-21:00",
               "timezone":"Asia/Kolkata","ring_timeout":30,"max_duration":600,"machine":"off","machine_wait":false,"voicemail_message":null,
               "retry":{"max_attempts":2,"delay_seconds":60,"factor":1.5,"retry_on":["busy"]},
               "retention":{"completed":10,"failed":500,"age_seconds":604800},"carrier":"fake","number":"+442071838750","caller_ids":null,"caller_id_policy":null,
               "webhook":{"url":"https://app.example.com/hook","secret":"********"},
               "callback":{"priority":"high","message":"Hi {{name}}","max_retries":null,"window":null,"timezone":null,"call_config":{"voice":"alice"}},"roster":null,
               "contact_caps":[{"count":3,"period_seconds":86400}],
               "veto":{"url":"https://app.example.com/may-we","secret":"********","timeout_seconds":5,"on_timeout":"hold"},"default_country":null,"recently_called_hours":12,"ledger_days":1826,
               "countries":null,"prefixes":null,"trunks":null,"dials_per_hour":null,"dials_per_day":null,"minutes_per_day":null,"cost_per_day":null,"hold_on_jump":true},
             "ceilings":{"slots":null,"rate_limits":null,"window":null,"contact_caps":null,"retention":null,"waiting_calls":null,"webhooks":null,"webhook_hosts":null,"max_duration":null,"numbers":null,
               "answer_url_hosts":null,"countries":null,"prefixes":null,"dials_per_hour":null,"dials_per_day":null,"minutes_per_day":null,"cost_per_day":null,"trunk_weight":null,"reserved_channels":null},
             "effective":{"slots":5,"rate_limits":[{"count":10,"period_seconds":60}],"window":"09:00-21:00","contact_caps":[{"count":3,"period_seconds":86400}],
               "retention":{"completed":10,"failed":500,"age_seconds":604800},"max_duration":600,"number":"+442071838750","webhook":true,
               "countries":null,"prefixes":null,"dials_per_hour":null,"dials_per_day":null,"minutes_per_day":null,"cost_per_day":null},"usage":null}
            """)).ShouldBeTrue(body.ToJsonString());
        app.Actors.Business("acme").Settings.Webhook!.Secret.ShouldBe("0123456789abcdef");
        (await app.GetAsync(Path)).Body["settings"]!.ToJsonString(Json.Readable).ShouldBe(body["settings"]!.ToJsonString(Json.Readable));
    }

    [Theory]
    [InlineData("prosaas", 3, 0, null)]
    [InlineData("vomind", 5, 10, null)]
    [InlineData("relevel", 5, 0, 3)]
    [InlineData("standalone", 100, 10, 4)]
    public async Task A_profile_fills_in_what_is_left_out(string profile, int slots, int dials, int? attempts)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.SendAsync(HttpMethod.Put, Path, $$"""{"profile":"{{profile}}"}""");

        BusinessSettings settings = app.Actors.Business("acme").Settings;
        settings.Slots.ShouldBe(slots);
        settings.Rates.Sum(rate => rate.Count).ShouldBe(dials);
        settings.Rules.Retry?.MaxAttempts.ShouldBe(attempts!.Value);

        await app.SendAsync(HttpMethod.Put, Path, $$"""{"profile":"{{profile}}","slots":7,"rate_limits":[]}""");
        app.Actors.Business("acme").Settings.Slots.ShouldBe(7);
        app.Actors.Business("acme").Settings.Rates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_put_replaces_and_a_patch_merges()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.SendAsync(HttpMethod.Put, Path, """{"slots":9,"window":"09:00-21:00","timezone":"UTC","webhook":{"url":"https://a.example.com/","secret":"0123456789abcdef"}}""");

        await app.SendAsync(HttpMethod.Patch, Path, """{"slots":10,"retention":{"failed":7},"window":null}""");
        BusinessSettings patched = app.Actors.Business("acme").Settings;
        await app.SendAsync(HttpMethod.Put, Path, """{"timezone":"UTC"}""");
        BusinessSettings replaced = app.Actors.Business("acme").Settings;

        patched.Slots.ShouldBe(10);
        patched.Retention.ShouldBe(new Retention { Failed = 7 });
        patched.Rules.Window.ShouldBeNull();
        patched.Rules.TimeZone.ShouldBe("UTC");
        patched.Webhook!.Secret.ShouldBe("0123456789abcdef", "a secret that is sent back masked is the same as before");
        replaced.Slots.ShouldBe(3);
        replaced.Webhook.ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_patches_at_once_neither_is_lost()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        FakeBusiness acme = app.Actors.Business("acme");
        acme.Meddling = () => acme.Settings = acme.Settings with { Rules = new CallRules { TimeZone = "Asia/Tokyo" } };
        JsonObject shown = (await app.SendAsync(HttpMethod.Patch, Path, """{"slots":10}""")).Body;
        (acme.Settings.Slots, acme.Settings.Rules.TimeZone).ShouldBe((10, "Asia/Tokyo"), shown.ToJsonString());
        (shown["settings"]!["slots"]!.GetValue<int>(), shown["settings"]!["timezone"]!.GetValue<string>()).ShouldBe((10, "Asia/Tokyo"), shown.ToJsonString());
    }

    [Fact]
    public async Task Who_is_always_overtaken_is_told_so_and_changes_nothing()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        FakeBusiness acme = app.Actors.Business("acme");
        int meddled = 0;
        acme.Meddling = Meddle;
        (HttpStatusCode status, JsonObject body) = await app.SendAsync(HttpMethod.Patch, Path, """{"slots":10}""");
        (status, body["type"]!.GetValue<string>(), acme.Settings.Slots).ShouldBe((HttpStatusCode.Conflict, "/problems/wrong-state", 3));
        meddled.ShouldBe(20);

        void Meddle()
        {
            meddled++;
            acme.Settings = acme.Settings with { };
            acme.Meddling = Meddle;
        }
    }

    [Fact]
    public async Task A_secret_is_not_kept_for_another_address()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.SendAsync(HttpMethod.Put, Path, """{"webhook":{"url":"https://a.example.com/","secret":"0123456789abcdef"}}""");

        (HttpStatusCode status, JsonObject body) = await app.SendAsync(HttpMethod.Patch, Path, """{"webhook":{"url":"https://evil.example.com/"}}""");

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("webhook.secret");
        app.Actors.Business("acme").Settings.Webhook!.Url.ShouldBe("https://a.example.com/");
    }

    [Theory]
    [InlineData("""{"slots":-1}""", "slots")]
    [InlineData("""{"slots":"3"}""", "slots")]
    [InlineData("""{"slotz":3}""", "slotz")]
    [InlineData("""{"profile":"acme"}""", "profile")]
    [InlineData("""{"rate_limits":{}}""", "rate_limits")]
    [InlineData("""{"rate_limits":[7]}""", "rate_limits[0]")]
    [InlineData("""{"rate_limits":[{"count":1},{"period_seconds":1}]}""", "rate_limits[1].count")]
    [InlineData("""{"rate_limits":[{"count":0}]}""", "rate_limits[0].count")]
    [InlineData("""{"window":"9-5"}""", "window")]
    [InlineData("""{"timezone":"Mars/Base"}""", "timezone")]
    [InlineData("""{"ring_timeout":4}""", "ring_timeout")]
    [InlineData("""{"max_duration":86401}""", "max_duration")]
    [InlineData("""{"retry":{"max_attempts":0}}""", "retry.max_attempts")]
    [InlineData("""{"retry":{"retry_on":["completed"]}}""", "retry.retry_on")]
    [InlineData("""{"retry":{"delay":1}}""", "retry.delay")]
    [InlineData("""{"retention":{"completed":100001}}""", "retention.completed")]
    [InlineData("""{"webhook":{"url":"ftp://x","secret":"0123456789abcdef"}}""", "webhook.url")]
    [InlineData("""{"webhook":{"url":"https://x.example.com","secret":"short"}}""", "webhook.secret")]
    [InlineData("""{"contact_caps":[{"count":3},{"count":1001}]}""", "contact_caps[1].count")]
    [InlineData("""{"veto":{"url":"https://x.example.com","secret":"short"}}""", "veto.secret")]
    [InlineData("""{"recently_called_hours":721}""", "recently_called_hours")]
    [InlineData("""{"ledger_days":0}""", "ledger_days")]
    [InlineData("""{"veto":{"url":"http://169.254.169.254/","secret":"0123456789abcdef"}}""", "veto.url")]
    [InlineData("""{"veto":{"url":"https://x.example.com","secret":"0123456789abcdef","timeout_seconds":31}}""", "veto.timeout_seconds")]
    [InlineData("""{"veto":{"url":"https://x.example.com","secret":"0123456789abcdef","on_timeout":"retry"}}""", "veto.on_timeout")]
    [InlineData("""{"carrier":"plivo"}""", "carrier")]
    [InlineData("""{"number":"12345"}""", "number")]
    [InlineData("""{"callback":{"massage":"Hi"}}""", "callback.massage")]
    [InlineData("""{"callback":{"call_config":{"max_duration":0}}}""", "callback.call_config.max_duration")]
    public async Task A_wrong_setting_is_named_and_nothing_is_changed(string json, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        BusinessSettings before = app.Actors.Business("acme").Settings;

        foreach (HttpMethod method in new[] { HttpMethod.Put, HttpMethod.Patch })
        {
            (HttpStatusCode status, JsonObject body) = await app.SendAsync(method, Path, json);
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            body["errors"]!.AsArray().ShouldHaveSingleItem()!["field"]!.GetValue<string>().ShouldBe(field);
        }

        app.Actors.Business("acme").Settings.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_business_is_paused_and_resumed()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using HttpResponseMessage paused = await app.Client.PostAsync($"{Path}/pause", null);
        paused.StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Actors.Business("acme").Paused.ShouldBeTrue();
        (await app.PostAsync($"{Path}/resume", "{}")).Body["paused"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task All_businesses_are_listed_in_pages()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        foreach (string name in new[] { "b", "a", "c" }) await app.Actors.Directory.AddAsync(name);

        (_, JsonObject first) = await app.GetAsync("/api/businesses?limit=2");
        (_, JsonObject past) = await app.GetAsync("/api/businesses?after=zzz");

        first["businesses"]!.AsArray().Select(b => b!["business_id"]!.GetValue<string>()).ShouldBe(["a", "b"]);
        first["next"]!.GetValue<string>().ShouldBe("/api/businesses?after=b&limit=2");
        past["businesses"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("acme%2Fpause")]
    [InlineData("a~b")]
    public async Task What_can_be_no_business_is_not_found(string id)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await app.GetAsync($"/api/businesses/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.PostAsync($"/api/businesses/{id}/pause", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.SendAsync(HttpMethod.Put, $"/api/businesses/{id}", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_config_shows_defaults_and_limits_and_no_secret()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.SendAsync(HttpMethod.Put, "/api/businesses/default", """{"profile":"standalone","webhook":{"url":"https://a.example.com/","secret":"0123456789abcdef"}}""");

        (HttpStatusCode status, JsonObject body) = await app.GetAsync("/api/config");

        status.ShouldBe(HttpStatusCode.OK);
        body["max_concurrent_calls"]!.GetValue<int>().ShouldBe(100);
        body["rate_limit_per_second"]!.GetValue<double>().ShouldBe(10);
        body["max_retries"]!.GetValue<int>().ShouldBe(3);
        body["settings"]!["slots"]!.GetValue<int>().ShouldBe(100);
        body["new_business"]!["slots"]!.GetValue<int>().ShouldBe(3);
        body["limits"]!.ToJsonString(Json.Readable).ShouldBe("""
            {"bulk_calls":100000,"bulk_bytes":134217728,"list_calls":1000000,"list_bytes":536870912,"body_bytes":524288,"message_characters":4000,"variables_bytes":32768,"data_bytes":32768,"page_size":1000}
            """);
        body.ToJsonString().ShouldNotContain("0123456789abcdef");
    }
}
