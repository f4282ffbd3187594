using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Gateway.Tests.Documents;
using Xunit.Abstractions;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>Every operation of the API's description, tried with the key of another business: what is not the sender's is not there.</summary>
public sealed class ForeignKeyTests(ITestOutputHelper output)
{
    private const string Owner = "owner";
    private const string Stranger = "stranger";

    /// <summary>Open to everybody on purpose, and about no business of a key: each says why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["GET /api/health"] = "tells of the process",
        ["GET /api/config"] = "tells of the deployment",
        ["GET /api/evidence/key"] = "shows the installation's public key",
        ["GET /api/session"] = "shows the sender its own rights",
        ["POST /api/session"] = "is where a key is shown",
        ["DELETE /api/session"] = "only clears a cookie",
        ["POST /webhook/whatsapp/incoming"] = "asks for the internal secret",
        ["POST /api/webhooks/call"] = "asks for the provider's signature and the call's token",
    };

    [Fact]
    public async Task A_foreign_key_finds_nothing_and_changes_nothing_whichever_way_it_names_the_business()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync(Stranger);
        await PrepareAsync(door);
        string before = await StandingAsync(door);
        ApiDescription api = await ApiDescription.ReadAsync();
        int tried = 0;
        foreach (ApiOperation operation in api.Operations.Where(operation => !Exceptions.ContainsKey($"{operation.Method} {operation.Path}")))
        {
            foreach (string id in Ids(operation))
            {
                foreach (string way in (string[])["header", "query", "body", "not at all"])
                {
                    if (way == "body" && !operation.HasBody) continue;
                    if (way == "not at all" && operation.Places.Count == 0) continue;
                    using HttpResponseMessage answer = await TryAsync(door, operation, key, id, way);
                    tried++;
                    string what = $"{operation.Method} {operation.Path} with {id}, named by {way}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
                    answer.StatusCode.ShouldBeOneOf([HttpStatusCode.NotFound, HttpStatusCode.Forbidden], what);
                    if (answer.StatusCode == HttpStatusCode.Forbidden) (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Owner, Case.Sensitive, what);
                }
            }
        }

        (await StandingAsync(door)).ShouldBe(before);
        tried.ShouldBeGreaterThan(100);
        output.WriteLine($"FIGURE foreign keys: {tried} requests over {api.Operations.Count - Exceptions.Count} operations, none let in");
    }

    [Fact]
    public async Task The_queues_of_all_are_for_operators_and_a_business_sees_its_own_only() // [S2.21]
    {
        await using Door door = await Door.OpenAsync();
        foreach (string name in (string[])[Owner, Stranger])
        {
            using HttpResponseMessage queued = await door.PostAsync(
                "/api/queue/schedule-call", new JsonObject { ["to"] = "+12025550101", ["message"] = "hi" }, ("X-API-Key", Door.OperatorKey), ("X-Business-Id", name));
            queued.EnsureSuccessStatusCode();
        }

        (await NamesAsync(Door.OperatorKey)).ShouldBe([Owner, Stranger], ignoreOrder: true);
        (string key, _) = await door.KeyAsync(Stranger);
        (await NamesAsync(key)).ShouldBe([Stranger]);
        using HttpResponseMessage refused = await door.GetAsync("/api/admin/queues");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        async Task<string[]> NamesAsync(string credential)
        {
            using HttpResponseMessage answer = await door.GetAsync("/api/admin/queues", ("X-API-Key", credential));
            return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["queues"]!.AsArray().Select(queue => queue!["name"]!.GetValue<string>())];
        }
    }

    [Fact]
    public async Task Every_exception_is_an_operation()
    {
        await using Door door = await Door.OpenAsync();
        ApiDescription api = await ApiDescription.ReadAsync();
        foreach (string name in Exceptions.Keys) api.Operations.ShouldContain(operation => $"{operation.Method} {operation.Path}" == name, name);
    }

    /// <summary>A run, calls and jobs that wait, and settings with a secret.</summary>
    private static async Task PrepareAsync(Door door)
    {
        await Must("/api/businesses/owner/pause", "{}");
        await Must("/api/calls/bulk-queue", """{"batch_id":"r1","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102"}]}""");
        await Must("/api/calls/queue", """{"phone_number":"+12025550103","custom_call_id":"c1"}""");
        await Must("/api/queue/schedule-call", """{"to":"+12025550104","message":"Hello"}""");
        await Must("/api/schedules", """{"id":"s1","cron":"0 9 * * *","phone_number":"+12025550105"}""");
        await Must("/api/roster/contacts", """{"contacts":[{"id":"ann","phone_number":"+12025550105"}]}""");

        async Task Must(string path, string body) =>
            (await door.PostAsync(path, JsonNode.Parse(body)!, ("X-Api-Key", Door.OperatorKey), ("X-Business-Id", Owner))).IsSuccessStatusCode.ShouldBeTrue(path);
    }

    /// <summary>All that the owner can see of its own.</summary>
    private static async Task<string> StandingAsync(Door door)
    {
        List<string> all = [];
        foreach (string path in (string[])["/api/businesses/owner", "/api/runs/r1", "/api/calls/c1", "/api/calls/r1-0", "/api/queue/job/1", "/api/queue/waiting", "/api/schedules/s1", "/api/roster/contacts"])
            all.Add(await (await door.GetAsync(path, ("X-Api-Key", Door.OperatorKey), ("X-Business-Id", Owner))).Content.ReadAsStringAsync());
        return string.Join('\n', all);
    }

    private static IEnumerable<string> Ids(ApiOperation operation) =>
        operation.Places.Count == 0 ? ["-"]
        : operation.Path.StartsWith("/api/businesses", StringComparison.Ordinal) ? [Owner]
        : operation.Path.StartsWith("/api/roster", StringComparison.Ordinal) ? ["ann"]
        : ["r1", "c1", "r1-0", "1", "s1"];

    private static Task<HttpResponseMessage> TryAsync(Door door, ApiOperation operation, string key, string id, string way)
    {
        string path = string.Join('/', operation.Path.Split('/').Select(part => part.StartsWith('{') ? id : part));
        JsonNode? body = operation.HasBody ? operation.Example!.DeepClone() : null;
        List<(string, string)> headers = [("X-Api-Key", key)];
        if (way == "header") headers.Add(("X-Business-Id", Owner));
        if (way == "query") path += $"?business_id={Owner}";
        body?.AsObject().Remove("business_id");
        if (way == "body") body!["business_id"] = Owner;
        return door.SendAsync(new HttpMethod(operation.Method), path, body, [.. headers]);
    }
}
