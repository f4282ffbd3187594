using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Hosting;

namespace CallQueue.Gateway.Tests.Calls;

public sealed class BadInputTests
{
    private const string Path = "/api/calls/queue";

    [Theory]
    [InlineData("""{}""", "phone_number", "is missing")]
    [InlineData("""{"phone_number":null}""", "phone_number", "is missing")]
    [InlineData("""{"phone_number":""}""", "phone_number", "is missing")]
    [InlineData("""{"phone_number":12025550101}""", "phone_number", "'*******0101' has no country code; write it in E.164, such as +442079460100, or give its country (`country` beside it, or the setting `default_country`)")]
    [InlineData("""{"phone_number":"2025550101"}""", "phone_number", "'******0101' has no country code; write it in E.164, such as +442079460100, or give its country (`country` beside it, or the setting `default_country`)")]
    [InlineData("""{"phone_number":"+1 CALL ME"}""", "phone_number", "'+1 CALL ME' has letters ('CALL ME'); write digits instead")]
    [InlineData("""{"phone_number":"+12025550101","priority":"asap"}""", "priority", "must be urgent, high, normal or low (or 0 to 3); got 'asap'")]
    [InlineData("""{"phone_number":"+12025550101","priority":4}""", "priority", "must be urgent, high, normal or low (or 0 to 3); got '4'")]
    [InlineData("""{"phone_number":"+12025550101","priority":[]}""", "priority", "must be a string or a number; got a list")]
    [InlineData("""{"phone_number":"+12025550101","max_retries":-1}""", "max_retries", "must be a whole number from 0 to 99; got -1")]
    [InlineData("""{"phone_number":"+12025550101","max_retries":1.5}""", "max_retries", "must be a whole number from 0 to 99; got 1.5")]
    [InlineData("""{"phone_number":"+12025550101","timezone":"Mars/Base"}""", "timezone", "'Mars/Base' is not an IANA time zone; write one such as Europe/Berlin")]
    [InlineData("""{"phone_number":"+12025550101","window":"9 to 5"}""", "window", "must look like 09:00-21:00, or mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25; got '9 to 5'")]
    [InlineData("""{"phone_number":"+12025550101","window":{"mon":["9-5"]}}""", "window.mon", "must look like 09:00-21:00, or mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25")]
    [InlineData("""{"phone_number":"+12025550101","window":{"mon":"09:00-17:00"}}""", "window.mon", "must be a list; got '09:00-17:00'")]
    [InlineData("""{"phone_number":"+12025550101","window":{"mon":[9]}}""", "window.mon", "must hold only strings such as \"09:00-18:00\"")]
    [InlineData("""{"phone_number":"+12025550101","window":{"mon":["09:00-17:00"],"closed":["Xmas"]}}""", "window.closed", "has an invalid closed date 'Xmas'; write dates such as 2026-12-25")]
    [InlineData("""{"phone_number":"+12025550101","window":{"mon":["09:00-17:00"],"funday":["09:00-17:00"]}}""", "window.funday", "is an unknown day; write mon, tue, wed, thu, fri, sat, sun or closed")]
    [InlineData("""{"phone_number":"+12025550101","deadline":"soon"}""", "deadline", "must be an ISO 8601 time such as 2026-01-31T09:00:00Z; got 'soon'")]
    [InlineData("""{"phone_number":"+12025550101","window":"09:00-09:00"}""", "window", "never opens: '09:00-09:00' starts and ends at the same time; got '09:00-09:00'")]
    [InlineData("""{"phone_number":"+12025550101","scheduled_at":"tomorrow"}""", "scheduled_at", "must be an ISO 8601 time such as 2026-01-31T09:00:00Z; got 'tomorrow'")]
    [InlineData("""{"phone_number":"+12025550101","scheduled_at":"03/04/2026 10:00"}""", "scheduled_at", "must be an ISO 8601 time such as 2026-01-31T09:00:00Z; got '03/04/2026 10:00'")]
    [InlineData("""{"phone_number":"+12025550101","scheduled_at":"2099-01-01T00:00:00Z"}""", "scheduled_at", "is more than ten years ahead; got 2099-01-01T00:00:00Z")]
    [InlineData("""{"phone_number":"+12025550101","custom_call_id":"a/b"}""", "custom_call_id", "may hold only letters, digits and . - _ : @ +; got 'a/b'")]
    [InlineData("""{"phone_number":"+12025550101","business_id":"a~b"}""", "business_id", "may hold only letters, digits and . - _ : @ +")]
    [InlineData("""{"phone_number":"+12025550101","call_config":[]}""", "call_config", "must be an object; got a list")]
    [InlineData("""{"phone_number":"+12025550101","call_config":{"max_duration":0}}""", "call_config.max_duration", "must be a whole number from 1 to 86400; got 0")]
    [InlineData("""{"phone_number":"+12025550101","call_config":{"recording_enabled":"yes"}}""", "call_config.recording_enabled", "must be true or false; got 'yes'")]
    [InlineData("""{"phone_number":"+12025550101","call_config":{"answer_url":"ftp://x"}}""", "call_config.answer_url", "must be an absolute http or https URL, such as https://app.example.com/answer; got 'ftp://x'")]
    [InlineData("""{"phone_number":"+12025550101","call_config":{"variables":"x"}}""", "call_config.variables", "must be an object; got 'x'")]
    public async Task A_wrong_field_is_named_with_its_reason(string json, string field, string problem)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, json);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["type"]!.GetValue<string>().ShouldBe("/problems/invalid-field");
        body["error_count"]!.GetValue<int>().ShouldBe(1);
        body["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
        body["errors"]![0]!["problem"]!.GetValue<string>().ShouldBe(problem);
        body["detail"]!.GetValue<string>().ShouldBe($"{field} {problem}");
        // Nothing is asked but the business's default_country, for a number without country code.
        app.Actors.Told.ShouldBe(problem.Contains("country code", StringComparison.Ordinal) ? 1 : 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("""{"phone_number":"+12025550101",}""")]
    [InlineData("""{"phone_number":"+12025550101"} x""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{"phone_number":"+12025550101","phone_number":"+12025550102"}""")]
    [InlineData("""{"phone_number":"+12025550101","message":"\ud800"}""")]
    [InlineData("""{"phone_number":"+12025550101","note":"\ud800"}""")]
    [InlineData("""{"phone_number":"+12025550101","\udc00":1}""")]
    public async Task What_is_not_a_JSON_object_is_refused_as_malformed(string json)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, json);
        (HttpStatusCode bulkStatus, _) = await app.PostAsync("/api/calls/bulk-queue", json.Replace("phone_number", "batch_id", StringComparison.Ordinal));

        status.ShouldBe(HttpStatusCode.BadRequest);
        bulkStatus.ShouldBe(HttpStatusCode.BadRequest);
        body["type"]!.GetValue<string>().ShouldBe("/problems/malformed-json");
        body.ToJsonString().ShouldNotContain("   at ");
        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task Malformed_JSON_is_answered_with_its_position()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (_, JsonObject body) = await app.PostAsync("/api/calls/bulk-queue", "{\"calls\":[\n{\"phone_number\":\"+12025550101\"},\n{\"phone_number\":oops}]}");
        body["detail"]!.GetValue<string>().ShouldContain("LineNumber: 2");
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using var content = new ByteArrayContent([.. "{\"phone_number\":\"+12025550101\",\"message\":\"caf"u8, 0xE9, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await app.Client.PostAsync(Path, content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Deep_nesting_is_refused_and_harmless()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string deep = $$"""{"phone_number":"+12025550101","metadata":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";
        (await app.PostAsync(Path, deep)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.PostAsync("/api/calls/bulk-queue", $$"""{"calls":[{{deep}}]}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using var content = new StringContent("phone_number=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        foreach (string path in new[] { Path, "/api/calls/bulk-queue", "/api/outbound/stop-queue" })
        {
            (await app.Client.PostAsync(path, content)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        }
    }

    [Fact]
    public async Task A_body_over_its_limit_is_refused()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { MaxBulkBytes = 4096 });
        string text = new('x', 600_000);
        (await app.PostAsync(Path, $$"""{"note":"{{text}}"}""")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await app.PostAsync("/api/calls/bulk-queue", $$"""{"note":"{{text}}"}""")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("/api/calls/queue")]
    [InlineData("/api/calls/bulk-queue")]
    [InlineData("/api/runs/r1/stop")]
    public async Task Who_declares_a_body_over_its_limit_is_told_at_once_and_keeps_the_connection_while_it_is_sent(string path)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { MaxBulkBytes = 4096 });
        using var socket = new TcpClient();
        await socket.ConnectAsync(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port);
        NetworkStream stream = socket.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string host = $"Host: 127.0.0.1:{app.Client.BaseAddress.Port}\r\n";
        byte[] body = new byte[2_000_000];
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        (await reader.ReadLineAsync()).ShouldNotBeNull().ShouldStartWith("HTTP/1.1 413");

        await stream.WriteAsync(body);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /api/runs/unknown HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
        (await reader.ReadToEndAsync()).ShouldContain("HTTP/1.1 404");
    }

    [Fact]
    public async Task A_body_that_declares_more_than_is_ever_dropped_is_refused()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string answer = await app.SendRawAsync(
            $"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1:{app.Client.BaseAddress!.Port}\r\nContent-Type: application/json\r\nContent-Length: {long.MaxValue}\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task A_chunked_body_over_its_limit_is_refused_too()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string chunk = $"{{\"note\":\"{new string('x', 600_000)}\"}}";
        string answer = await app.SendRawAsync(
            $"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1:{app.Client.BaseAddress!.Port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + $"{chunk.Length:x}\r\n{chunk}\r\n0\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task One_call_larger_than_any_call_can_be_is_named()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string calls = $$"""{"calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102","note":"{{new string('x', 2_000_000)}}"}]}""";
        (HttpStatusCode status, JsonObject body) = await app.PostAsync("/api/calls/bulk-queue", calls);
        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        body["detail"]!.GetValue<string>().ShouldContain("calls[1]");
    }

    [Fact]
    public async Task Variables_over_32_KB_are_named_and_32_KB_are_fine()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string Call(int size) => $$$$"""{"phone_number":"+12025550101","call_config":{"variables":{"v":"{{{{new string('x', size - 1)}}}}"}}}""";

        (HttpStatusCode status, JsonObject body) = await app.PostAsync("/api/calls/bulk-queue", $$"""{"calls":[{{Call(32 * 1024)}},{{Call((32 * 1024) + 1)}}]}""");

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["detail"]!.GetValue<string>().ShouldBe("calls[1].call_config.variables must be at most 32 KB in total; got 32769 bytes");
        (await app.PostAsync(Path, Call(32 * 1024))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Kept_fields_over_32_KB_are_refused()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.PostAsync(
            Path, $$"""{"phone_number":"+12025550101","a":1,"metadata":"{{new string('x', 33_000)}}"}""");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("metadata");
    }

    [Fact]
    public async Task A_failing_store_is_answered_with_503_and_when_to_come_back()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Failure = new StorageException("disk is full");
        using var content = new StringContent("""{"phone_number":"+12025550101"}""", Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await app.Client.PostAsync(Path, content);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        (await response.Content.ReadAsStringAsync()).ShouldContain("/problems/storage");
    }

    [Fact]
    public async Task What_nobody_foresaw_is_a_500_without_inner_details()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Failure = new InvalidTimeZoneException("inner detail");

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, """{"phone_number":"+12025550101"}""");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ToJsonString().ShouldNotContain("inner detail");
    }
}
