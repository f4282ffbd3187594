using System.Net;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.Access;

public sealed class TenantTests
{
    private const string Queue = "/api/calls/queue";

    [Fact]
    public async Task A_businesss_key_means_its_own_business_without_naming_it()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        (await door.PostAsync(Queue, Call("c1"), ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await door.GetAsync("/api/calls/c1/status", ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync("/api/calls/c1/status", ("X-Api-Key", key), ("X-Business-Id", "acme"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync("/api/calls/c1/status", ("X-Api-Key", Door.OperatorKey), ("X-Business-Id", "acme"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync("/api/calls/c1/status", ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/calls/c1/status", "acme", "other")]
    [InlineData("/api/calls/c1/status?business_id=acme&business_id=other", null, null)]
    public async Task A_business_that_is_named_twice_differently_is_refused(string path, string? first, string? second)
    {
        await using Door door = await Door.OpenAsync();
        (await door.PostAsync(Queue, Call("c1"), ("X-Api-Key", Door.OperatorKey), ("X-Business-Id", "acme"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        Uri url = door.App.Client.BaseAddress!;
        string headers = string.Concat(((string?[])[first, second]).Where(name => name is not null).Select(name => $"X-Business-Id: {name}\r\n"));
        string answer = await Raw.SendAsync(url, $"GET {path} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\nX-Api-Key: {Door.OperatorKey}\r\n{headers}\r\n");
        answer.ShouldStartWith("HTTP/1.1 422");
        answer.ShouldContain("has different values");
    }

    [Theory]
    [InlineData("GET", "/api/calls/c1/status", null)]
    [InlineData("GET", "/api/runs/r1", null)]
    [InlineData("POST", "/api/outbound/stop-queue", """{"run_id":"r1"}""")]
    [InlineData("POST", "/api/calls/queue", """{"phone_number":"+12025550101"}""")]
    [InlineData("POST", "/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550101"}]}""")]
    public async Task Another_business_is_not_there_whether_it_is_or_not(string method, string path, string? body)
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        (await door.PostAsync(Queue, Call("c1"), ("X-Api-Key", Door.OperatorKey), ("X-Business-Id", "other"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        string theirs = await AnswerAsync("other");
        string nobodys = await AnswerAsync("nobody");
        theirs.ShouldBe(nobodys.Replace("nobody", "other", StringComparison.Ordinal));

        async Task<string> AnswerAsync(string business)
        {
            JsonNode? json = body is null ? null : JsonNode.Parse(body);
            HttpResponseMessage byHeader = await door.SendAsync(new HttpMethod(method), path, json, ("X-Api-Key", key), ("X-Business-Id", business));
            byHeader.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            string text = await byHeader.Content.ReadAsStringAsync();

            // In the body or the query it is the same.
            if (json is not null) json = Named(json.DeepClone(), business);
            HttpResponseMessage byField = await door.SendAsync(new HttpMethod(method), json is null ? $"{path}?business_id={business}" : path, json, ("X-Api-Key", key));
            byField.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await byField.Content.ReadAsStringAsync()).ShouldBe(text);
            return text;
        }
    }

    [Fact]
    public async Task A_call_that_was_refused_so_was_not_queued_for_anybody()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        await door.PostAsync(Queue, Call("c9"), ("X-Api-Key", key), ("X-Business-Id", "other"));
        foreach (string business in (string[])["acme", "other", "default"])
            (await door.GetAsync("/api/calls/c9/status", ("X-Api-Key", Door.OperatorKey), ("X-Business-Id", business))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Keys_are_made_for_one_business_or_said_to_open_everything_and_their_text_is_shown_once()
    {
        await using Door door = await Door.OpenAsync();
        (string, string) asOperator = ("X-Api-Key", Door.OperatorKey);
        (await door.PostAsync("/api/keys", new JsonObject { ["name"] = "x" }, asOperator)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await door.PostAsync("/api/keys", new JsonObject { ["name"] = "x", ["business_id"] = "acme", ["operator"] = true }, asOperator)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await door.PostAsync("/api/keys", new JsonObject { ["name"] = "", ["operator"] = true }, asOperator)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        HttpResponseMessage made = await door.PostAsync("/api/keys", new JsonObject { ["name"] = "crm", ["business_id"] = "acme" }, asOperator, ("Idempotency-Key", "k1"));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        JsonNode json = JsonNode.Parse(await made.Content.ReadAsStringAsync())!;
        string text = json["api_key"]!.GetValue<string>();
        json["key"]!["last4"]!.GetValue<string>().ShouldBe(text[^4..]);
        (await door.PostAsync("/api/keys", new JsonObject { ["name"] = "mine", ["operator"] = true }, ("X-Api-Key", text))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        string list = await (await door.GetAsync("/api/keys", asOperator)).Content.ReadAsStringAsync();
        list.ShouldContain("\"name\":\"crm\"");
        list.ShouldNotContain(text.Split('_')[2]);
    }

    [Fact]
    public async Task Keys_are_listed_page_by_page()
    {
        await using Door door = await Door.OpenAsync();
        var ids = new List<string>();
        for (int i = 0; i < 5; i++) ids.Add((await door.KeyAsync("acme")).Id);
        var listed = new List<string>();
        string? after = null;
        do
        {
            JsonNode page = JsonNode.Parse(await (await door.GetAsync($"/api/keys?limit=2{(after is null ? "" : $"&after={after}")}", ("X-Api-Key", Door.OperatorKey))).Content.ReadAsStringAsync())!;
            listed.AddRange(page["keys"]!.AsArray().Select(key => key!["id"]!.GetValue<string>()));
            after = page["next_after"]?.GetValue<string>();
        }
        while (after is not null);
        listed.ShouldBe(ids.Order(StringComparer.Ordinal));
    }

    private static JsonObject Call(string id) => new() { ["phone_number"] = "+12025550101", ["custom_call_id"] = id };

    private static JsonNode Named(JsonNode json, string business)
    {
        json["business_id"] = business;
        return json;
    }
}
