using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Dialing;
using CallQueue.Runs;
using CallQueue.Validation;

namespace CallQueue.Servers;

/// <summary>The runs of one business on a server.</summary>
internal sealed class ServedRuns(Server server)
{
    private const int ResultsPage = 1_000;

    /// <summary>The server's settings and limits; the first question, so that a wrong address or key is noticed before a list is sent.</summary>
    public async Task<ServerConfig> ConfigAsync()
    {
        JsonObject config = await server.AskAsync(HttpMethod.Get, "api/config") ?? throw NoBusiness();
        return ServerConfig.Of(config) ?? throw server.NotOurs();
    }

    /// <summary>A run; null when there is none of that name.</summary>
    public async Task<ServedRun?> FindAsync(string run, CancellationToken cancellation = default) =>
        await server.AskAsync(HttpMethod.Get, PathOf(run), cancellation: cancellation) is { } view ? ServedRun.Of(view) : null;

    /// <summary>Pauses or resumes a run. False: it is over, or there is none.</summary>
    public async Task<bool> PauseAsync(string run, bool paused, CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"{PathOf(run)}/{(paused ? "pause" : "resume")}");
        using HttpResponseMessage answer = await server.SendAsync(request, cancellation);
        if (answer.IsSuccessStatusCode) return true;
        return answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound ? false : throw server.Refused(answer, await Server.ReadAsync(answer));
    }

    /// <summary>Stops a run: how many calls were canceled, and how many are live. Null: there is none of that name.</summary>
    public async Task<(long Canceled, long Live)?> StopAsync(string run, bool hangUp)
    {
        JsonObject? answer = await server.AskAsync(HttpMethod.Post, $"{PathOf(run)}/stop", new JsonObject { ["hang_up_live"] = hangUp });
        return answer is null ? null : (ServedRun.Number(answer, "cancelled_count"), ServedRun.Number(answer, "active"));
    }

    /// <summary>The business's queue and its active runs.</summary>
    public async Task<QueueView> QueueAsync(string business)
    {
        JsonObject view = await server.AskAsync(HttpMethod.Get, BusinessPath(business)) ?? throw NoBusiness();
        JsonObject runs = await server.AskAsync(HttpMethod.Get, "api/runs?status=active") ?? throw NoBusiness();
        QueueState queue = ServedRun.QueueOf(view);
        JsonObject counts = view["counts"] as JsonObject ?? [];
        return new QueueView(
            view["paused"]?.GetValue<bool>() ?? false, queue.Slots, (int)ServedRun.Number(counts, "active"), ServedRun.Number(counts, "waiting"), ServedRun.Number(counts, "delayed"),
            [.. queue.Holds.Select(DialProgress.Word).Distinct()], queue.NextAt,
            [.. (runs["runs"] as JsonArray ?? []).OfType<JsonObject>().Select(ServedRun.Of).Where(run => !run.IsOver).Select(run => new RunSnapshot(run.Name, run.Status, run.Counts, 0, null))]);
    }

    /// <summary>What the display shows of the business.</summary>
    public async Task<QueueState> StateAsync(string business, CancellationToken cancellation) =>
        ServedRun.QueueOf(await server.AskAsync(HttpMethod.Get, BusinessPath(business), cancellation: cancellation) ?? throw NoBusiness());

    /// <summary>Changes settings of the business.</summary>
    public async Task ChangeAsync(string business, JsonObject settings)
    {
        if (await server.AskAsync(HttpMethod.Patch, BusinessPath(business), settings) is null) throw NoBusiness();
    }

    /// <summary>The states of a run as they come, until the server ends the stream.</summary>
    /// <param name="run">The run's name.</param>
    /// <param name="seen">The id of the last event that was seen; null: none.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<(ServedRun Run, string? Id)> WatchAsync(string run, string? seen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{PathOf(run)}/events");
        if (seen is not null) request.Headers.Add("Last-Event-ID", seen);
        using HttpResponseMessage answer = await server.SendAsync(request, cancellation);
        if (answer.StatusCode == HttpStatusCode.NoContent) yield break;
        if (!answer.IsSuccessStatusCode) throw server.Refused(answer, await Server.ReadAsync(answer));
        await using Stream stream = await answer.Content.ReadAsStreamAsync(cancellation);
        SseParser<string> events = SseParser.Create(stream);
        await foreach (SseItem<string> item in events.EnumerateAsync(cancellation))
        {
            // Another event says that the server stops: the stream ends, and the reader connects again.
            if (item.EventType == "progress" && StoredJson.Parse(item.Data) is JsonObject view) yield return (ServedRun.Of(view), events.LastEventId);
        }
    }

    /// <summary>The results of a run, in the order of its calls.</summary>
    public async IAsyncEnumerable<RunResult> ResultsAsync(string run, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{PathOf(run)}/results?format=jsonl");
        using HttpResponseMessage answer = await server.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode) throw server.Refused(answer, await Server.ReadAsync(answer));
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation), bufferSize: 64 * ResultsPage);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length > 0 && StoredJson.Parse(line) is JsonObject result) yield return ServedRun.ResultOf(result);
        }
    }

    private static string PathOf(string run) => string.Create(CultureInfo.InvariantCulture, $"api/runs/{Uri.EscapeDataString(run)}");

    private static string BusinessPath(string business) => $"api/businesses/{Uri.EscapeDataString(business)}";

    private CommandException NoBusiness() => new(ExitCode.BadInput, $"{server.Name} has no such business, or the API key has no access to it. Leave out --business, or use a key of that business.");
}

/// <summary>What a command asks a server before it sends a list.</summary>
/// <param name="Business">The business that the key acts for.</param>
/// <param name="Carrier">The carrier that dials.</param>
/// <param name="Slots">The business's slots.</param>
/// <param name="ListCalls">People in one list.</param>
/// <param name="ListBytes">The largest list.</param>
/// <param name="Country">Where the business's numbers without country code belong; null: they are invalid.</param>
/// <param name="Rules">The business's retries and ring timeout.</param>
internal sealed record ServerConfig(string Business, string Carrier, int Slots, long ListCalls, long ListBytes, string? Country, CallRules Rules)
{
    /// <summary>Null: the server does not accept lists.</summary>
    public static ServerConfig? Of(JsonObject config)
    {
        if (config["limits"] is not JsonObject limits || config["settings"] is not JsonObject settings || limits["list_bytes"] is null) return null;
        return new ServerConfig(
            (string?)config["business_id"] ?? "", (string?)settings["carrier"] ?? "", (int)ServedRun.Number(settings, "slots"),
            ServedRun.Number(limits, "list_calls"), ServedRun.Number(limits, "list_bytes"), (string?)settings["default_country"], RulesOf(settings));
    }

    private static CallRules RulesOf(JsonObject settings) => new()
    {
        RingTimeout = settings["ring_timeout"]?.GetValue<double>() is { } ring ? TimeSpan.FromSeconds(ring) : null,
        Retry = settings["retry"] is JsonObject retry ? new RetryPolicy
        {
            MaxAttempts = (int)ServedRun.Number(retry, "max_attempts"),
            Delay = TimeSpan.FromSeconds(retry["delay_seconds"]?.GetValue<double>() ?? 0),
            Factor = retry["factor"]?.GetValue<double>() ?? 1,
        } : null,
    };
}
