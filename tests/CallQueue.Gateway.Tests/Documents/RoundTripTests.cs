using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests.Documents;

/// <summary>What GET shows, PUT and PATCH take, and then nothing has changed: for every resource that has them.</summary>
public sealed class RoundTripTests
{
    private static readonly Dictionary<string, Example> Examples = new()
    {
        ["/api/businesses/{id}"] = new("/api/businesses/acme", HttpMethod.Put, "/api/businesses/acme",
        [
            "{}",
            """
            {"profile":"vomind","slots":5,"rate_limits":[{"count":10,"period_seconds":60}],"window":"mon-fri 09:00-12:00,13:00-18:00; closed 2026-12-25","timezone":"us_slash_eastern",
             "ring_timeout":30,"max_duration":600,"retry":{"max_attempts":4,"delay_seconds":60,"factor":1.5,"retry_on":["busy"]},"retention":{"completed":5,"failed":6,"age_seconds":7200},
             "number":"+12025550100","webhook":{"url":"https://app.example.com/hook","secret":"a-secret-of-many-characters"},
             "callback":{"priority":"high","message":"Hi","max_retries":2,"window":"09:00-21:00","timezone":"India Standard Time","call_config":{"voice":"alice","variables":{"a":"1"}}},
             "roster":{"message":"Daily","max_retries":1},"contact_caps":[{"count":3,"period_seconds":86400}],
             "veto":{"url":"https://app.example.com/veto","secret":"another-secret-of-many","timeout_seconds":2.5,"on_timeout":"hold"}}
            """,
        ]),
        ["/api/businesses/{id}/ceilings"] = new("/api/businesses/acme/ceilings", HttpMethod.Put, "/api/businesses/acme/ceilings", ["{}", """{"slots":5,"countries":["US"]}"""]),
        ["/api/schedules/{id}"] = new("/api/schedules/one", HttpMethod.Post, "/api/schedules",
        [
            """{"id":"one","cron":"@daily","phone_number":"+12025550101","call":{"message":"Hi"}}""",
            """
            {"id":"one","cron":"0 9 15 * FRI-MON","day_match":"both","timezone":"Pacific Standard Time","skipped_time":"skip","doubled_time":"both","misfire":"run_all","misfire_limit":3,"overlap":"skip",
             "people":[{"phone_number":"+12025550101","priority":"low","window":"09:00-21:00","timezone":"Europe/Berlin","max_retries":1,"call_config":{"voice":"alice","variables":{"name":"Ada","n":1}},"metadata":{"x":1}},
                       {"phone_number":"+12025550102"}],
             "call":{"message":"Hi","priority":"urgent","max_retries":2,"window":"mon 09:00-12:00","timezone":"Asia/Kolkata","call_config":{"max_duration":60,"recording_enabled":true},"metadata":{"n":1},"own":[1,"2"]}}
            """,
        ]),
        ["/api/roster/contacts/{id}"] = new("/api/roster/contacts/ann", HttpMethod.Post, "/api/roster/contacts",
        [
            """{"contacts":[{"id":"ann","phone_number":"+12025550101"}]}""",
            """
            {"contacts":[{"id":"ann","phone_number":"+12025550101","name":"Ann","call_enabled":false,"call_time":"08:15:30","local_tz":"us_slash_pacific","variables":{"plan":"gold"},
                          "max_attempts":2,"retry_delay":600,"data":{"a":{"b":1}},"own":true}]}
            """,
        ]),
    };

    [Fact]
    public async Task Every_resource_that_can_be_put_has_an_example_here()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        IEnumerable<string> put = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("PUT") == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimEnd('/'));
        put.Distinct().Order().ShouldBe(Examples.Keys.Order());
    }

    [Theory]
    [InlineData("/api/businesses/{id}")]
    [InlineData("/api/businesses/{id}/ceilings")]
    [InlineData("/api/schedules/{id}")]
    [InlineData("/api/roster/contacts/{id}")]
    public async Task What_get_shows_put_and_patch_take_and_nothing_has_changed(string route)
    {
        Example example = Examples[route];
        foreach (string body in example.Bodies)
        {
            await using GatewayApplication app = await GatewayApplication.StartAsync();
            ((int)(await app.SendAsync(example.Method, example.MadeAt, body)).Status).ShouldBeInRange(200, 201);
            string shown = (await app.GetAsync(example.Path)).Body.ToJsonString();
            foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch])
            {
                (HttpStatusCode status, JsonObject answer) = await app.SendAsync(method, example.Path, shown);
                status.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
                answer.ToJsonString().ShouldBe(shown);
                (await app.GetAsync(example.Path)).Body.ToJsonString().ShouldBe(shown);
            }
        }
    }

    [Theory] // what is changed in what GET shows → what is said
    [InlineData("/api/schedules/{id}", "paused", "true", "can't be changed here; got true; send POST /api/schedules/one/pause")]
    [InlineData("/api/schedules/{id}", "id", "\"two\"", "can't be changed here; got 'two'; it is the id in the path")]
    [InlineData("/api/businesses/{id}", "paused", "true", "can't be changed here; got true; send POST /api/businesses/acme/pause")]
    [InlineData("/api/businesses/{id}", "business_id", "\"other\"", "can't be changed here; got 'other'; it is the id in the path")]
    [InlineData("/api/businesses/{id}", "slots", "7", "is an unknown field beside settings; write it inside settings, or remove it")]
    [InlineData("/api/roster/contacts/{id}", "id", "\"bo\"", "differs from the id in the path")]
    public async Task What_can_not_be_put_is_refused_by_name(string route, string field, string value, string said)
    {
        Example example = Examples[route];
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.SendAsync(example.Method, example.MadeAt, example.Bodies[^1]);
        JsonObject shown = (await app.GetAsync(example.Path)).Body;
        shown[field] = JsonNode.Parse(value);
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch])
        {
            (HttpStatusCode status, JsonObject answer) = await app.SendAsync(method, example.Path, shown.ToJsonString());
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (answer["errors"]![0]!["field"]!.GetValue<string>(), answer["errors"]!.AsArray().Count).ShouldBe((field, 1));
            answer["errors"]![0]!["problem"]!.GetValue<string>().ShouldContain(said);
        }
    }

    [Fact]
    public async Task A_stored_zone_that_would_be_refused_today_may_be_sent_back()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        var old = new CallTemplate { Rules = new CallRules { TimeZone = "EST" } };
        app.Actors.Business("acme").Settings = new BusinessSettings { Rules = new CallRules { TimeZone = "Etc/GMT+5" }, Callback = old, Roster = old };
        string shown = (await app.GetAsync("/api/businesses/acme")).Body.ToJsonString();
        (await app.SendAsync(HttpMethod.Put, "/api/businesses/acme", shown)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync("/api/businesses/acme")).Body.ToJsonString().ShouldBe(shown);
        (await app.SendAsync(HttpMethod.Put, "/api/businesses/acme", """{"timezone":"EST"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private sealed record Example(string Path, HttpMethod Method, string MadeAt, string[] Bodies);
}
