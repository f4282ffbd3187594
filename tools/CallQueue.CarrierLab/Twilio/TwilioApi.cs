using System.Globalization;

namespace CallQueue.CarrierLab.Twilio;

/// <summary>The fake of Twilio's Calls resource, also as another carrier speaks it.</summary>
public sealed class TwilioApi(TwilioDialect dialect, CallLife calls, LabChance chance, LabLedger ledger, ICarrierVoice voice, TimeProvider time)
{
    private const string Form = "application/x-www-form-urlencoded";

    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder account = routes.MapGroup(dialect.Root + "/Accounts/{account}");
        account.MapPost("/Calls.json", (HttpContext context, string account) => Guarded(context, account, CreateAsync));
        account.MapGet("/Calls.json", (HttpContext context, string account) => Guarded(context, account, ListAsync));
        account.MapGet("/Calls/{sid}.json", (HttpContext context, string account, string sid) => Guarded(context, account, c => FetchAsync(c, sid)));
        account.MapGet("/Recordings/{id}.mp3", (HttpContext context, string account, string id) => Guarded(context, account, c => LabHttp.SoundAsync(c, calls.All.FirstOrDefault(call => call.Recording?.Id == id))));
        // SignalWire's paths come with and without the ending.
        if (dialect.IsLaml) account.MapGet("/Calls", (HttpContext context, string account) => Guarded(context, account, ListAsync));
        account.MapPost("/Calls/{sid}.json", (HttpContext context, string account, string sid) => Guarded(context, account, c => ChangeAsync(c, sid)));
    }

    private Task Guarded(HttpContext context, string account, Func<HttpContext, Task> handle) =>
        account == dialect.Account && LabHttp.IsAuthorized(context, dialect.Account, dialect.Token)
            ? handle(context)
            : ErrorAsync(context, 401, 20003, "Authenticate");

    private async Task CreateAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith(Form, StringComparison.Ordinal) != true)
        {
            await ErrorAsync(context, 400, 21201, "No 'To' number is specified");
            return;
        }
        IFormCollection form = await context.Request.ReadFormAsync();
        CreateFault? fault = Refusal(form) ?? chance.Create();
        LabCall call = Read(form);
        Note(call, "create", fault is not { Placed: false }, fault?.Said ?? "201");
        bool waits = fault is not { Placed: false } && calls.Place(call, voice);
        if (fault is not null) await LabHttp.AnswerFaultAsync(context, fault, new { code = 20429, message = "Too Many Requests", status = 429 });
        else await LabHttp.AnswerAsync(context, 201, TwilioJson.Call(call, dialect, LabState.Queued, waits ? "1000" : "0"));
    }

    private Task FetchAsync(HttpContext context, string sid) =>
        calls.Find(sid) is { } call && call.StateAt(calls.Seen) is { } state
            ? LabHttp.AnswerAsync(context, 200, TwilioJson.Call(call, dialect, state))
            : ErrorAsync(context, 404, 20404, "The requested resource was not found");

    private Task ListAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        int size = int.TryParse(query["PageSize"], CultureInfo.InvariantCulture, out int asked) ? Math.Clamp(asked, 1, 1000) : 50;
        int page = int.TryParse(query["Page"], CultureInfo.InvariantCulture, out int number) ? number : 0;
        IEnumerable<LabCall> found = query["To"].ToString() is { Length: > 0 } to ? calls.To(Digits(to)) : calls.All;
        string from = Digits(query["From"].ToString());
        LabCall[] rows = [.. found.Where(c => c.Carrier == dialect.Carrier && (from.Length == 0 || Digits(c.From) == from) && c.StateAt(calls.Seen) is not null)
            .OrderByDescending(c => c.CreatedAt)];
        bool more = rows.Length > (page + 1) * size;
        string here = $"{dialect.Url}/Calls{(dialect.IsLaml ? "" : ".json")}?To={Uri.EscapeDataString(query["To"].ToString())}&From={Uri.EscapeDataString(query["From"].ToString())}&PageSize={size}";
        return LabHttp.AnswerAsync(context, 200, new
        {
            calls = rows.Skip(page * size).Take(size).Select(c => TwilioJson.Call(c, dialect, c.StateAt(calls.Seen)!.Value)),
            page,
            page_size = size,
            uri = here,
            first_page_uri = here,
            next_page_uri = more ? $"{here}&Page={page + 1}&PageToken=PA{page + 1}" : null,
            previous_page_uri = (string?)null,
        });
    }

    private async Task ChangeAsync(HttpContext context, string sid)
    {
        IFormCollection form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        if (calls.Find(sid) is not { } call)
        {
            await ErrorAsync(context, 404, 20404, "The requested resource was not found");
            return;
        }
        LabState? state = call.StateAt(time.GetUtcNow());
        if (form["Twiml"].Count + form["Url"].Count > 0)
        {
            await RedirectAsync(context, call, form, state);
            return;
        }

        // canceled has no effect on a live call.
        bool ended = form["Status"].ToString() switch
        {
            "completed" => CallLife.HangUp(call),
            "canceled" => state == LabState.InProgress || CallLife.HangUp(call),
            _ => true,
        };
        Note(call, "hangup", null, ended ? "200" : "21220");
        if (!ended) await ErrorAsync(context, 400, 21220, "Call is not in-progress. Cannot redirect.");
        else await LabHttp.AnswerAsync(context, 200, TwilioJson.Changed(call, dialect));
    }

    private async Task RedirectAsync(HttpContext context, LabCall call, IFormCollection form, LabState? state)
    {
        bool live = state == LabState.InProgress;
        if (live) call.Message = form["Twiml"].Count > 0 ? form["Twiml"].ToString() : await voice.FetchAsync(call, form["Url"].ToString());
        bool spoken = live && call.Message is { } document && LabSpeech.IsTwiml(document);
        Note(call, "message", null, spoken ? "200" : live ? "unreadable" : "21220");
        if (live) await LabHttp.AnswerAsync(context, 200, TwilioJson.Call(call, dialect, LabState.InProgress));
        else await ErrorAsync(context, 400, 21220, "Call is not in-progress. Cannot redirect.");
    }

    private CreateFault? Refusal(IFormCollection form) =>
        dialect.IsLaml && form["Url"].Count == 0 ? CreateFault.Answer(400, """{"errors":[{"code":"21205","message":"Url missing"}]}""")
        : form["To"].ToString() is not ['+', ..] ? CreateFault.Answer(400, """{"code":21211,"message":"Invalid 'To' Phone Number","status":400}""")
        : form["Twiml"].ToString().Length > 4000 ? CreateFault.Answer(400, """{"code":32018,"message":"Twiml too long","status":400}""")
        : form["AsyncAmd"] == "true" && form["AsyncAmdStatusCallback"].Count == 0 ? CreateFault.Answer(400, """{"code":21262,"message":"AsyncAmdStatusCallback missing","status":400}""")
        : form["MachineDetection"].Count > 0 && form["MachineDetection"].ToString() is not ("Enable" or "DetectMessageEnd") ? CreateFault.Answer(400, """{"code":21234,"message":"Invalid MachineDetection","status":400}""")
        : form["Url"].Count == 0 && form["Twiml"].Count == 0 ? CreateFault.Answer(400, """{"code":21205,"message":"Url missing","status":400}""")
        : null;

    private LabCall Read(IFormCollection form) => new()
    {
        Carrier = dialect.Carrier,
        Id = dialect.NewId("CA"),
        To = form["To"].ToString(),
        From = form["From"].ToString(),
        CreatedAt = time.GetUtcNow(),
        StatusUrl = form["StatusCallback"],
        AnswerUrl = form["Url"],
        Document = form["Url"].Count == 0 ? form["Twiml"].ToString() : null,
        Attempt = AttemptKey.Of(form["StatusCallback"]),
        Detection = form["MachineDetection"].Count == 0
            ? null
            : new LabDetection(form["AsyncAmd"] == "true" ? form["AsyncAmdStatusCallback"].ToString() : null, AfterMessage: form["MachineDetection"] == "DetectMessageEnd"),
        Recording = form["Record"] == "true" && form["RecordingStatusCallback"].ToString() is { Length: > 0 } recorded
            ? new LabRecording(dialect.NewId("RE"), recorded, form["RecordingChannels"] == "dual")
            : null,
        Events = form["StatusCallbackEvent"].OfType<string>().ToHashSet(),
    };

    private void Note(LabCall call, string kind, bool? placed, string said) => ledger.Add(new LabEntry(
        time.GetUtcNow(), kind, dialect.Carrier, placed == false ? null : call.Id, call.To, call.Attempt.Call, call.Attempt.Number, call.Attempt.Token, placed, said));

    private static Task ErrorAsync(HttpContext context, int status, int code, string message) =>
        LabHttp.AnswerAsync(context, status, new { code, message, more_info = $"https://www.twilio.com/docs/errors/{code}", status });

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
