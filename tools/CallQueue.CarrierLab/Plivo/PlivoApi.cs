using System.Globalization;
using System.Text.Json;

namespace CallQueue.CarrierLab.Plivo;

/// <summary>The fake of Plivo's Call resource, with its three views.</summary>
public sealed class PlivoApi(LabOptions options, CallLife calls, LabChance chance, LabLedger ledger, ICarrierVoice voice, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder account = routes.MapGroup("/v1/Account/{account}");
        account.MapPost("/Call/", (HttpContext context, string account) => Guarded(context, account, CreateAsync));
        account.MapGet("/Call/", (HttpContext context, string account) => Guarded(context, account, ListAsync));
        account.MapGet("/Call/{id}/", (HttpContext context, string account, string id) => Guarded(context, account, c => FetchAsync(c, id)));
        account.MapGet("/Recording/{id}/", (HttpContext context, string account, string id) => Guarded(context, account, c => ShowRecordingAsync(c, id)));
        account.MapGet("/Sound/{id}.mp3", (HttpContext context, string account, string id) => Guarded(context, account, c => LabHttp.SoundAsync(c, calls.All.FirstOrDefault(call => call.Recording?.Id == id))));
        account.MapPost("/Call/{id}/", (HttpContext context, string account, string id) => Guarded(context, account, c => TransferAsync(c, id)));
        account.MapDelete("/Call/{id}/", (HttpContext context, string account, string id) => Guarded(context, account, c => DeleteAsync(c, id)));
        account.MapDelete("/Request/{id}/", (HttpContext context, string account, string id) => Guarded(context, account, c => DeleteAsync(c, id)));
        // The trap: an empty id ends every call of the account.
        account.MapDelete("/Call/", (HttpContext context, string account) => Guarded(context, account, DeleteAllAsync));
    }

    private Task Guarded(HttpContext context, string account, Func<HttpContext, Task> handle)
    {
        if (account == options.PlivoId && LabHttp.IsAuthorized(context, options.PlivoId, options.PlivoToken)) return handle(context);
        context.Response.StatusCode = 401;
        return context.Response.WriteAsync("Could not verify your access level for that URL.");
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            await ErrorAsync(context, 400, "to parameter not present");
            return;
        }
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        LabCall call = Read(body.RootElement);
        CreateFault? fault = Refusal(call, body.RootElement) ?? chance.Create();
        Note(call, "create", fault is not { Placed: false }, fault?.Said ?? "201");
        bool waits = fault is not { Placed: false } && calls.Place(call, voice);
        if (fault is not null) await LabHttp.AnswerFaultAsync(context, fault, new { api_id = Guid.NewGuid(), error = "too many requests" });
        else await LabHttp.AnswerAsync(context, 201, new { api_id = Guid.NewGuid(), message = waits ? "call queued" : "call fired", request_uuid = call.Id });
    }

    private Task ListAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        int limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out int asked) ? Math.Clamp(asked, 1, 20) : 20;
        int offset = int.TryParse(query["offset"], CultureInfo.InvariantCulture, out int skipped) ? skipped : 0;
        if (query["status"].ToString() is { Length: > 0 } status)
        {
            IEnumerable<LabCall> shown = status == "queued" ? InView("queued") : Filtered(InView("live"), query);
            return LabHttp.AnswerAsync(context, 200, new { api_id = Guid.NewGuid(), calls = shown.Skip(offset).Take(limit).Select(c => c.Id) });
        }
        LabCall[] ended = [.. Filtered(InView(""), query).OrderByDescending(c => c.EndedAt)];
        return LabHttp.AnswerAsync(context, 200, new
        {
            api_id = Guid.NewGuid(),
            meta = new { limit, offset, total_count = ended.Length, next = (string?)null, previous = (string?)null },
            objects = ended.Skip(offset).Take(limit).Select(PlivoJson.Ended),
        });
    }

    private Task FetchAsync(HttpContext context, string id)
    {
        string view = context.Request.Query["status"].ToString();
        if (calls.Find(id) is not { } call || ViewOf(call) != view) return ErrorAsync(context, 404, "not found");
        return LabHttp.AnswerAsync(context, 200, view.Length == 0 ? PlivoJson.Ended(call) : PlivoJson.Unended(call, call.StateAt(calls.Seen)!.Value));
    }

    private Task DeleteAsync(HttpContext context, string id)
    {
        bool ended = calls.Find(id) is { } call && CallLife.HangUp(call);
        ledger.Add(new LabEntry(time.GetUtcNow(), "hangup", "plivo", id, null, null, null, null, Said: ended ? "204" : "404"));
        if (!ended) return ErrorAsync(context, 404, "not found");
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task TransferAsync(HttpContext context, string id)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        string? url = body.RootElement.TryGetProperty("aleg_url", out JsonElement given) ? given.GetString() : null;
        if (calls.Find(id) is not { } call || url is null || call.StateAt(time.GetUtcNow()) != LabState.InProgress)
        {
            await ErrorAsync(context, 404, "not found");
            return;
        }

        await LabHttp.AnswerAsync(context, 202, new { api_id = Guid.NewGuid(), message = "call transferred" });
        _ = SpeakAsync(call, url);
    }

    // Plivo asks for the document after it has answered.
    private async Task SpeakAsync(LabCall call, string url)
    {
        call.Message = await voice.FetchAsync(call, url);
        Note(call, "message", null, call.Message is { } document && PlivoVoice.IsPlivoXml(document) ? "202" : "unreadable");
    }

    private Task ShowRecordingAsync(HttpContext context, string id)
    {
        if (!calls.All.Any(call => call.Recording?.Id == id)) return ErrorAsync(context, 404, "not found");
        string url = $"{context.Request.Scheme}://{context.Request.Host}/v1/Account/{options.PlivoId}/Sound/{id}.mp3";
        return LabHttp.AnswerAsync(context, 200, new { api_id = Guid.NewGuid(), recording_id = id, recording_format = "mp3", recording_url = url });
    }

    private Task DeleteAllAsync(HttpContext context)
    {
        foreach (LabCall call in calls.All) CallLife.HangUp(call);
        ledger.Add(new LabEntry(time.GetUtcNow(), "hangup", "plivo", null, null, null, null, null, Said: "every call"));
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    // A call is in one view at a time, and in none while its record is late.
    private string? ViewOf(LabCall call) => call.StateAt(calls.Seen) switch
    {
        null => null,
        LabState.Queued => "queued",
        LabState.Ringing or LabState.InProgress => "live",
        _ => call.EndedAt + TimeSpan.FromMilliseconds(options.CdrLagMs) <= calls.Seen ? "" : null,
    };

    private IEnumerable<LabCall> InView(string view) => calls.All.Where(c => c.Carrier == "plivo" && ViewOf(c) == view);

    // Filters match prefixes too.
    private static IEnumerable<LabCall> Filtered(IEnumerable<LabCall> found, IQueryCollection query)
    {
        string to = query["to_number"].ToString(), from = query["from_number"].ToString(), since = query["end_time__gte"].ToString();
        DateTimeOffset? notBefore = since.Length > 0
            ? DateTimeOffset.ParseExact(since, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;
        return found.Where(c => c.To.StartsWith(to, StringComparison.Ordinal) && c.From.StartsWith(from, StringComparison.Ordinal)
            && (notBefore is null || c.EndedAt >= notBefore));
    }

    private LabCall Read(JsonElement body)
    {
        string? Text(string name) => body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new LabCall
        {
            Carrier = "plivo",
            Id = Guid.NewGuid().ToString(),
            To = Text("to") ?? "",
            From = Text("from") ?? "",
            CreatedAt = time.GetUtcNow(),
            StatusUrl = Text("hangup_url"),
            RingUrl = Text("ring_url"),
            AnswerUrl = Text("answer_url"),
            FallbackUrl = Text("fallback_url"),
            Attempt = AttemptKey.Of(Text("hangup_url")),
            Detection = Text("machine_detection") is { } detection ? new LabDetection(Text("machine_detection_url"), HangsUp: detection == "hangup") : null,
        };
    }

    private static CreateFault? Refusal(LabCall call, JsonElement body) =>
        call.AnswerUrl is null ? CreateFault.Answer(400, """{"api_id":"x","error":"answer_url parameter not present"}""")
        : call.To.Length == 0 || call.To.Contains('<', StringComparison.Ordinal) ? CreateFault.Answer(400, """{"api_id":"x","error":"to parameter not valid"}""")
        : body.TryGetProperty("callback_url", out _) ? CreateFault.Answer(202, """{"api_id":"x","message":"async api spawned"}""")
        : null;

    private void Note(LabCall call, string kind, bool? placed, string said) => ledger.Add(new LabEntry(
        time.GetUtcNow(), kind, "plivo", placed == false ? null : call.Id, call.To, call.Attempt.Call, call.Attempt.Number, call.Attempt.Token, placed, said));

    private static Task ErrorAsync(HttpContext context, int status, string error) =>
        LabHttp.AnswerAsync(context, status, new { api_id = Guid.NewGuid(), error });
}
