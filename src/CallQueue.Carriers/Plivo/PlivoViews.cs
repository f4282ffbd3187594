using System.Globalization;
using System.Text.Json;
using CallQueue.Http;

namespace CallQueue.Carriers.Plivo;

/// <summary>A call as one of Plivo's views shows it.</summary>
internal sealed record PlivoCall(CarrierReport Report, string? To, string? From, DateTimeOffset? InitiatedAt, DateTimeOffset? EndedAt = null);

/// <summary>One view's result for one call. Without a call, <paramref name="Answered"/> is true when the view itself reported it as missing.</summary>
internal readonly record struct PlivoView(PlivoCall? Call, bool Answered);

/// <summary>
/// Plivo's three views of a call: queued, live and ended (call detail records). A call is in one of them at a time, and may
/// move on between two requests.
/// </summary>
internal sealed class PlivoViews(CarrierHttp http, string account)
{
    private const int PageSize = 20;
    private const int MostPages = 50;

    /// <summary>The carrier's clock.</summary>
    public CarrierClock Clock => http.Clock;

    /// <summary>Ids go into paths: no separators, no dots, and an empty one is impossible.</summary>
    public static bool IsCallId(CarrierCallId id) => id.Value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public Task<PlivoView> QueuedAsync(string id, CancellationToken cancellation) => OneAsync(id, "?status=queued", ReadUnended, cancellation);

    public Task<PlivoView> LiveAsync(string id, CancellationToken cancellation) => OneAsync(id, "?status=live", ReadUnended, cancellation);

    public Task<PlivoView> EndedAsync(string id, CancellationToken cancellation) => OneAsync(id, "", ReadEnded, cancellation);

    /// <summary>The ids in the queued or live view; null when the view did not answer, or not completely.</summary>
    public async Task<IReadOnlyList<string>?> IdsAsync(string query, CancellationToken cancellation)
    {
        var ids = new List<string>();
        for (int page = 0; page < MostPages; page++)
        {
            string url = string.Create(CultureInfo.InvariantCulture, $"{account}Call/?{query}&limit={PageSize}&offset={page * PageSize}");
            if (await ItemsAsync(url, "calls", cancellation) is not { } items) return null;
            ids.AddRange(items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).Where(id => id.Length > 0));
            if (items.Count < PageSize) return ids;
        }
        return null;
    }

    /// <summary>The ended calls that the filter finds; null when the view did not answer, or not completely.</summary>
    public async Task<IReadOnlyList<PlivoCall>?> EndedAsync(IEnumerable<KeyValuePair<string, string>> filter, CancellationToken cancellation)
    {
        string query = FormPairs.Encode(filter);
        var calls = new List<PlivoCall>();
        for (int page = 0; page < MostPages; page++)
        {
            string url = string.Create(CultureInfo.InvariantCulture, $"{account}Call/?{query}&limit={PageSize}&offset={page * PageSize}");
            if (await ItemsAsync(url, "objects", cancellation) is not { } items) return null;
            calls.AddRange(items.Select(ReadEnded).OfType<PlivoCall>());
            if (items.Count < PageSize) return calls;
        }
        return null;
    }

    private async Task<PlivoView> OneAsync(string id, string query, Func<JsonElement, PlivoCall?> read, CancellationToken cancellation)
    {
        HttpReply reply = await http.GetAsync($"{account}Call/{Uri.EscapeDataString(id)}/{query}", cancellation);
        if (reply is HttpReply.Received { Status: 404 }) return new PlivoView(null, Answered: true);
        PlivoCall? call = reply is HttpReply.Received { IsSuccess: true, Body: var body } && JsonAnswer.ParseObject(body) is { } json ? read(json) : null;
        return new PlivoView(call, Answered: call is not null);
    }

    private async Task<IReadOnlyList<JsonElement>?> ItemsAsync(string url, string name, CancellationToken cancellation) =>
        await http.GetAsync(url, cancellation) is HttpReply.Received { IsSuccess: true, Body: var body } ? JsonAnswer.ParseObject(body)?.Items(name) : null;

    private static PlivoCall? ReadUnended(JsonElement json)
    {
        if (json.Text("call_uuid") is not { } id) return null;
        CarrierStatus? status = json.Text("call_status") switch
        {
            "queued" => CarrierStatus.Queued,
            "ringing" => CarrierStatus.Ringing,
            "in-progress" => CarrierStatus.InProgress,
            _ => null,
        };
        return status is { } known ? new PlivoCall(new CarrierReport(new CarrierCallId(id), known), json.Text("to"), json.Text("from"), null) : null;
    }

    private static PlivoCall? ReadEnded(JsonElement json)
    {
        if (json.Text("call_uuid") is not { } id) return null;
        bool answered = json.Text("answer_time") is not null || json.Int("bill_duration") > 0;
        (Outcome outcome, bool retryable, string reason) = json.Int("hangup_cause_code") is { } code
            ? PlivoCauses.EndOf(code, answered)
            : PlivoCauses.EndOf(json.Text("call_status") ?? json.Text("call_state") ?? "completed", answered);
        var report = new CarrierReport(
            new CarrierCallId(id), CarrierStatus.Ended, outcome, reason, retryable, Numbers.Seconds(json.Text("call_duration")),
            AnsweredBy: json.Int("hangup_cause_code") == PlivoCauses.MachineDetected ? AnsweredBy.Machine : null);
        return new PlivoCall(report, json.Text("to_number"), json.Text("from_number"), Time(json.Text("initiation_time")), Time(json.Text("end_time")));
    }

    // "2022-06-28 19:39:05+05:30", in the console's zone with its offset.
    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
