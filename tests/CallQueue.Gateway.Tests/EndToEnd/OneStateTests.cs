using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>State × endpoint: a call has one state, whichever endpoint is asked, over Core's own actors.</summary>
public sealed class OneStateTests
{
    private const string Single = """{"phone_number":"+12025550101","custom_call_id":"c","message":"x"}""";

    /// <summary>Hours in which it is not now.</summary>
    private static readonly string Closed = TimeProvider.System.GetUtcNow().Hour < 12 ? "20:00-21:00" : "03:00-04:00";

    private static readonly string Later = TimeProvider.System.GetUtcNow().AddHours(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How a call gets into each state: it makes the state and returns the call's id.</summary>
    private static readonly Dictionary<string, (string State, Func<World, Task<string>> Make)> States = new()
    {
        ["single behind full slots"] = ("ready", async world =>
        {
            await SettingsAsync(world, """{"slots":0}""");
            return await QueueAsync(world, Single);
        }),
        ["run's call behind full slots"] = ("ready", async world =>
        {
            await SettingsAsync(world, """{"slots":0}""");
            return await BulkAsync(world, "");
        }),
        ["single in a paused business"] = ("ready", async world =>
        {
            await world.App.PostAsync("/api/queue/pause", "{}");
            return await QueueAsync(world, Single);
        }),
        ["call of a paused run"] = ("ready", async world =>
        {
            await SettingsAsync(world, """{"slots":0}""");
            string call = await BulkAsync(world, "");
            await world.App.PostAsync("/api/runs/b/pause", "{}");
            await SettingsAsync(world, """{"slots":3}""");
            return call;
        }),
        ["single outside its window"] = ("delayed", world => QueueAsync(world, Single.Replace("\"message\"", $"\"window\":\"{Closed}\",\"timezone\":\"UTC\",\"message\"", StringComparison.Ordinal))),
        ["single outside its business's window"] = ("delayed", async world =>
        {
            await SettingsAsync(world, $$"""{"window":"{{Closed}}"}""");
            return await QueueAsync(world, Single.Replace("+12025550101", "+447700900123", StringComparison.Ordinal));
        }),
        ["single outside its window behind full slots"] = ("delayed", async world =>
        {
            await SettingsAsync(world, """{"slots":0}""");
            return await QueueAsync(world, Single.Replace("\"message\"", $"\"window\":\"{Closed}\",\"timezone\":\"UTC\",\"message\"", StringComparison.Ordinal));
        }),
        ["single set aside under a window that its business has changed since"] = ("delayed", async world =>
        {
            await SettingsAsync(world, $$"""{"window":"{{Closed}}"}""");
            string call = await QueueAsync(world, Single.Replace("+12025550101", "+447700900123", StringComparison.Ordinal));
            await SettingsAsync(world, """{"window":null}""");
            return call;
        }),
        ["run's call outside its own window"] = ("delayed", world => BulkAsync(world, $",\"window\":\"{Closed}\",\"timezone\":\"UTC\"")),
        ["call of a run outside the run's window in one zone"] = ("ready", world => BulkAsync(world, "", $",\"window\":\"{Closed}\",\"timezone\":\"UTC\"")),
        ["call of a run outside the run's window where the number is"] = ("delayed", world => BulkAsync(world, "", $",\"window\":\"{Closed}\"", "+447700900123")),
        ["single scheduled for later"] = ("delayed", world => QueueAsync(world, Single.Replace("\"message\"", $"\"scheduled_at\":\"{Later}\",\"message\"", StringComparison.Ordinal))),
        ["run's call scheduled for later"] = ("delayed", world => BulkAsync(world, $",\"scheduled_at\":\"{Later}\"")),
        ["call of a run scheduled for later"] = ("delayed", world => BulkAsync(world, "", $",\"scheduled_at\":\"{Later}\"")),
        ["single scheduled for later and moved"] = ("delayed", async world =>
        {
            string call = await QueueAsync(world, Single.Replace("\"message\"", $"\"scheduled_at\":\"{Later}\",\"message\"", StringComparison.Ordinal));
            await world.App.PostAsync($"/api/calls/{call}/priority", """{"priority":"high"}""");
            return call;
        }),
        ["single between two attempts"] = ("delayed", async world =>
        {
            string call = await QueueAsync(world, Single);
            await BusyAsync(world, call);
            return call;
        }),
        ["run's call between two attempts"] = ("delayed", async world =>
        {
            string call = await BulkAsync(world, "");
            await BusyAsync(world, call);
            return call;
        }),
        ["run's call between two attempts, run paused"] = ("delayed", async world =>
        {
            string call = await BulkAsync(world, "");
            await BusyAsync(world, call, others: 1);
            await world.App.PostAsync("/api/runs/b/pause", "{}");
            return call;
        }),
        ["single whose number is live in another call"] = ("ready", async world =>
        {
            await QueueAsync(world, Single.Replace("\"c\"", "\"first\"", StringComparison.Ordinal));
            await world.Carrier.NextDialAsync();
            return await QueueAsync(world, Single);
        }),
        ["single whose number is live, behind many such"] = ("delayed", async world =>
        {
            await QueueAsync(world, Single.Replace("\"c\"", "\"first\"", StringComparison.Ordinal));
            await world.Carrier.NextDialAsync();
            for (int i = 0; i < 64; i++) await QueueAsync(world, Single.Replace("\"c\"", $"\"c{i}\"", StringComparison.Ordinal));
            return await QueueAsync(world, Single);
        }),
        ["single with a slot"] = ("live", async world =>
        {
            string call = await QueueAsync(world, Single);
            await world.Carrier.NextDialAsync();
            return call;
        }),
        ["single canceled"] = ("canceled", async world =>
        {
            await SettingsAsync(world, """{"slots":0}""");
            string call = await QueueAsync(world, Single);
            await world.App.PostAsync($"/api/calls/{call}/cancel", "{}");
            return call;
        }),
        ["single canceled and retried"] = ("ready", async world =>
        {
            await SettingsAsync(world, """{"slots":0}""");
            string call = await QueueAsync(world, Single);
            await world.App.PostAsync($"/api/calls/{call}/cancel", "{}");
            await world.App.PostAsync($"/api/calls/{call}/retry", "{}");
            return call;
        }),
        ["call of a stopped run"] = ("canceled", async world =>
        {
            await SettingsAsync(world, """{"slots":0}""");
            string call = await BulkAsync(world, "");
            await world.App.PostAsync("/api/runs/b/stop", "{}");
            return call;
        }),
        ["call of a stopped run between two attempts"] = ("canceled", async world =>
        {
            string call = await BulkAsync(world, "");
            await BusyAsync(world, call, others: 1);
            await world.App.PostAsync("/api/runs/b/stop", "{}");
            return call;
        }),
    };

    public static TheoryData<string> All => [.. States.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_has_one_state_in_every_endpoint(string name)
    {
        await using var world = await World.StartAsync();
        (string state, Func<World, Task<string>> make) = States[name];
        string call = await make(world);

        (string job, string words, string outbound, string? list) = state switch
        {
            "ready" => ("waiting", "queued", "queued", "queued"),
            "delayed" => ("delayed", "scheduled", "queued", "scheduled"),
            "live" => ("active", "dialing", "inflight", "active"),
            _ => ("failed", "canceled", "cancelled", (string?)null),
        };
        foreach ((string path, string field, string expected) in new[]
        {
            ($"/api/calls/{call}", "status", words), ($"/api/calls/{call}/status", "status", words), ($"/api/calls/{call}/why", "status", words),
            ($"/api/queue/job/{call}", "state", job), ($"/api/outbound/jobs/{call}", "status", outbound),
        })
        {
            string shown = (await world.App.GetAsync(path)).Body[field]!.GetValue<string>();
            (state == "live" && shown is "ringing" ? words : shown).ShouldBe(expected, path);
        }

        foreach (string part in new[] { "queued", "scheduled", "active" })
        {
            JsonArray calls = (await world.App.GetAsync($"/api/calls?state={part}&limit=1000")).Body["calls"]!.AsArray();
            JsonNode? listed = calls.FirstOrDefault(one => one!["call_id"]!.GetValue<string>() == call);
            (listed is not null).ShouldBe(part == list, $"listed as {part}");
            if (listed is not null) listed["status"]!.GetValue<string>().ShouldBe(words);
        }

        foreach ((string part, string field) in new[] { ("waiting", "waiting"), ("delayed", "delayed"), ("active", "active") })
        {
            JsonObject page = (await world.App.GetAsync($"/api/queue/{part}?limit=1000")).Body;
            page["jobs"]!.AsArray().Any(one => one!["jobId"]!.GetValue<string>() == call).ShouldBe(part == job, $"listed as {part}");
            long counted = (await world.App.GetAsync("/api/queue/stats")).Body["stats"]![field]!.GetValue<long>();
            page["total"]!.GetValue<long>().ShouldBe(counted);
            page["jobs"]!.AsArray().Count.ShouldBe((int)counted);
        }
    }

    [Theory]
    [InlineData("single outside its window", "window")]
    [InlineData("single scheduled for later", "scheduled")]
    [InlineData("run's call outside its own window", "window")]
    [InlineData("single whose number is live, behind many such", "number_busy")]
    [InlineData("single between two attempts", "retry")]
    public async Task A_delayed_call_has_a_reason_a_position_and_a_time(string name, string limit)
    {
        await using var world = await World.StartAsync();
        string call = await States[name].Make(world);
        JsonObject why = (await world.App.GetAsync($"/api/calls/{call}/why")).Body;
        why["held_by"]![0]!["limit"]!.GetValue<string>().ShouldBe(limit);
        why["position"]!.GetValue<long>().ShouldBe(0);
        DateTimeOffset.Parse(why["expected_at"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(TimeProvider.System.GetUtcNow());
    }

    private static async Task SettingsAsync(World world, string json) =>
        (await world.App.Client.PatchAsync("/api/businesses/default", JsonContent.Create(JsonNode.Parse(json)))).EnsureSuccessStatusCode();

    private static async Task<string> QueueAsync(World world, string json)
    {
        JsonObject queued = (await world.App.PostAsync("/api/calls/queue", json)).Body;
        return queued["call_id"]!.GetValue<string>();
    }

    /// <summary>A run of two calls; answers the first one's id.</summary>
    private static async Task<string> BulkAsync(World world, string own, string ofRun = "", string number = "+12025550101")
    {
        (_, JsonObject run) = await world.App.PostAsync(
            "/api/calls/bulk-queue", $$"""{"batch_id":"b"{{ofRun}},"calls":[{"phone_number":"{{number}}","message":"x"{{own}}},{"phone_number":"+12025550177","message":"x"}]}""");
        run["total"]!.GetValue<int>().ShouldBe(2);
        return "b-0";
    }

    /// <summary>Lets the person be busy, and waits until the call waits for its next attempt.</summary>
    private static async Task BusyAsync(World world, string call, int others = 0)
    {
        DialRequest dial;
        while ((dial = await world.Carrier.NextDialAsync()).Attempt.Call.Name != call) others--;
        await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=busy");
        for (; others > 0; others--) await world.Carrier.NextDialAsync();
        IBusiness business = world.Host.Actors.Business(BusinessId.Default);
        BusinessSnapshot now = await business.GetAsync();
        for (int changes = 0; now.Counts.Delayed == 0 && changes < 10; changes++) now = await business.WatchAsync(now.Stamp, TimeSpan.FromSeconds(2));
        now.Counts.Delayed.ShouldBe(1);
    }
}
