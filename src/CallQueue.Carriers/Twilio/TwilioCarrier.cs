using System.Globalization;
using System.Text;
using CallQueue.Http;
using CallQueue.Scripts;
using CallQueue.Speech;

namespace CallQueue.Carriers.Twilio;

/// <summary>Places, finds and ends calls through Twilio's REST API of 2010-04-01. Thread-safe; keeps no state.</summary>
public sealed class TwilioCarrier : ICarrier, ICarrierAccount
{
    private const string Form = "application/x-www-form-urlencoded";

    // Never initiated: the answer to the create request says the same.
    private static readonly byte[] AllEvents = EventFields("ringing", "answered", "completed");
    private static readonly byte[] Answered = EventFields("answered", "completed");
    private static readonly byte[] EndAlone = EventFields("completed");

    private readonly TwilioOptions _options;
    private readonly CarrierHttp _http;
    private readonly TimeProvider _time;
    private readonly string _calls;
    private readonly TwilioLookup _lookup;
    private readonly Uri _create;

    /// <param name="options">The account.</param>
    /// <param name="http">Sends requests, and follows no redirects, as <see cref="CarrierHttpClients.Create"/> makes it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public TwilioCarrier(TwilioOptions options, HttpMessageInvoker http, TimeProvider time)
    {
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        _options = options;
        _time = time;
        _http = new CarrierHttp(
            http, options.ApiKeySid ?? options.AccountSid, options.ApiKeySid is null ? options.AuthToken : options.ApiKeySecret!, options.RequestTimeout, time);
        string baseUrl = options.BaseUrl.TrimEnd('/');
        _calls = $"{baseUrl}/2010-04-01/Accounts/{options.AccountSid}/Calls";
        _create = new Uri($"{_calls}.json");
        _lookup = new TwilioLookup(options, _http, baseUrl, _calls, time);
        Callbacks = Callbacks.ForTwilio(options.PublicUrl);
        Speech = TwilioSpeech.For(options.AgentUrl);
        Trunk = new TrunkId($"twilio:{options.AccountSid}");
    }

    /// <inheritdoc/>
    public string Name => "twilio";

    /// <inheritdoc/>
    public TrunkId Trunk { get; }

    /// <inheritdoc/>
    public TimeSpan AbsenceBelievedAfter => _options.AbsenceBelievedAfter;

    /// <inheritdoc/>
    public SpeechRules Speech { get; }

    /// <summary>The callback URLs for Twilio.</summary>
    public Callbacks Callbacks { get; }

    /// <inheritdoc/>
    public CarrierTime? TimeAt(DateTimeOffset now) => _http.Clock.Time();

    /// <inheritdoc/>
    public Task<bool> ReadClockAsync(CancellationToken cancellation) => _http.ReadClockAsync(AccountUrl);

    /// <inheritdoc/>
    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        if (_time.GetUtcNow() >= request.SendBefore) return new DialAnswer.TryLater("not sent: the request was too late");
        CarrierXml document = TwilioDocuments.Write(request.Script, request.Attempt, _options.AgentUrl);
        if (document.Problem is { } problem) return new DialAnswer.Rejected(Outcome.Failed, problem);
        HttpReply reply = await _http.CreateAsync(_create, Fields(request, document.Text!), Form, request.SendBefore, cancellation);
        return reply switch
        {
            HttpReply.NotSent { Reason: var reason } => new DialAnswer.TryLater($"twilio could not be reached: {reason}"),
            HttpReply.Lost { Reason: var reason } => new DialAnswer.Unknown($"twilio's answer was lost: {reason}"),
            HttpReply.Received { IsSuccess: true } accepted => Accepted(accepted),
            HttpReply.Received refused => TwilioErrors.ToDialAnswer(refused, request.From is null || request.From == _options.Number),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => _lookup.LookUpAsync(request, cancellation);

    /// <inheritdoc/>
    public async Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation)
    {
        if (!TwilioLookup.IsCallSid(call)) return new HangUpAnswer.Unknown("not a twilio call id");
        // completed ends queued, ringing and live calls alike; canceled would leave a live call running.
        using var content = new StringContent("Status=completed", Encoding.ASCII, Form);
        HttpReply reply = await _http.SendAsync(HttpMethod.Post, $"{_calls}/{call.Value}.json", content, cancellation);
        if (reply is HttpReply.Received { IsSuccess: true, Body: var body }) return Ended(TwilioCall.Parse(body)?.ToReport());
        if (reply is HttpReply.Received refused && TwilioErrors.CodeOf(refused.Body) == TwilioErrors.NotInThatState)
            return Ended((await _lookup.FetchAsync(call, cancellation)).Call?.ToReport());
        return new HangUpAnswer.Unknown($"twilio did not end the call: {reply.Describe()}");
    }

    /// <inheritdoc/>
    public async Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation)
    {
        if (!TwilioLookup.IsCallSid(call)) return new MessageAnswer.Refused("not a twilio call id");
        CarrierXml document = TwilioDocuments.WriteMessage(message);
        if (document.Problem is { } problem) return new MessageAnswer.Refused(problem);
        var form = new FormBody();
        if (document.Text!.Length <= TwilioDocuments.LongestInline) form.Add("Twiml", document.Text);
        else form.Add("Url", Callbacks.MessageUrl(attempt));
        using var content = new ReadOnlyMemoryContent(form.Bytes) { Headers = { ContentType = new(Form) } };
        HttpReply reply = await _http.SendAsync(HttpMethod.Post, $"{_calls}/{call.Value}.json", content, cancellation);
        return MessageReplies.Read(Name, reply);
    }

    /// <inheritdoc/>
    public Task<RecordingAnswer> OpenRecordingAsync(string recording, CancellationToken cancellation) => TwilioRecordings.IsId(recording)
        ? _http.OpenAsync(new Uri($"{_options.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{_options.AccountSid}/Recordings/{recording}.mp3"), authorize: true, cancellation)
        : Task.FromResult<RecordingAnswer>(new RecordingAnswer.Absent());

    /// <inheritdoc/>
    public async Task<AccountAnswer> CheckAccountAsync(CancellationToken cancellation) => AccountReplies.Read(
        Name, await _http.GetAsync(AccountUrl, cancellation),
        account => account.Text("status") is { } status && status != "active" ? $"the twilio account is {status}" : null);

    private string AccountUrl => $"{_options.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{_options.AccountSid}.json";

    private static HangUpAnswer Ended(CarrierReport? report) =>
        report is { Status: CarrierStatus.Ended } ? new HangUpAnswer.Ended(report) : new HangUpAnswer.Ending();

    private static DialAnswer Accepted(HttpReply.Received reply) =>
        JsonAnswer.TextOf(reply.Body, "sid") is { } sid
            ? new DialAnswer.Accepted(new CarrierCallId(sid))
            : new DialAnswer.Unknown("twilio accepted the call, but its response has no sid");

    private ReadOnlyMemory<byte> Fields(DialRequest request, string document)
    {
        var form = new FormBody();
        form.Add("To", request.To.Value);
        form.Add("From", (request.From ?? _options.Number).Value);
        form.Add("StatusCallback", Callbacks.StatusUrl(request.Attempt));
        form.AddEncoded(_options.Events.For(request) switch { ReportedEvents.All => AllEvents, ReportedEvents.Answered => Answered, _ => EndAlone });
        form.Add("Timeout", Seconds(request.RingTimeout, 1, 600));
        form.Add("TimeLimit", Seconds(request.MaxDuration, 60, 86_400));
        TwilioRecordings.Add(form, request.Script, Callbacks.StatusUrl(request.Attempt));
        if (request.Machine is { } machine) TwilioMachines.Add(form, machine, Callbacks.StatusUrl(request.Attempt));
        // A verdict that is waited for comes with the request for the document. Otherwise inline needs nothing of us at the moment the person answers.
        if (request.Machine is { Waits: true }) form.Add("Url", Callbacks.AnswerUrl(request.Attempt));
        else if (request.Script.AnswerUrl is { Length: > 0 } theirs) form.Add("Url", theirs);
        else if (document.Length <= TwilioDocuments.LongestInline) form.Add("Twiml", document);
        else form.Add("Url", Callbacks.AnswerUrl(request.Attempt));
        return form.Bytes;
    }

    private static byte[] EventFields(params string[] events) => Encoding.ASCII.GetBytes(
        FormPairs.Encode([new("StatusCallbackMethod", "POST"), .. events.Select(each => KeyValuePair.Create("StatusCallbackEvent", each))]));

    private static string Seconds(TimeSpan time, int least, int most) =>
        ((int)Math.Clamp(Math.Ceiling(time.TotalSeconds), least, most)).ToString(CultureInfo.InvariantCulture);
}
