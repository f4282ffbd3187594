using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Audits;
using CallQueue.Gateway.Tests.Access;
using CallQueue.Gateway.Tests.Documents;
using CallQueue.Keys;

namespace CallQueue.Gateway.Tests.Audits;

/// <summary>Each operation that changes something leaves an entry, with who, what, before and after; and nothing personal or secret.</summary>
public sealed class AuditTests
{
    private const string Owner = "owner";

    /// <summary>Operations without an entry, and why.</summary>
    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["POST /api/calls/queue"] = "a call is its own record",
        ["POST /api/calls/bulk-queue"] = "a call is its own record",
        ["POST /api/queue/schedule-call"] = "a call is its own record",
        ["POST /api/queue/schedule-delayed-call"] = "a call is its own record",
        ["POST /api/queue/schedule-bulk-calls"] = "a call is its own record",
        ["POST /api/calls/{id}/cancel"] = "a call's record tells its cancel",
        ["POST /api/calls/{id}/retry"] = "a call's record tells its retry",
        ["POST /api/calls/{id}/priority"] = "changes only the order",
        ["POST /api/queue/job/{id}/retry"] = "a call's record tells its retry",
        ["POST /api/queue/trigger"] = "only wakes what is due",
        ["POST /api/businesses/{id}/confirm-jump"] = "is recorded, but no jump holds a business here",
        ["POST /api/runs/plan"] = "changes nothing",
        ["POST /api/session"] = "changes nothing of a business",
        ["DELETE /api/session"] = "changes nothing of a business",
        ["POST /api/webhooks/call"] = "is news of a call",
        ["POST /webhook/whatsapp/incoming"] = "submits a call",
    };

    /// <summary>Operation → path, body, action of its entry. They are sent in this order.</summary>
    private static readonly (string Operation, string Path, string? Body, string Action)[] Requests =
    [
        ("PUT /api/businesses/{id}", "/api/businesses/owner", """{"slots":4,"webhook":{"url":"https://example.com/hook","secret":"hook-secret-0123456789"}}""", "settings.changed"),
        ("PATCH /api/businesses/{id}", "/api/businesses/owner", """{"slots":9}""", "settings.changed"),
        ("PUT /api/businesses/{id}/ceilings", "/api/businesses/owner/ceilings", """{"slots":9}""", "ceilings.changed"),
        ("PATCH /api/businesses/{id}/ceilings", "/api/businesses/owner/ceilings", """{"slots":10}""", "ceilings.changed"),
        ("POST /api/businesses/{id}/pause", "/api/businesses/owner/pause", "{}", "business.paused"),
        ("POST /api/businesses/{id}/resume", "/api/businesses/owner/resume", "{}", "business.resumed"),
        ("POST /api/queue/pause", "/api/queue/pause", "{}", "business.paused"),
        ("POST /api/queue/resume", "/api/queue/resume", "{}", "business.resumed"),
        ("POST /api/queue/clean", "/api/queue/clean", "{}", "queue.cleaned"),
        ("POST /api/runs", "/api/runs", """{"run_id":"spring","message":"Hello","calls":[{"phone":"+12025550101"},{"phone":"+12025550102"}]}""", "run.submitted"),
        ("POST /api/runs/{id}/again", "/api/runs/spring/again", """{"run_id":"summer","who":"all"}""", "run.submitted"),
        ("POST /api/runs/{id}/pause", "/api/runs/spring/pause", "{}", "run.paused"),
        ("POST /api/runs/{id}/resume", "/api/runs/spring/resume", "{}", "run.resumed"),
        ("POST /api/runs/{id}/stop", "/api/runs/spring/stop", "{}", "run.stopped"),
        ("POST /api/outbound/stop-queue", "/api/outbound/stop-queue", """{"run_id":"spring","hang_up_live":true}""", "run.stopped"),
        ("POST /api/schedules", "/api/schedules", """{"id":"s1","cron":"0 9 * * *","phone_number":"+12025550105"}""", "schedule.created"),
        ("PUT /api/schedules/{id}", "/api/schedules/s1", """{"cron":"0 10 * * *","phone_number":"+12025550105"}""", "schedule.changed"),
        ("PATCH /api/schedules/{id}", "/api/schedules/s1", """{"cron":"0 11 * * *"}""", "schedule.changed"),
        ("POST /api/schedules/{id}/pause", "/api/schedules/s1/pause", "{}", "schedule.paused"),
        ("POST /api/schedules/{id}/resume", "/api/schedules/s1/resume", "{}", "schedule.resumed"),
        ("POST /api/schedules/{id}/run", "/api/schedules/s1/run", "{}", "schedule.run"),
        ("DELETE /api/schedules/{id}", "/api/schedules/s1", null, "schedule.deleted"),
        ("POST /api/queue/schedule-recurring-call", "/api/queue/schedule-recurring-call", """{"to":"+12025550104","message":"Hello","cronExpression":"0 9 * * *","custom_call_id":"s2"}""", "schedule.created"),
        ("DELETE /api/queue/job/{id}", "/api/queue/job/s2", null, "schedule.deleted"),
        ("POST /api/roster/contacts", "/api/roster/contacts", """{"contacts":[{"id":"ann","phone_number":"+12025550105"}]}""", "contacts.uploaded"),
        ("PUT /api/roster/contacts/{id}", "/api/roster/contacts/ann", """{"phone_number":"+12025550106"}""", "contact.changed"),
        ("PATCH /api/roster/contacts/{id}", "/api/roster/contacts/ann", """{"name":"Ann"}""", "contact.changed"),
        ("DELETE /api/roster/contacts/{id}", "/api/roster/contacts/ann", null, "contact.deleted"),
        ("POST /api/opt-out", "/api/opt-out", """{"phone_number":"+12025550171"}""", "number.listed"),
        ("POST /api/do-not-call", "/api/do-not-call", """{"phone_numbers":["+12025550172","+12025550173"]}""", "numbers.listed"),
        ("DELETE /api/do-not-call", "/api/do-not-call", """{"phone_numbers":["+12025550172"],"reason":"consent"}""", "numbers.unlisted"),
        ("DELETE /api/do-not-call/{number}", "/api/do-not-call/+12025550173?reason=consent", null, "number.unlisted"),
        ("POST /api/admin/do-not-call", "/api/admin/do-not-call", """{"phone_numbers":["+12025550174","+12025550175"]}""", "numbers.listed"),
        ("DELETE /api/admin/do-not-call", "/api/admin/do-not-call", """{"phone_numbers":["+12025550174"],"reason":"consent"}""", "numbers.unlisted"),
        ("DELETE /api/admin/do-not-call/{number}", "/api/admin/do-not-call/+12025550175?reason=consent", null, "number.unlisted"),
        ("POST /api/erase", "/api/erase", """{"phone_number":"+12025550199"}""", "person.erased"),
        ("POST /api/trunks/{id}/reopen", "/api/trunks/fake:1/reopen", "{}", "trunk.reopened"),
        ("POST /api/keys", "/api/keys", """{"name":"crm","business_id":"owner"}""", "key.created"),
        ("POST /api/keys/{id}/rotate", "/api/keys/{key}/rotate", "{}", "key.rotated"),
        ("DELETE /api/keys/{id}", "/api/keys/{key}", null, "key.revoked"),
        ("DELETE /api/sessions/{id}", "/api/sessions/{session}", null, "session.ended"),
    ];

    [Fact]
    public async Task Every_operation_that_changes_something_leaves_one_entry_before_it_takes_effect()
    {
        await using Door door = await Door.OpenAsync();
        string key = "", session = new('a', 24);
        await door.Sessions.AddAsync(new KeySession { Id = session, Digest = "", Key = "operator", CreatedAt = door.Time.GetUtcNow(), ExpiresAt = door.Time.GetUtcNow().AddHours(1) });
        foreach ((string operation, string path, string? body, string action) in Requests)
        {
            bool isDeployment = IsDeployment(path);
            string trail = isDeployment ? "/api/admin/audit" : "/api/audit?business_id=owner";
            long before = await TotalAsync(door, trail);
            using HttpResponseMessage answer = await SendAsync(door, new HttpMethod(operation.Split(' ')[0]), path.Replace("{key}", key, StringComparison.Ordinal).Replace("{session}", session, StringComparison.Ordinal), body, isDeployment);
            string text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue($"{operation}: {(int)answer.StatusCode} {text}");
            if (operation == "POST /api/keys") key = JsonNode.Parse(text)!["key"]!["id"]!.GetValue<string>();

            JsonObject list = await ReadAsync(door, trail);
            list["total"]!.GetValue<long>().ShouldBe(before + 1, operation);
            JsonNode entry = list["entries"]![0]!;
            entry["action"]!.GetValue<string>().ShouldBe(action, operation);
            entry["by"]!.GetValue<string>().ShouldBe("operator", operation);
            entry["address"]!.GetValue<string>().ShouldBe("127.0.0.1", operation);
        }
    }

    [Fact]
    public async Task Every_operation_is_recorded_or_says_why_not()
    {
        ApiDescription api = await ApiDescription.ReadAsync();
        string[] changing = [.. api.Operations.Where(operation => operation.Method != "GET").Select(operation => $"{operation.Method} {operation.Path}")];
        string[] known = [.. Requests.Select(request => request.Operation), .. Exempt.Keys];
        changing.Except(known).ShouldBeEmpty("an operation that changes something must be recorded in the audit log, or be exempt with a reason");
        known.Except(changing).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_shows_what_it_was_and_what_it_is_but_no_secret_and_no_whole_number()
    {
        await using Door door = await Door.OpenAsync();
        foreach ((string operation, string path, string? body, _) in Requests.Where(request => !request.Path.Contains('{')))
        {
            using HttpResponseMessage answer = await SendAsync(
                door, new HttpMethod(operation.Split(' ')[0]), path, body, IsDeployment(path));
        }

        JsonObject own = await ReadAsync(door, "/api/audit?business_id=owner&limit=200"), all = await ReadAsync(door, "/api/admin/audit?limit=200");
        JsonNode changed = own["entries"]!.AsArray().First(entry => entry!["action"]!.GetValue<string>() == "settings.changed")!;
        changed["before"]!.ToJsonString().ShouldBe("""{"slots":4}""");
        changed["after"]!.ToJsonString().ShouldBe("""{"slots":9}""");
        foreach (string text in (string[])[own.ToJsonString(), all.ToJsonString()])
        {
            text.ShouldNotContain("hook-secret");
            text.ShouldNotContain("20255501");
        }
    }

    [Fact]
    public async Task A_change_that_was_refused_has_a_second_entry_that_says_so()
    {
        await using Door door = await Door.OpenAsync();
        using HttpResponseMessage answer = await SendAsync(door, HttpMethod.Post, "/api/runs/nowhere/stop", "{}", isDeployment: false);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        JsonArray entries = (await ReadAsync(door, "/api/audit?business_id=owner"))["entries"]!.AsArray();
        entries.Select(entry => entry!["number"]!.GetValue<long>()).ShouldBe([1, 0]);
        entries[0]!["failed_of"]!.GetValue<long>().ShouldBe(0);
        entries[0]!["target"]!.GetValue<string>().ShouldBe("nowhere");
    }

    [Fact]
    public async Task A_business_reads_its_own_log_and_only_that()
    {
        await using Door door = await Door.OpenAsync();
        (string own, string id) = await door.KeyAsync(Owner);
        (string other, _) = await door.KeyAsync("stranger");
        using HttpResponseMessage paused = await door.PostAsync("/api/queue/pause", new JsonObject(), ("X-Api-Key", own));
        paused.EnsureSuccessStatusCode();
        using HttpResponseMessage mine = await door.GetAsync("/api/audit", ("X-Api-Key", own));
        JsonNode.Parse(await mine.Content.ReadAsStringAsync())!["entries"]![0]!["by"]!.GetValue<string>().ShouldBe(id);
        using HttpResponseMessage theirs = await door.GetAsync("/api/audit?business_id=owner", ("X-Api-Key", other));
        theirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using HttpResponseMessage deployment = await door.GetAsync("/api/admin/audit", ("X-Api-Key", own));
        deployment.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using HttpResponseMessage export = await door.GetAsync("/api/audit/export?business_id=owner", ("X-Api-Key", other));
        export.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_is_narrowed_by_time_action_and_key_and_read_page_by_page()
    {
        await using Door door = await Door.OpenAsync();
        for (int i = 0; i < 5; i++)
        {
            using HttpResponseMessage paused = await SendAsync(door, HttpMethod.Post, "/api/businesses/owner/pause", "{}", isDeployment: true);
            door.Time.Advance(TimeSpan.FromHours(1));
            using HttpResponseMessage resumed = await SendAsync(door, HttpMethod.Post, "/api/businesses/owner/resume", "{}", isDeployment: true);
        }

        (await NumbersAsync("/api/audit?business_id=owner&action=business.paused")).ShouldBe([8, 6, 4, 2, 0]);
        (await NumbersAsync("/api/audit?business_id=owner&action=business.")).Count.ShouldBe(10);
        (await NumbersAsync("/api/audit?business_id=owner&by=nobody")).ShouldBeEmpty();
        string to = Uri.EscapeDataString(door.Time.GetUtcNow().AddHours(-1).ToString("O")), from = Uri.EscapeDataString(door.Time.GetUtcNow().AddHours(-2).ToString("O"));
        (await NumbersAsync($"/api/audit?business_id=owner&from={from}&to={to}")).ShouldBe([6, 5]);

        List<long> seen = [];
        for (string? path = "/api/audit?business_id=owner&limit=3"; path is not null;)
        {
            JsonObject page = await ReadAsync(door, path);
            seen.AddRange(page["entries"]!.AsArray().Select(entry => entry!["number"]!.GetValue<long>()));
            path = page["next"]?.GetValue<string>();
        }

        seen.ShouldBe([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
        using HttpResponseMessage wrong = await door.GetAsync("/api/audit?limit=0&before=-1", ("X-Api-Key", Door.OperatorKey));
        (await wrong.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(text => text.ShouldContain("\"limit\""), text => text.ShouldContain("\"before\""));

        async Task<List<long>> NumbersAsync(string path) => [.. (await ReadAsync(door, path))["entries"]!.AsArray().Select(entry => entry!["number"]!.GetValue<long>())];
    }

    [Fact]
    public async Task An_export_is_the_whole_chain()
    {
        await using Door door = await Door.OpenAsync();
        for (int i = 0; i < 250; i++)
        {
            using HttpResponseMessage answer = await SendAsync(door, HttpMethod.Post, $"/api/businesses/owner/{(i % 2 == 0 ? "pause" : "resume")}", "{}", isDeployment: true);
        }

        using HttpResponseMessage export = await door.GetAsync("/api/audit/export?business_id=owner", ("X-Api-Key", Door.OperatorKey));
        var check = new AuditCheck();
        foreach (string line in (await export.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)) check.FindProblem(AuditChain.Parse(line)).ShouldBeNull();
        check.Count.ShouldBe(250);
        check.Head.ShouldBe((await ReadAsync(door, "/api/audit?business_id=owner"))["head"]!.GetValue<string>());
    }

    /// <summary>Whether it is about no business.</summary>
    private static bool IsDeployment(string path) => ((string[])["/api/admin/", "/api/keys", "/api/sessions", "/api/trunks"]).Any(start => path.StartsWith(start, StringComparison.Ordinal));

    private static Task<HttpResponseMessage> SendAsync(Door door, HttpMethod method, string path, string? body, bool isDeployment)
    {
        (string, string)[] headers = isDeployment ? [("X-Api-Key", Door.OperatorKey)] : [("X-Api-Key", Door.OperatorKey), ("X-Business-Id", Owner)];
        return door.SendAsync(method, path, body is null ? null : JsonNode.Parse(body), headers);
    }

    private static async Task<long> TotalAsync(Door door, string path) => (await ReadAsync(door, path))["total"]!.GetValue<long>();

    private static async Task<JsonObject> ReadAsync(Door door, string path)
    {
        using HttpResponseMessage answer = await door.GetAsync(path, ("X-Api-Key", Door.OperatorKey));
        string text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
