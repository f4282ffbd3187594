using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Proof;

/// <summary>An app that hands its calls over by REST, and asks again whatever was not answered.</summary>
internal sealed class Load(Uri address, ProofOptions options) : IDisposable
{
    /// <summary>What the names of businesses with runs begin with: they always have somebody to call.</summary>
    public const string QueuedBusinesses = "shop-";

    private const int RunsEach = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60), DefaultRequestHeaders = { { "X-Api-Key", Cluster.Key } } };

    /// <summary>Requests that had to be repeated.</summary>
    public int Repeated { get; private set; }

    /// <summary>Single calls by when they are due, to be dialed at that time.</summary>
    public Dictionary<string, DateTimeOffset> Scheduled { get; } = [];

    /// <summary>Numbers handed over, all different.</summary>
    public HashSet<string> Numbers { get; } = [];

    public static string Business(int index) => string.Create(CultureInfo.InvariantCulture, $"{QueuedBusinesses}{index:00}");

    /// <summary>Hands over everybody, in two runs for each business.</summary>
    public async Task SubmitRunsAsync()
    {
        int perRun = options.Calls / options.Businesses / RunsEach;
        foreach (int business in Enumerable.Range(0, options.Businesses))
            foreach (int run in Enumerable.Range(0, RunsEach))
                await PostAsync("/api/calls/bulk-queue", Business(business), new JsonObject
                {
                    ["batch_id"] = Run(business, run),
                    ["max_retries"] = 0,
                    ["call_config"] = new JsonObject { ["message"] = "Hello", ["max_duration"] = 15 },
                    ["calls"] = new JsonArray([.. Enumerable.Range(0, perRun).Select(_ => new JsonObject { ["phone_number"] = NextNumber() })]),
                });
    }

    /// <summary>Single calls of a business of their own (so that its slots are free), due at random times within the next while.</summary>
    public async Task ScheduleAsync(int count, TimeSpan within, Random chance, DateTimeOffset now)
    {
        for (int i = 0; i < count; i++)
        {
            DateTimeOffset due = now + TimeSpan.FromSeconds(60) + ((within - TimeSpan.FromSeconds(60)) * chance.NextDouble());
            due = new DateTimeOffset(due.Ticks - (due.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
            string number = NextNumber();
            Scheduled[number] = due;
            await PostAsync("/api/calls/queue", $"clinic-{i % 20:00}", new JsonObject
            {
                ["phone_number"] = number, ["custom_call_id"] = $"appointment-{i}", ["max_retries"] = 0,
                ["scheduled_at"] = due.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["call_config"] = new JsonObject { ["message"] = "Hello", ["max_duration"] = 15 },
            });
        }
    }

    /// <summary>How many calls of all runs have ended, by what the API says; runs that have not ended are named.</summary>
    public async Task<(long Ended, IReadOnlyList<string> Open)> ProgressAsync()
    {
        long ended = 0;
        List<string> open = [];
        foreach (int business in Enumerable.Range(0, options.Businesses))
            foreach (int run in Enumerable.Range(0, RunsEach))
            {
                JsonNode view = await GetAsync($"/api/runs/{Run(business, run)}", Business(business));
                ended += view["completed_count"]!.GetValue<long>() + view["failed_count"]!.GetValue<long>();
                if (view["status"]!.GetValue<string>() != "completed") open.Add($"{Business(business)}: {view["run_id"]} {view["status"]}, queued {view["queued"]}, active {view["active"]}, delayed {view["delayed"]}");
            }

        return (ended, open);
    }

    public void Dispose() => _http.Dispose();

    private static string Run(int business, int run) => $"{Business(business)}-run-{run}";

    private string NextNumber()
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"+1415{5_000_000 + Numbers.Count}");
        Numbers.Add(number);
        return number;
    }

    private async Task PostAsync(string path, string business, JsonObject body)
    {
        string json = body.ToJsonString();
        await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, null, "application/json") }, business);
    }

    private async Task<JsonNode> GetAsync(string path, string business) => await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), business);

    private async Task<JsonNode> SendAsync(Func<HttpRequestMessage> make, string business)
    {
        while (true)
        {
            try
            {
                using HttpRequestMessage request = make();
                request.Headers.Add("X-Business-Id", business);
                using HttpResponseMessage answer = await _http.SendAsync(request);
                if (answer.IsSuccessStatusCode) return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
                if (answer.StatusCode is < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests)
                    throw new InvalidOperationException($"{request.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // Repeated below: every request of the API may be.
            }

            Repeated++;
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
