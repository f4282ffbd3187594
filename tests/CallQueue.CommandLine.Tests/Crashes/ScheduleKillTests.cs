using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace CallQueue;

/// <summary>What is due at one minute, in a process that is killed before it, after it, and while it dials.</summary>
public sealed class ScheduleKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Each = 20;
    private const int People = 3 * Each;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly object Once = new { max_retries = 0, message = "Hello" };
    private readonly Scene _scene = new();
    private readonly int _port = TwilioKillTests.FreePort();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Killed_across_a_due_time_each_occurrence_dials_exactly_once()
    {
        DateTimeOffset due = DueSoon(TimeProvider.System.GetUtcNow());
        using (ChildProcess first = Serve())
        {
            await first.SaysAsync("Serving on");
            await SubmitAsync(due);
            while (TimeProvider.System.GetUtcNow() < due - TimeSpan.FromSeconds(1)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            await first.KillAsync();
            _scene.Placed().ShouldBeEmpty();
        }

        while (TimeProvider.System.GetUtcNow() < due) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        foreach (int goal in (int[])[1, Each, 2 * Each])
        {
            using ChildProcess next = Serve();
            await PlacedAsync(goal, next);
            await next.KillAsync();
        }

        using ChildProcess last = Serve();
        await last.SaysAsync("Serving on");
        await PlacedAsync(People, last);
        JsonNode schedules = await ResultsOfAllAsync();
        _scene.Placed().ShouldBeUnique();
        _scene.Placed().Count.ShouldBe(People, last.Output);
        foreach (JsonNode? schedule in schedules.AsArray()) schedule!["last_results"]!.AsArray().Count.ShouldBe(1, schedule.ToJsonString());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"4 kills across {due:HH:mm:ss}: {Each} schedules, one schedule of {Each} people, {Each} delayed calls; {_scene.Placed().Count} dials"));
    }

    /// <summary>The next full minute for which there is time enough to submit.</summary>
    private static DateTimeOffset DueSoon(DateTimeOffset now)
    {
        DateTimeOffset early = now + TimeSpan.FromSeconds(15);
        return new DateTimeOffset(early.UtcTicks - (early.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero) + TimeSpan.FromMinutes(1);
    }

    private static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"+1202{5_550_000 + i:0000000}");

    private ChildProcess Serve() => ChildProcess.Dial(
        new Dictionary<string, string> { ["API_RATE_LIMIT_PER_SECOND"] = "1000" },
        "serve", "--no-keys", "--data", _scene.Data, "--port", _port.ToString(CultureInfo.InvariantCulture));

    private async Task PlacedAsync(int goal, ChildProcess by)
    {
        long since = TimeProvider.System.GetTimestamp();
        while (_scene.Placed().Count < goal)
        {
            if (by.HasEnded || TimeProvider.System.GetElapsedTime(since) > Limit) throw new InvalidOperationException($"{_scene.Placed().Count} of {goal} were dialed:\n{by.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private async Task SubmitAsync(DateTimeOffset due)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        using HttpResponseMessage slots = await client.PatchAsJsonAsync("/api/businesses/default", new { slots = 2 * People });
        slots.IsSuccessStatusCode.ShouldBeTrue(await slots.Content.ReadAsStringAsync());
        string cron = string.Create(CultureInfo.InvariantCulture, $"{due.Minute} {due.Hour} * * *");
        for (int i = 0; i < Each; i++) await PostAsync(client, "/api/schedules", new { id = $"s{i}", cron, phone_number = Number(i), call = Once });
        await PostAsync(client, "/api/schedules", new { id = "list", cron, call = Once, people = Enumerable.Range(Each, Each).Select(i => new { phone_number = Number(i) }) });
        await PostAsync(client, "/api/calls/bulk-queue", new { calls = Enumerable.Range(2 * Each, Each).Select(i => new { phone_number = Number(i), scheduled_at = due, max_retries = 0, message = "Hello" }) });
    }

    private static async Task PostAsync(HttpClient client, string path, object body)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> ResultsOfAllAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        JsonNode schedules = (await client.GetFromJsonAsync<JsonNode>("/api/schedules?limit=100"))!["schedules"]!;
        schedules.AsArray().Count.ShouldBe(Each + 1);
        return schedules;
    }
}
