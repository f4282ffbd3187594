using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.Health;
using CallQueue.Problems;
using CallQueue.Runs;
using CallQueue.Webhooks;

namespace CallQueue;

/// <summary>The shapes of all answers. Field names are snake_case, as the existing systems write them.</summary>
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(TakenWebhook))]
[JsonSerializable(typeof(QueuedCall))]
[JsonSerializable(typeof(QueuedRun))]
[JsonSerializable(typeof(CallView))]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(StoppedRun))]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>The context with our options: a '+' stays a '+', as nothing of this is put into HTML.</summary>
    public static GatewayJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
