using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Inputs;
using CallQueue.Validation;

namespace CallQueue.Calls;

/// <summary>Shows calls as the calls family of endpoints does.</summary>
internal static class CallViews
{
    public static CallView Of(CallFacts call)
    {
        CallSpec? order = call.Spec;
        int? attempts = order is null ? null : (order.Rules.Retry ?? RetryPolicy.Default).MaxAttempts;
        var kept = Kept.Of(order?.Data);
        return new CallView(
            CallId: call.Id.Name,
            BusinessId: call.Id.Business.Value,
            Status: call.Words.Call,
            RunId: call.Run,
            Index: call.Index,
            CustomCallId: kept.CustomCallId ?? call.Result?.CustomId,
            PhoneNumber: order?.To.Value ?? call.Result?.To?.Value,
            CampaignId: kept.CampaignId,
            Priority: order?.Priority.Word(),
            AttemptsMade: call.AttemptsMade,
            MaxAttempts: attempts,
            MaxRetries: attempts - 1,
            ScheduledAt: order?.NotBefore ?? kept.ScheduledAt,
            RetryAt: call.RetryAt,
            ScheduledFor: call.DueAt,
            CallSid: call.CarrierCall,
            FailedReason: call.FailedReason,
            EndedAt: call.EndedAt,
            Attempts: [.. call.Attempts.Select(attempt => Of(call.Id.Name, attempt))],
            Message: order?.Script.Message,
            Ssml: order?.Script.Ssml,
            CallConfig: order is null ? null : Config(order.Script, order.Rules, kept.CallConfig),
            Window: order?.Rules.Window?.ToString(),
            Timezone: order?.Rules.TimeZone,
            Deadline: order?.Rules.Deadline,
            Metadata: kept.Metadata,
            Data: kept.Rest);
    }

    // The token is not shown: anyone who has it could send a callback for this dial.
    private static AttemptView Of(string call, AttemptSnapshot attempt) => new(
        attempt.Number,
        StateWords.Of(attempt.Status, attempt.Outcome).Call,
        attempt.Trunk.Split(':')[0],
        attempt.CarrierCall?.Value,
        attempt.Reason,
        attempt.DialedAt,
        attempt.AnsweredAt,
        attempt.EndedAt,
        attempt.Talk?.TotalSeconds,
        attempt.AnsweredBy,
        attempt.RecordingUrl,
        RecordingView.Of(call, attempt),
        attempt.From?.Value);

    /// <summary>The call_config as it was sent, with the fields from the order added again.</summary>
    public static JsonObject Config(CallScript script, CallRules rules, JsonObject? left)
    {
        JsonObject config = left?.DeepClone().AsObject() ?? [];
        var untexted = config[KeptData.Variables] as JsonObject;
        config.Remove(KeptData.Variables);
        if (script.Voice is { } voice) config["voice"] = voice;
        if (rules.From is { } from) config[CallFields.From.Name] = from.Value;
        if (rules.MaxDuration is { } length) config["max_duration"] = (int)length.TotalSeconds;
        if (script.Record is { } record) config["recording_enabled"] = record;
        if (script.RecordDual is { } dual) config["recording_channels"] = dual ? "dual" : "mono";
        if (script.FlowName is { } flow) config["flow_name"] = flow;
        if (script.AnswerUrl is { } url) config["answer_url"] = url;
        MachineFields.Show(config, rules);
        if (script.Variables is { } variables) config[KeptData.Variables] = Variables(variables, untexted);
        return config;
    }

    /// <summary>The variables, those that came as numbers, objects and so on as they came.</summary>
    private static JsonObject Variables(IReadOnlyDictionary<string, string> variables, JsonObject? untexted)
    {
        var shown = new JsonObject();
        foreach ((string name, string value) in variables) shown[name] = untexted?[name]?.DeepClone() ?? JsonValue.Create(value);
        return shown;
    }

    /// <summary>The fields of <see cref="CallSpec.Data"/>, separated into fields with their own place and the rest.</summary>
    private sealed record Kept(
        string? CustomCallId, JsonNode? CampaignId, DateTimeOffset? ScheduledAt, JsonNode? Metadata, JsonObject? CallConfig, JsonObject? Rest)
    {
        public static Kept Of(string? data)
        {
            if (data is null || StoredJson.Parse(data) is not JsonObject all) return new Kept(null, null, null, null, null, null);
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
