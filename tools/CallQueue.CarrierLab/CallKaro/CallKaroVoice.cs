using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallQueue.CarrierLab.CallKaro;

/// <summary>The callbacks of the fake CallKaro. Its agent speaks by itself: nobody is asked for a document.</summary>
public sealed class CallKaroVoice(LabOptions options, WebhookSender webhooks, TimeProvider time) : ICarrierVoice
{
    public static string Word(LabCall call, LabState state) => state switch
    {
        LabState.Queued => "queued",
        LabState.Ringing => "ringing",
        LabState.InProgress => "in_progress",
        _ => call.End!.Word,
    };

    public void Initiated(LabCall call)
    {
        // No such event.
    }

    public void Ringing(LabCall call) => Tell(call, "ringing");

    public Task<LabEnd?> AnsweredAsync(LabCall call)
    {
        Tell(call, "in_progress");
        return Task.FromResult<LabEnd?>(null);
    }

    public void Ended(LabCall call, bool whileQueued)
    {
        if (options.CallKaroTellsEndOnly) Send(call, "call_ended", Documented(call));
        else Tell(call, call.End!.Word);
    }

    private void Tell(LabCall call, string status)
    {
        if (options.CallKaroTellsEndOnly) return;
        Send(call, status, new JsonObject
        {
            ["call_id"] = call.Id,
            ["status"] = status,
            ["metadata"] = Metadata(call),
            ["duration"] = call.TalkSeconds,
            ["timestamp"] = time.GetUtcNow().ToString("O"),
        });
    }

    private static JsonObject Documented(LabCall call) => new()
    {
        ["event"] = "call_ended",
        ["data"] = new JsonObject
        {
            ["callSid"] = call.Id,
            ["name"] = "outbound-api",
            ["to"] = call.To.TrimStart('+'),
            ["recordingUrl"] = call.AnsweredAt is null ? null : "https://recordings.example.com/1.mp3",
            ["call_duration"] = call.TalkSeconds,
            ["transcription"] = "Hello?",
            ["hangup_reason"] = call.End!.CallKaroReason,
            ["call_metadata"] = Metadata(call),
            ["try_count"] = 0,
            ["next_call_scheduled"] = false,
        },
    };

    private static JsonNode? Metadata(LabCall call) => call.Metadata is { } text ? JsonNode.Parse(text) : null;

    private void Send(LabCall call, string name, JsonObject body)
    {
        if (options.CallKaroWebhook is { } url) webhooks.Send(call, name, url, new LabMessage([], body.ToJsonString(JsonSerializerOptions.Default)));
    }
}
