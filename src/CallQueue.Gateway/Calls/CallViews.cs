using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Inputs;
using CallQueue.Runs;

namespace CallQueue.Calls;

/// <summary>Shows calls as the calls family of endpoints does.</summary>
internal static class CallViews
{
    /// <summary>A call that has a record.</summary>
    public static CallView Of(CallSnapshot call, DateTimeOffset now)
    {
        CallOrder order = call.Order;
        RetryPolicy retry = order.Rules.Retry ?? RetryPolicy.Default;
        var kept = Kept.Of(order.Data);
        AttemptSnapshot? last = call.Attempts.Count > 0 ? call.Attempts[^1] : null;
        return new CallView(
            CallId: call.Id.Name,
            BusinessId: call.Id.Business.Value,
            Status: Status(call, order.NotBefore, now),
            RunId: order.Run,
            Index: order.Run is null ? null : call.Id.InRun()?.Index,
            CustomCallId: kept.CustomCallId,
            PhoneNumber: order.To.Value,
            CampaignId: kept.CampaignId,
            Priority: order.Priority.Word(),
            AttemptsMade: call.Attempts.Count,
            MaxAttempts: retry.MaxAttempts,
            MaxRetries: retry.MaxAttempts - 1,
            ScheduledAt: order.NotBefore ?? kept.ScheduledAt,
            RetryAt: call.RetryAt,
            CallSid: last?.CarrierCall?.Value,
            FailedReason: FailedReason(call.Outcome, call.Reason),
            EndedAt: call.Status == CallStatus.Ended ? last?.EndedAt : null,
            Attempts: [.. call.Attempts.Select(Of)],
            Message: order.Script.Message,
            CallConfig: Config(order, kept.CallConfig),
            Window: order.Rules.Window?.ToString(),
            Timezone: order.Rules.TimeZone,
            Metadata: kept.Metadata,
            Data: kept.Rest);
    }

    /// <summary>A call of a run that has no record: it has not been dialed, or its record has been let go.</summary>
    /// <param name="ended">How it ended; null when it has not.</param>
    public static CallView Of(RunSnapshot run, CallId id, int index, RunResult? ended)
    {
        string status = ended is not null ? CallWords.Of(ended.Outcome)
            : run.Status == RunStatus.Stopped ? CallWords.Cancelled
            : CallWords.Queued;
        return new CallView(
            id.Name, id.Business.Value, status, run.Name, index,
            CustomCallId: null, PhoneNumber: null, CampaignId: null, Priority: null,
            AttemptsMade: ended?.Attempts ?? 0,
            MaxAttempts: null, MaxRetries: null, ScheduledAt: null, RetryAt: null, CallSid: null,
            FailedReason: FailedReason(ended?.Outcome, ended?.Reason),
            EndedAt: ended?.EndedAt,
            Attempts: [], Message: null, CallConfig: null, Window: null, Timezone: null, Metadata: null, Data: null);
    }

    /// <summary>The word for where a call stands. Its business holds it until its time; the call itself only knows that it is not dialed.</summary>
    public static string Status(CallSnapshot call, DateTimeOffset? notBefore, DateTimeOffset now) =>
        call is { Status: CallStatus.Ready, Attempts.Count: 0 } && notBefore > now
            ? CallWords.Scheduled
            : CallWords.Of(call.Status, call.Outcome);

    private static string? FailedReason(Outcome? outcome, string? reason) =>
        outcome is null or Outcome.Completed ? null : reason ?? CallWords.Of(outcome.Value);

    // The token stays here: whoever knows it could name this dial in a callback.
    private static AttemptView Of(AttemptSnapshot attempt) => new(
        attempt.Number,
        CallWords.Of(attempt.Status, attempt.Outcome),
        attempt.Trunk.Split(':')[0],
        attempt.CarrierCall?.Value,
        attempt.Reason,
        attempt.DialedAt,
        attempt.AnsweredAt,
        attempt.EndedAt,
        attempt.Talk?.TotalSeconds,
        attempt.AnsweredBy,
        attempt.RecordingUrl);

    private static JsonObject Config(CallOrder order, JsonObject? left)
    {
        JsonObject config = left?.DeepClone().AsObject() ?? [];
        var untexted = config[KeptData.Variables] as JsonObject;
        config.Remove(KeptData.Variables);
        if (order.Script.Voice is { } voice) config["voice"] = voice;
        if (order.Rules.MaxDuration is { } length) config["max_duration"] = (int)length.TotalSeconds;
        if (order.Script.Record is { } record) config["recording_enabled"] = record;
        if (order.Script.FlowName is { } flow) config["flow_name"] = flow;
        if (order.Script.AnswerUrl is { } url) config["answer_url"] = url;
        if (order.Script.Variables is { } variables) config[KeptData.Variables] = Variables(variables, untexted);
        return config;
    }

    /// <summary>The variables, those that came as numbers, objects and so on as they came.</summary>
    private static JsonObject Variables(IReadOnlyDictionary<string, string> variables, JsonObject? untexted)
    {
        var shown = new JsonObject();
        foreach ((string name, string value) in variables) shown[name] = untexted?[name]?.DeepClone() ?? JsonValue.Create(value);
        return shown;
    }

    /// <summary>The fields of <see cref="CallOrder.Data"/>, sorted into those that have a place of their own and the rest.</summary>
    private sealed record Kept(
        string? CustomCallId, JsonNode? CampaignId, DateTimeOffset? ScheduledAt, JsonNode? Metadata, JsonObject? CallConfig, JsonObject? Rest)
    {
        public static Kept Of(string? data)
        {
            if (data is null || JsonNode.Parse(data) is not JsonObject all) return new Kept(null, null, null, null, null, null);
            JsonNode? Take(string name) => all.Remove(name, out JsonNode? value) ? value : null;
            return new Kept(
                Text(Take(KeptData.CustomCallId)),
                Take(KeptData.CampaignId),
                Text(Take(KeptData.ScheduledAt)) is { } at ? InstantText.Parse(at) : null,
                Take(KeptData.Metadata),
                Take(KeptData.CallConfig) as JsonObject,
                all.Count > 0 ? all : null);
        }

        private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
    }
}
