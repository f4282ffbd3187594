using System.Buffers;
using System.Text.Json;
using CallQueue.Http;
using CallQueue.Scripts;
using CallQueue.Speech;

namespace CallQueue.Carriers.Plivo;

/// <summary>Places, finds and ends calls through Plivo's REST API v1. Thread-safe; keeps no state.</summary>
public sealed class PlivoCarrier : ICarrier, ICarrierAccount
{
    private readonly PlivoOptions _options;
    private readonly CarrierHttp _http;
    private readonly TimeProvider _time;
    private readonly string _account;
    private readonly PlivoViews _views;
    private readonly PlivoLookup _lookup;

    /// <param name="options">The account.</param>
    /// <param name="http">Sends requests, and follows no redirects, as <see cref="CarrierHttpClients.Create"/> makes it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public PlivoCarrier(PlivoOptions options, HttpMessageInvoker http, TimeProvider time)
    {
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        _options = options;
        _time = time;
        _http = new CarrierHttp(http, options.AuthId, options.AuthToken, options.RequestTimeout, time);
        // Every path ends in a slash.
        _account = $"{options.BaseUrl.TrimEnd('/')}/v1/Account/{options.AuthId}/";
        _views = new PlivoViews(_http, _account);
        _lookup = new PlivoLookup(options, _views, time);
        Callbacks = Callbacks.ForPlivo(options.PublicUrl);
        Speech = PlivoSpeech.For(options.AgentUrl);
        Trunk = new TrunkId($"plivo:{options.AuthId}");
    }

    /// <inheritdoc/>
    public string Name => "plivo";

    /// <inheritdoc/>
    public TrunkId Trunk { get; }

    /// <inheritdoc/>
    public TimeSpan AbsenceBelievedAfter => _options.AbsenceBelievedAfter;

    /// <inheritdoc/>
    public SpeechRules Speech { get; }

    /// <summary>The callback URLs for Plivo.</summary>
    public Callbacks Callbacks { get; }

    /// <inheritdoc/>
    public async Task<AccountAnswer> CheckAccountAsync(CancellationToken cancellation) => AccountReplies.Read(
        Name, await _http.GetAsync(_account, cancellation), account => account.Text("state") is { } state && state != "active" ? $"the plivo account is {state}" : null);

    /// <inheritdoc/>
    public CarrierTime? TimeAt(DateTimeOffset now) => _http.Clock.Time();

    /// <inheritdoc/>
    public Task<bool> ReadClockAsync(CancellationToken cancellation) => _http.ReadClockAsync(_account);

    /// <inheritdoc/>
    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        if (_time.GetUtcNow() >= request.SendBefore) return new DialAnswer.TryLater("not sent: the request was too late");
        CarrierXml document = PlivoDocuments.Write(request.Script, request.Attempt, _options.AgentUrl, Callbacks, _options.NoAgentMessage is not null);
        if (document.Problem is { } problem) return new DialAnswer.Rejected(Outcome.Failed, problem);
        HttpReply reply = await _http.CreateAsync(new Uri($"{_account}Call/"), Body(request), "application/json", request.SendBefore, cancellation);
        return reply switch
        {
            HttpReply.NotSent { Reason: var reason } => new DialAnswer.TryLater($"plivo could not be reached: {reason}"),
            HttpReply.Lost { Reason: var reason } => new DialAnswer.Unknown($"plivo's answer was lost: {reason}"),
            HttpReply.Received { IsSuccess: true } accepted => Accepted(accepted),
            HttpReply.Received refused => PlivoErrors.ToDialAnswer(refused, request.From is null || request.From == _options.Number),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => _lookup.LookUpAsync(request, cancellation);

    /// <inheritdoc/>
    public async Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation)
    {
        if (!PlivoViews.IsCallId(call)) return new HangUpAnswer.Unknown("not a plivo call id");
        // Asked first: whether a call canceled in the queue sends a hangup message is not documented.
        bool wasQueued = (await _views.QueuedAsync(call.Value, cancellation)).Call is not null;
        HttpReply reply = await _http.SendAsync(HttpMethod.Delete, $"{_account}Call/{call.Value}/", null, cancellation);
        if (reply is HttpReply.Received { IsSuccess: true })
            return wasQueued ? new HangUpAnswer.Ended(Canceled(call)) : new HangUpAnswer.Ending();
        return reply is HttpReply.Received { Status: 404 }
            ? await AfterNotFoundAsync(call, cancellation)
            : new HangUpAnswer.Unknown($"plivo did not end the call: {reply.Describe()}");
    }

    /// <inheritdoc/>
    public async Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation)
    {
        if (!PlivoViews.IsCallId(call)) return new MessageAnswer.Refused("not a plivo call id");
        if (PlivoDocuments.WriteMessage(message).Problem is { } problem) return new MessageAnswer.Refused(problem);
        // A transfer: Plivo does not accept a document here either, and gets it from us.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("legs", "aleg");
            json.WriteString("aleg_url", Callbacks.MessageUrl(attempt));
            json.WriteString("aleg_method", "POST");
            json.WriteEndObject();
        }
        using var content = new ReadOnlyMemoryContent(buffer.WrittenMemory) { Headers = { ContentType = new("application/json") } };
        HttpReply reply = await _http.SendAsync(HttpMethod.Post, $"{_account}Call/{call.Value}/", content, cancellation);
        return MessageReplies.Read(Name, reply);
    }

    /// <inheritdoc/>
    public async Task<RecordingAnswer> OpenRecordingAsync(string recording, CancellationToken cancellation)
    {
        if (!PlivoRecordings.IsId(recording)) return new RecordingAnswer.Absent();
        HttpReply reply = await _http.GetAsync($"{_account}Recording/{recording}/", cancellation);
        if (reply is HttpReply.Received { Status: 404 }) return new RecordingAnswer.Absent();
        if (reply is not HttpReply.Received { IsSuccess: true, Body: var body }) return new RecordingAnswer.Unknown($"plivo did not show the recording: {reply.Describe()}");
        return Uri.TryCreate(JsonAnswer.TextOf(body, "recording_url"), UriKind.Absolute, out Uri? url) && PlivoRecordings.IsOurs(url, _options.BaseUrl)
            ? await _http.OpenAsync(url, authorize: true, cancellation)
            : new RecordingAnswer.Unknown("plivo names an address of the recording that is not its own");
    }

    // Ended before, or still a request without a call.
    private async Task<HangUpAnswer> AfterNotFoundAsync(CarrierCallId call, CancellationToken cancellation)
    {
        if ((await _views.EndedAsync(call.Value, cancellation)).Call is { } ended) return new HangUpAnswer.Ended(ended.Report);
        HttpReply reply = await _http.SendAsync(HttpMethod.Delete, $"{_account}Request/{call.Value}/", null, cancellation);
        return reply is HttpReply.Received { IsSuccess: true }
            ? new HangUpAnswer.Ended(Canceled(call))
            : new HangUpAnswer.Unknown("plivo lists the call neither as live nor as ended");
    }

    private static CarrierReport Canceled(CarrierCallId call) =>
        new(call, CarrierStatus.Ended, Outcome.Canceled, "canceled in plivo's queue", Retryable: false);

    // A string for one destination; an array is read too, since it is for several.
    private static DialAnswer Accepted(HttpReply.Received reply)
    {
        JsonElement? json = JsonAnswer.ParseObject(reply.Body);
        string? id = json?.Text("request_uuid");
        if (id is null && json is { } answer && answer.TryGetProperty("request_uuid", out JsonElement list)
            && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 1 && list[0].ValueKind == JsonValueKind.String)
            id = list[0].GetString();
        return string.IsNullOrWhiteSpace(id)
            ? new DialAnswer.Unknown("plivo accepted the call, but its response has no request_uuid")
            : new DialAnswer.Accepted(new CarrierCallId(id));
    }

    private byte[] Body(DialRequest request)
    {
        string status = Callbacks.StatusUrl(request.Attempt);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("from", (request.From ?? _options.Number).Digits);
            json.WriteString("to", request.To.Digits);
            // A verdict that is waited for comes with the request for the document.
            // A recording is begun by a document of ours, which then leads on to the app's.
            bool isOurs = request.Machine is { Waits: true } || request.Script.Record == true || request.Script.AnswerUrl is not { Length: > 0 };
            json.WriteString("answer_url", isOurs ? Callbacks.AnswerUrl(request.Attempt) : request.Script.AnswerUrl);
            json.WriteString("answer_method", "POST");
            if (_options.Events.For(request) == ReportedEvents.All)
            {
                json.WriteString("ring_url", status);
                json.WriteString("ring_method", "POST");
            }

            if (request.Machine is { } machine) PlivoMachines.Write(json, machine, status);
            json.WriteString("hangup_url", status);
            json.WriteString("hangup_method", "POST");
            // Our own answer URL is the fallback when the app's URL fails.
            json.WriteString("fallback_url", Callbacks.AnswerUrl(request.Attempt));
            json.WriteString("fallback_method", "POST");
            json.WriteNumber("ring_timeout", Seconds(request.RingTimeout, 1, 600));
            json.WriteNumber("time_limit", Seconds(request.MaxDuration, 1, 86_400));
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static int Seconds(TimeSpan time, int least, int most) => (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), least, most);
}
