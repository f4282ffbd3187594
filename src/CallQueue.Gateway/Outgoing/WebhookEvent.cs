using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Outboxes;
using CallQueue.Runs;
using CallQueue.Validation;

namespace CallQueue.Outgoing;

/// <summary>The event for an app when a call or a run has ended: the same bytes each time, unless the business's settings changed in between.</summary>
/// <param name="Type">call.completed, call.busy, call.no_answer, call.failed, call.canceled, call.rejected, call.expired, call.blocked, call.no_agent, call.voicemail, recording.ready, run.completed, run.stopped, usage.warning, usage.reached or usage.jump.</param>
/// <param name="CreatedAt">When it ended.</param>
/// <param name="Data">The call or the run as the REST API shows it.</param>
internal sealed record WebhookEvent(string Id, string Type, DateTimeOffset CreatedAt, string BusinessId, JsonNode Data)
{
    public static WebhookEvent Of(BusinessId business, BusinessSettings settings, Ending ending) => ending switch
    {
        Ending.OfCall call => new(call.EventId, $"call.{StateWords.Of(call.Outcome).Call}", call.At, business.Value, DataOf(call)),
        Ending.OfRun run => new(run.EventId, $"run.{RunWords.Of(run.Run.Status)}", run.At, business.Value, DataOf(business, settings, run)),
        Ending.OfUsage usage => new(usage.EventId, UsageEvent.TypeOf(usage.Notice), usage.At, business.Value, JsonSerializer.SerializeToNode(UsageEvent.Of(usage.Notice), GatewayJson.Context.UsageEvent)!),
        Ending.OfRecording recording => new(recording.EventId, RecordingEvent.Type, recording.At, business.Value, JsonSerializer.SerializeToNode(RecordingEvent.Of(recording.Notice), GatewayJson.Context.RecordingEvent)!),
        _ => throw new ArgumentOutOfRangeException(nameof(ending)),
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, WebhookJson.Context.WebhookEvent);

    private static JsonNode DataOf(Ending.OfCall call)
    {
        CallView view = CallViews.Of(CallFacts.Of(call.Call, call.At));
        return JsonSerializer.SerializeToNode(view with { EndedAt = view.EndedAt ?? call.At, Index = call.Index }, GatewayJson.Context.CallView)!;
    }

    private static JsonNode DataOf(BusinessId business, BusinessSettings settings, Ending.OfRun run) =>
        JsonSerializer.SerializeToNode(RunView.Of(run.Run, business, settings.Slots), GatewayJson.Context.RunView)!;
}

/// <summary>As the REST API writes.</summary>
[JsonSerializable(typeof(WebhookEvent))]
[JsonSerializable(typeof(EligibilityQuestion))]
internal sealed partial class WebhookJson : JsonSerializerContext
{
    public static WebhookJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = StoredJson.DocumentLevels,
    });
}
