using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Dialing;
using CallQueue.Runs;

namespace CallQueue.Servers;

/// <summary>A run as a server shows it.</summary>
internal sealed record ServedRun(string Name, RunStatus Status, CallCounts Counts)
{
    /// <summary>Nothing of it can change any more.</summary>
    public bool IsOver => Status == RunStatus.Completed || (Status == RunStatus.Stopped && Counts.Ended == Counts.Total);

    public static ServedRun Of(JsonObject view)
    {
        JsonObject outcomes = view["outcomes"] as JsonObject ?? [];
        return new ServedRun((string?)view["run_id"] ?? "", StatusOf((string?)view["status"]), new CallCounts
        {
            Total = Number(view, "total"),
            Ready = Number(view, "queued"),
            Delayed = Number(view, "delayed"),
            Live = Number(view, "active"),
            Completed = Number(outcomes, "completed"),
            Busy = Number(outcomes, "busy"),
            NoAnswer = Number(outcomes, "no_answer"),
            Failed = Number(outcomes, "failed"),
            Canceled = Number(outcomes, "canceled"),
            Rejected = Number(outcomes, "rejected"),
            Expired = Number(outcomes, "expired"),
            Blocked = Number(outcomes, "blocked"),
            Voicemail = Number(outcomes, "voicemail"),
            NoAgent = Number(outcomes, "no_agent"),
        });
    }

    /// <summary>A business as its server shows it.</summary>
    public static QueueState QueueOf(JsonObject business) => new(
        (int)Number(business["settings"] as JsonObject ?? [], "slots"),
        [.. (business["held_by"] as JsonArray ?? []).Select(hold => hold.Deserialize<Hold>())],
        business["next_at"]?.GetValue<DateTimeOffset>());

    /// <summary>The result of one call.</summary>
    public static RunResult ResultOf(JsonObject line) => new(
        (int)Number(line, "index"), OutcomeOf((string?)line["outcome"]), (int)Number(line, "attempts"), line["ended_at"]!.GetValue<DateTimeOffset>(),
        line["talk_seconds"]?.GetValue<double>(), (string?)line["reason"]);

    public static long Number(JsonObject view, string field) => view[field]?.GetValue<long>() ?? 0;

    private static RunStatus StatusOf(string? word) => word switch
    {
        "queued" => RunStatus.Filling,
        "paused" => RunStatus.Paused,
        "stopped" => RunStatus.Stopped,
        "completed" => RunStatus.Completed,
        _ => RunStatus.Running,
    };

    private static Outcome OutcomeOf(string? word) => word switch
    {
        "completed" => Outcome.Completed,
        "busy" => Outcome.Busy,
        "no_answer" => Outcome.NoAnswer,
        "canceled" => Outcome.Canceled,
        "rejected" => Outcome.Rejected,
        "expired" => Outcome.Expired,
        "blocked" => Outcome.Blocked,
        "voicemail" => Outcome.Voicemail,
        "no_agent" => Outcome.NoAgent,
        _ => Outcome.Failed,
    };
}
