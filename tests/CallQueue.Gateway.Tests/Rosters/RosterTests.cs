using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Rosters;

public sealed class RosterTests
{
    private const string Ann = """{"id":"ann","phone_number":"+12025550101","name":"Ann","call_time":"08:15","local_tz":"Asia/Kathmandu","variables":{"plan":"gold","n":3},"max_attempts":2,"retry_delay":600,"plan_id":7}""";

    [Fact]
    public async Task A_contact_keeps_what_was_sent_and_has_the_usual_time_zone_and_switch_when_it_says_nothing()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Settings = new BusinessSettings { Rules = new CallRules { TimeZone = "Europe/Berlin" } };
        (HttpStatusCode status, JsonObject taken) = await app.PostAsync("/api/roster/contacts", $$"""{"contacts":[{{Ann}},{"id":"bob","phone_number":"0049 30 123456"}]}""");
        status.ShouldBe(HttpStatusCode.OK);
        taken.ToJsonString().ShouldBe("""{"success":true,"business_id":"default","received":2,"added":2,"changed":0}""");
        (await app.GetAsync("/api/roster/contacts/ann")).Body.ToJsonString(Json.Readable).ShouldBe(
            """{"id":"ann","phone_number":"+12025550101","name":"Ann","call_enabled":true,"call_time":"08:15:00","local_tz":"Asia/Kathmandu","variables":{"plan":"gold","n":"3"},"max_attempts":2,"retry_delay":600,"data":{"plan_id":7}}""");
        JsonObject bob = (await app.GetAsync("/api/roster/contacts/bob")).Body;
        (bob["call_enabled"]!.GetValue<bool>(), bob["call_time"]!.GetValue<string>(), bob["local_tz"]!.GetValue<string>()).ShouldBe((true, "20:30:00", "Europe/Berlin"));
    }

    [Fact]
    public async Task A_contact_is_replaced_changed_in_part_and_removed()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync("/api/roster/contacts", $"[{Ann}]");
        (await app.SendAsync(HttpMethod.Patch, "/api/roster/contacts/ann", """{"call_enabled":false,"name":null}""")).Body.ToJsonString(Json.Readable).ShouldBe(
            """{"id":"ann","phone_number":"+12025550101","name":null,"call_enabled":false,"call_time":"08:15:00","local_tz":"Asia/Kathmandu","variables":{"plan":"gold","n":"3"},"max_attempts":2,"retry_delay":600,"data":{"plan_id":7}}""");
        (await app.SendAsync(HttpMethod.Put, "/api/roster/contacts/ann", """{"phone_number":"+12025550102"}""")).Body.ToJsonString(Json.Readable).ShouldBe(
            """{"id":"ann","phone_number":"+12025550102","name":null,"call_enabled":true,"call_time":"20:30:00","local_tz":"UTC","variables":null,"max_attempts":null,"retry_delay":null,"data":null}""");
        (await app.SendAsync(HttpMethod.Put, "/api/roster/contacts/ann", """{"id":"bob","phone_number":"+12025550102","call_time":"25:00"}""")).Body["error_count"]!.GetValue<int>().ShouldBe(2);
        (await app.SendAsync(HttpMethod.Put, "/api/roster/contacts/nobody", Ann)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.SendAsync(HttpMethod.Delete, "/api/roster/contacts/ann", "")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.SendAsync(HttpMethod.Delete, "/api/roster/contacts/ann", "")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync("/api/roster")).Body.ToJsonString().ShouldBe("""{"business_id":"default","contacts":0,"enabled":0,"next_due_at":null}""");
    }

    [Fact]
    public async Task Of_many_patches_at_once_none_is_lost()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync("/api/roster/contacts", $"[{Ann}]");
        var patches = Enumerable.Range(0, 12).Select(i => app.SendAsync(HttpMethod.Patch, "/api/roster/contacts/ann", $$$"""{"variables":{"v{{{i}}}":"{{{i}}}"}}"""));
        (await Task.WhenAll(patches)).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await app.GetAsync("/api/roster/contacts/ann")).Body["variables"]!.AsObject().Count.ShouldBe(14);
    }

    [Fact]
    public async Task A_csv_upload_means_the_same()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        const string Csv = "id,Phone Number,name,call_enabled,call time,timezone,plan,max_attempts\r\nann,+12025550101,Ann,yes,08:15:00,Asia/Kathmandu,gold,2\r\nbob,+12025550102,\"Bob, B.\",no,,,,\r\n";
        (HttpStatusCode status, JsonObject taken) = await PostCsvAsync(app, Csv);
        (status, taken["added"]!.GetValue<int>()).ShouldBe((HttpStatusCode.OK, 2));
        (await app.GetAsync("/api/roster/contacts/ann")).Body.ToJsonString(Json.Readable).ShouldBe(
            """{"id":"ann","phone_number":"+12025550101","name":"Ann","call_enabled":true,"call_time":"08:15:00","local_tz":"Asia/Kathmandu","variables":{"plan":"gold"},"max_attempts":2,"retry_delay":null,"data":null}""");
        JsonObject bob = (await app.GetAsync("/api/roster/contacts/bob")).Body;
        (bob["name"]!.GetValue<string>(), bob["call_enabled"]!.GetValue<bool>()).ShouldBe(("Bob, B.", false));
    }

    [Fact]
    public async Task The_columns_of_a_crm_s_export_are_chosen_in_the_query()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        const string Csv = "Record ID,Vorname,Handy,Zone,Phone\n7,Ann,+12025550101,Asia/Kathmandu,+12025550109\n";
        (HttpStatusCode status, JsonObject taken) = await PostCsvAsync(app, Csv, "?phone_column=Handy&map=id%3DRecord%20ID&map=name%3DVorname&map=timezone%3DZone");
        status.ShouldBe(HttpStatusCode.OK, taken.ToJsonString());
        JsonObject ann = (await app.GetAsync("/api/roster/contacts/7")).Body;
        ((string?)ann["phone_number"], (string?)ann["name"], (string?)ann["local_tz"]).ShouldBe(("+12025550101", "Ann", "Asia/Kathmandu"));

        (HttpStatusCode refused, JsonObject problem) = await PostCsvAsync(app, Csv, "?map=id%3DRecord%20Nr");
        (refused, (string?)problem["errors"]![0]!["problem"]).ShouldBe(
            (HttpStatusCode.UnprocessableEntity, "line 1: there is no column 'Record Nr' (found: Record ID, Vorname, Handy, Zone, Phone)"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_wrong_is_named_with_its_place_and_nothing_is_taken(bool csv)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = csv
            ? await PostCsvAsync(app, "id,phone,local_tz,call_time,call_enabled\na,+12025550101,,,\na,+12025550102,,,\nb b,12,Mars/Olympus,8pm,perhaps\n")
            : await app.PostAsync("/api/roster/contacts", """{"contacts":[{"id":"a","phone_number":"+12025550101"},{"id":"a","phone_number":"+12025550102"},{"id":"b b","phone_number":"12","local_tz":"Mars/Olympus","call_time":"8pm","call_enabled":"perhaps"}]}""");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["detail"]!.GetValue<string>().ShouldBe($"{(csv ? "line 3: id" : "contacts[1].id")} 'a' appears twice; send each contact once (and 5 more)");
        problem["errors"]!.AsArray().Select(error => $"{error!["index"]} {error["field"]}").ShouldBe(["1 id", "2 id", "2 phone_number", "2 call_enabled", "2 call_time", "2 local_tz"]);
        (await app.GetAsync("/api/roster")).Body["contacts"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("[]", "contacts must hold at least one contact")]
    [InlineData("{\"contacts\":7}", "contacts must be a list; got 7")]
    [InlineData("{\"contacts\":[{\"id\":\"a\",\"phone_number\":\"+12025550101\"}],\"colour\":1}", "colour is an unknown field of an upload; remove it or correct its name")]
    [InlineData("[{\"id\":\"a\",\"phone_number\":\"+12025550101\",\"name\":\"a\\u0007\"}]", "contacts[0].name must be at most 200 characters and must not hold control characters")]
    public async Task A_wrong_upload_says_why(string json, string detail)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostAsync("/api/roster/contacts", json);
        (status, problem["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, detail));
    }

    [Fact]
    public async Task Contacts_are_listed_to_the_last_one_page_by_page()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync("/api/roster/contacts", $"[{string.Join(',', Enumerable.Range(0, 120).Select(i => $$"""{"id":"u{{i}}","phone_number":"+12025550{{i:000}}"}"""))}]");
        List<string> ids = [];
        for (string? next = "/api/roster/contacts?limit=50"; next is not null;)
        {
            JsonObject page = (await app.GetAsync(next)).Body;
            page["total"]!.GetValue<int>().ShouldBe(120);
            ids.AddRange(page["contacts"]!.AsArray().Select(contact => contact!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }

        ids.ShouldBe(Enumerable.Range(0, 120).Select(i => $"u{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_trigger_starts_who_is_due_within_five_minutes_and_the_status_tells_the_true_next_time()
    {
        var time = new FakeTimeProvider(Some.Now); // 2 March 2026, 10:00 UTC
        await using GatewayApplication app = await GatewayApplication.StartAsync(time: time);
        await app.PostAsync("/api/roster/contacts", """[{"id":"soon","phone_number":"+12025550101","call_time":"10:04"},{"id":"later","phone_number":"+12025550102","call_time":"10:06"}]""");
        JsonNode cron = (await app.GetAsync("/api/queue/status")).Body["queue"]!["crons"]!.AsArray().ShouldHaveSingleItem()!;
        cron.ToJsonString(Json.Readable).ShouldBe($$"""{"name":"schedule-calls","cron":"4 10 * * *","next":{{Some.Now.AddMinutes(4).ToUnixTimeMilliseconds()}}}""");
        (await app.PostAsync("/api/queue/trigger", "{}")).Body["started"]!.GetValue<int>().ShouldBe(1);
        (await app.PostAsync("/api/queue/trigger", "{}")).Body["started"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task What_the_daily_calls_have_in_common_is_a_setting()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject shown) = await app.SendAsync(HttpMethod.Patch, "/api/businesses/default",
            """{"roster":{"message":"Hello {{name}}","priority":"high","max_retries":2,"window":"09:00-21:00","call_config":{"flow_name":"daily","variables":{"a":"b"}}}}""");
        status.ShouldBe(HttpStatusCode.OK);
        CallTemplate roster = app.Actors.Business().Settings.Roster.ShouldNotBeNull();
        (roster.Script.Message, roster.Priority, roster.Script.FlowName, roster.Script.Variables!["a"], roster.Rules.Window!.ToString()).ShouldBe(("Hello {{name}}", Priority.High, "daily", "b", "09:00-21:00"));
        (roster.Rules.Retry!.MaxAttempts, roster.Rules.Retry.Delay, roster.Rules.Retry.Factor).ShouldBe((3, TimeSpan.FromMinutes(30), 1));
        shown["settings"]!["roster"]!["max_retries"]!.GetValue<int>().ShouldBe(2);
        (await app.SendAsync(HttpMethod.Patch, "/api/businesses/default", """{"slots":5}""")).Status.ShouldBe(HttpStatusCode.OK);
        app.Actors.Business().Settings.Roster!.Script.ShouldBeEquivalentTo(roster.Script);
    }

    [Fact]
    public async Task One_business_never_sees_the_contacts_of_another()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync("/api/roster/contacts", $"[{Ann}]", ("X-Business-Id", "acme"));
        (await app.GetAsync("/api/roster/contacts/ann")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync("/api/roster/contacts/ann?business_id=acme")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync("/api/roster/contacts")).Body["contacts"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> PostCsvAsync(GatewayApplication app, string csv, string query = "")
    {
        using var content = new StringContent(csv, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using HttpResponseMessage answer = await app.Client.PostAsync($"/api/roster/contacts{query}", content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
