using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;

namespace CallQueue.Gateway.Tests.Lists;

public sealed class SubmitListTests
{
    private const string Csv = "phone,name\n+12025550101,Ann\n+12025550102,Bo\n";

    public static TheoryData<string, string> Forms => new()
    {
        { "text/csv", Csv },
        { "text/csv; charset=utf-8", "\uFEFF" + Csv.Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "application/csv", Csv.Replace(',', ';') },
        { "text/tab-separated-values", Csv.Replace(',', '\t') },
        { "text/plain", Csv },
        { "application/octet-stream", Csv },
        { "application/json", """[{"phone":"+12025550101","name":"Ann"},{"phone":"+12025550102","name":"Bo"}]""" },
        { "application/json", """{"calls":[{"phone_number":"+12025550101","name":"Ann"},{"phone_number":"+12025550102","variables":{"name":"Bo"}}]}""" },
        { "application/json", "{\"phone\":\"+12025550101\",\"name\":\"Ann\"}\n{\"phone\":\"+12025550102\",\"name\":\"Bo\"}\n" },
        { "application/x-ndjson", "{\"phone\":\"+12025550101\",\"name\":\"Ann\"}\n{\"phone\":\"+12025550102\",\"name\":\"Bo\"}\n" },
        { "application/jsonl", "{\"phone\":\"+12025550101\",\"name\":\"Ann\"}\n{\"phone\":\"+12025550102\",\"name\":\"Bo\"}" },
        { "application/octet-stream", "{\"phone\":\"+12025550101\",\"name\":\"Ann\"}\n{\"phone\":\"+12025550102\",\"name\":\"Bo\"}" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_of_a_list_becomes_the_same_calls(string type, string body)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await app.PostListAsync("/api/runs?run_id=spring", body, type);
        status.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        answer.ToJsonString().ShouldBe("""{"run_id":"spring","batch_id":"spring","business_id":"default","total":2,"queued":2,"status":"queued"}""");
        EnqueueCalls part = app.Actors.Business().Parts.ShouldHaveSingleItem();
        part.Calls.Select(call => call.To.Value).ShouldBe(["+12025550101", "+12025550102"]);
        part.Calls.Select(call => call.Script!.Variables!["name"]).ShouldBe(["Ann", "Bo"]);
    }

    [Theory]
    [InlineData("file", true)]
    [InlineData("list", true)]
    [InlineData("file", false)]
    public async Task A_form_as_curl_sends_it_is_a_list_with_options(string field, bool isFile)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("Hello {{name}}."), "message" }, { new StringContent("1"), "max_retries" } };
        if (isFile) form.Add(new StringContent(Csv, Encoding.UTF8, "text/csv"), field, "leads.csv");
        else form.Add(new StringContent(Csv), field);
        using HttpResponseMessage answer = await app.Client.PostAsync(new Uri("/api/runs?run_id=spring", UriKind.Relative), form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        EnqueueCalls part = app.Actors.Business().Parts.ShouldHaveSingleItem();
        part.Calls.Count.ShouldBe(2);
        part.Template.Script.Message.ShouldBe("Hello {{name}}.");
        part.Template.Rules.Retry!.MaxAttempts.ShouldBe(2);
        part.Template.Data.ShouldBe(isFile ? """{"file":"leads.csv"}""" : null);
    }

    [Fact]
    public async Task Options_are_query_parameters_or_fields_beside_the_calls_and_mean_the_same()
    {
        const string Query = "run_id=spring&message=Hi&voice=alice&priority=high&window=09%3A00-21%3A00&timezone=Europe%2FBerlin&scheduled_at=2030-01-01T08%3A00%3A00Z"
            + "&deadline=2030-02-01T08%3A00%3A00Z&max_retries=2&retry_delay=60&retry_factor=1&ring_timeout=20&max_duration=600&recording_enabled=true&answer_url=https%3A%2F%2Fa.example%2Fx";
        const string Fields = """
            "run_id":"spring","message":"Hi","voice":"alice","priority":"high","window":"09:00-21:00","timezone":"Europe/Berlin","scheduled_at":"2030-01-01T08:00:00Z",
            "deadline":"2030-02-01T08:00:00Z","max_retries":2,"retry_delay":60,"retry_factor":1,"ring_timeout":20,"max_duration":600,"recording_enabled":true,"answer_url":"https://a.example/x"
            """;
        await using GatewayApplication first = await GatewayApplication.StartAsync();
        await using GatewayApplication second = await GatewayApplication.StartAsync();
        (await first.PostListAsync($"/api/runs?{Query}", """{"calls":[{"phone":"+12025550101"}]}""", "application/json")).Status.ShouldBe(HttpStatusCode.Accepted);
        (HttpStatusCode status, JsonObject answer) = await second.PostListAsync("/api/runs", $$"""{"calls":[{"phone":"+12025550101"}],{{Fields}}}""", "application/json");
        status.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        RunTemplate one = first.Actors.Business().Parts.Single().Template, other = second.Actors.Business().Parts.Single().Template;
        Json(one).ShouldBe(Json(other));
        one.Script.Voice.ShouldBe("alice");
        one.Rules.Retry.ShouldBe(new RetryPolicy { MaxAttempts = 3, Delay = TimeSpan.FromMinutes(1), Factor = 1, RetryOn = one.Rules.Retry!.RetryOn });
        one.Rules.RingTimeout.ShouldBe(TimeSpan.FromSeconds(20));
        one.NotBefore.ShouldBe(new DateTimeOffset(2030, 1, 1, 8, 0, 0, TimeSpan.Zero));

        static string Json(RunTemplate template) => System.Text.Json.JsonSerializer.Serialize(template);
    }

    [Theory]
    [InlineData("text/csv", "?phone_column=Privat&phone_column=Firma&map=name%3DVor-Name", "Firma,Privat,Vor-Name\n+12025550109,+12025550101,Ann\n")]
    [InlineData("application/json", "", """{"phone_column":["Privat","Firma"],"map":{"name":"Vor-Name"},"calls":[{"Firma":"+12025550109","Privat":"+12025550101","Vor-Name":"Ann"}]}""")]
    public async Task The_columns_are_chosen_by_the_sender(string type, string query, string body)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await app.PostListAsync($"/api/runs{query}", body, type);
        status.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        NewCall call = app.Actors.Business().Parts.ShouldHaveSingleItem().Calls.ShouldHaveSingleItem();
        (call.To.Value, call.Script!.Variables!["name"]).ShouldBe(("+12025550101", "Ann"));
    }

    [Theory]
    [InlineData("map=name", "map")]
    [InlineData("dryrun=true", "dryrun")]
    [InlineData("dry-run=true", "dry-run")]
    [InlineData("DRY_RUN=true", "DRY_RUN")]
    [InlineData("dry_run=maybe", "dry_run")]
    [InlineData("dry_run=true&dry_run=false", "dry_run")]
    [InlineData("run_id=a%2Fb", "run_id")]
    [InlineData("run_id=a&batch_id=b", "batch_id")]
    [InlineData("max_retries=many", "max_retries")]
    [InlineData("max_retries=100", "max_retries")]
    [InlineData("retry_delay=60", "retry_delay")]
    [InlineData("window=25-26", "window")]
    [InlineData("timezone=Mars", "timezone")]
    [InlineData("priority=asap", "priority")]
    [InlineData("deadline=tomorrow", "deadline")]
    [InlineData("deadline=2001-01-01T00:00:00Z", "deadline")]
    [InlineData("answer_url=ftp://a", "answer_url")]
    [InlineData("answer_rate=2", "answer_rate")]
    [InlineData("ring_timeout=1", "ring_timeout")]
    [InlineData("skip_invalid=2", "skip_invalid")]
    public async Task An_option_that_is_wrong_or_unknown_is_named_and_nobody_is_called(string query, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync($"/api/runs?{query}", Csv);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
        app.Actors.Business().Parts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"calls":[{"phone":"+12025550101"}],"mesage":"Hi"}""", "mesage")]
    [InlineData("""{"calls":[{"phone":"+12025550101"}],"message":7}""", "message")]
    [InlineData("""{"calls":[{"phone":"+12025550101"}],"call_config":{"speed":2}}""", "call_config.speed")]
    [InlineData("""{"calls":[{"phone":"+12025550101"}],"dry_run":"yes"}""", "dry_run")]
    [InlineData("""{"calls":7}""", "calls")]
    [InlineData("""{"calls":[]}""", "file")]
    [InlineData("{}", "phone")]
    [InlineData("[1,2]", "row")]
    public async Task A_wrong_field_of_a_JSON_list_is_named(string body, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs", body, "application/json");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity, problem.ToJsonString());
        problem["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
        app.Actors.Business().Parts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"calls\":[")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("{\"calls\":[{\"phone\":\"+12025550101\"}],\"message\":\"\\udc00\"}")]
    [InlineData("{\"message\":\"a\",\"message\":\"b\",\"calls\":[]}")]
    public async Task A_body_that_is_not_JSON_is_malformed(string body)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs", body, "application/json");
        (status, (string)problem["type"]!).ShouldBe((HttpStatusCode.BadRequest, "/problems/malformed-json"), body);
    }

    [Fact]
    public async Task Every_problem_is_named_by_its_row_and_the_list_is_refused_whole()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs", "phone,priority\n+12025550101,\n12,\n+12025550101,asap\n");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["error_count"]!.GetValue<int>().ShouldBe(2);
        problem["errors"]!.AsArray().Select(error => (int)error!["line"]!).ShouldBe([3, 4]);
        problem["errors"]!.AsArray().Select(error => (int)error!["index"]!).ShouldBe([1, 2]);
        app.Actors.Business().Parts.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_hundred_problems_are_listed_and_all_are_counted()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string rows = string.Concat(Enumerable.Repeat("12\n", 1_000));
        (_, JsonObject problem) = await app.PostListAsync("/api/runs", "phone\n" + rows);
        problem["errors"]!.AsArray().Count.ShouldBe(100);
        problem["error_count"]!.GetValue<int>().ShouldBe(1_000);
    }

    [Fact]
    public async Task Invalid_rows_are_left_out_and_named_when_that_is_wanted()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await app.PostListAsync("/api/runs?skip_invalid=true&run_id=r", "phone\n+12025550101\n12\n+12025550101\n");
        status.ShouldBe(HttpStatusCode.Accepted);
        (answer["total"]!.GetValue<int>(), answer["skipped"]!.GetValue<int>()).ShouldBe((1, 2));
        answer["problems"]!.AsArray().Count.ShouldBe(2);
        app.Actors.Business().Parts.Single().Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_that_could_never_be_dialed_is_named_before_anything_is_queued()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { PartSize = 1 });
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs", "phone,deadline\n+12025550101,\n+12025550102,2001-01-01T00:00:00Z\n");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (problem["errors"]![0]!["field"]!.GetValue<string>(), problem["errors"]![0]!["line"]!.GetValue<int>()).ShouldBe(("deadline", 3));
        app.Actors.Business().Parts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "-F file=@leads.csv")]
    [InlineData("application/xml", "text/csv")]
    [InlineData("image/png", "text/csv")]
    public async Task Another_media_type_is_415_with_what_to_send(string type, string hint)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs", Csv, type);
        status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        problem["detail"]!.GetValue<string>().ShouldContain(hint);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nHi\r\n--b--\r\n", HttpStatusCode.UnprocessableEntity)]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"l.csv\"\r\n\r\nphone\r\n+12025550101", HttpStatusCode.BadRequest)]
    [InlineData("nothing", HttpStatusCode.BadRequest)]
    public async Task A_form_without_a_list_or_cut_off_is_refused(string body, HttpStatusCode expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs", body, "multipart/form-data; boundary=b");
        status.ShouldBe(expected, problem.ToJsonString());
        app.Actors.Business().Parts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_over_its_limits_is_refused()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { MaxListBytes = 2_000, MaxListCalls = 2 });
        (await app.PostListAsync("/api/runs", "phone\n" + new string('x', 3_000))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs", "phone\n+12025550101\n+12025550102\n+12025550103\n");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["detail"]!.GetValue<string>().ShouldContain("at most 2");
        app.Actors.Business().Parts.ShouldBeEmpty();
    }
}

internal static class Lists
{
    /// <summary>Sends a list as it is written.</summary>
    public static async Task<(HttpStatusCode Status, JsonObject Body)> PostListAsync(
        this GatewayApplication app, string path, string body, string type = "text/csv", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }
}
