using System.Text.Json;

namespace CallQueue.CarrierLab.CallKaro;

/// <summary>
/// The fake of CallKaro's calls: the documented create request, and a lookup by id, which the real one is not known to have.
/// </summary>
public sealed class CallKaroApi(LabOptions options, CallLife calls, LabChance chance, LabLedger ledger, ICarrierVoice voice, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/call/outbound", (HttpContext context) => Guarded(context, CreateAsync));
        routes.MapGet("/call/{id}", (HttpContext context, string id) => Guarded(context, c => FetchAsync(c, id)));
    }

    private Task Guarded(HttpContext context, Func<HttpContext, Task> handle) => context.Request.Headers["X-API-KEY"] == options.CallKaroKey
        ? handle(context)
        : ErrorAsync(context, 403, "Missing X-API-KEY in headers");

    private async Task CreateAsync(HttpContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        LabCall call = Read(body.RootElement);
        CreateFault? fault = Refusal(call, body.RootElement) ?? chance.Create();
        bool placed = fault is not { Placed: false };
        ledger.Add(new LabEntry(
            time.GetUtcNow(), "create", "callkaro", placed ? call.Id : null, call.To, call.Attempt.Call, call.Attempt.Number, call.Attempt.Token, placed, fault?.Said ?? "200"));
        if (placed) calls.Place(call, voice);
        if (fault is not null) await LabHttp.AnswerFaultAsync(context, fault, new { status = "error", message = "Too many requests" });
        else await LabHttp.AnswerAsync(context, 200, new { status = "done", message = "Call queued successfully", call_sid = call.Id });
    }

    private Task FetchAsync(HttpContext context, string id) => calls.Find(id) is { Carrier: "callkaro" } call && call.StateAt(calls.Seen) is { } state
        ? LabHttp.AnswerAsync(context, 200, new
        {
            status = "success",
            data = new { call_sid = call.Id, status = CallKaroVoice.Word(call, state), call_duration = call.TalkSeconds },
        })
        : ErrorAsync(context, 404, "Call does not exist");

    private LabCall Read(JsonElement body)
    {
        string? Text(string name) => body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        JsonElement? metadata = body.TryGetProperty("metadata", out JsonElement given) ? given : null;
        string? Own(string name) => metadata is { } kept && kept.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
        return new LabCall
        {
            Carrier = "callkaro",
            Id = Guid.NewGuid().ToString("N"),
            To = Text("to_number") ?? "",
            From = "",
            CreatedAt = time.GetUtcNow(),
            Metadata = metadata?.GetRawText(),
            Attempt = new AttemptKey(Own("call"), Own("attempt"), Own("token")),
        };
    }

    private CreateFault? Refusal(LabCall call, JsonElement body) =>
        !call.To.StartsWith('+') ? CreateFault.Answer(400, """{"status":"error","message":"Missing to_number"}""")
        : !body.TryGetProperty("agent_id", out JsonElement agent) ? CreateFault.Answer(400, """{"status":"error","message":"Missing agent_id"}""")
        : agent.GetString() != options.CallKaroAgent ? CreateFault.Answer(404, """{"status":"error","message":"Agent does not exist"}""")
        : null;

    private static Task ErrorAsync(HttpContext context, int status, string message) => LabHttp.AnswerAsync(context, status, new { status = "error", message });
}
