using CallQueue.Http;
using CallQueue.Scripts;
using CallQueue.Speech;
using Twilio.Rest.Api.V2010;
using Twilio.Rest.Api.V2010.Account;

namespace CallQueue.Carriers.Twilio;

/// <summary>Places, finds and ends calls through Twilio's REST API of 2010-04-01. Thread-safe; keeps no state.</summary>
public sealed class TwilioCarrier : ICarrier, ICarrierAccount
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly TwilioOptions _options;
    private readonly CarrierHttp _http;
    private readonly TimeProvider _time;
    private readonly string _calls;
    private readonly string _account;
    private readonly TwilioLookup _lookup;
    private readonly TwilioRequests _requests;
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
        (string user, string password) = options.Credentials;
        _http = new CarrierHttp(http, user, password, options.RequestTimeout, time);
        string baseUrl = options.BaseUrl.TrimEnd('/');
        _calls = $"{baseUrl}/2010-04-01/Accounts/{options.AccountSid}/Calls";
        _create = new Uri($"{_calls}.json");
        // A standard API key may not read the account.
        _account = options.ApiKeySid is null ? $"{baseUrl}/2010-04-01/Accounts/{options.AccountSid}.json" : $"{_calls}.json?PageSize=1";
        _lookup = new TwilioLookup(options, _http, baseUrl, _calls, time);
        Callbacks = Callbacks.ForTwilio(options.PublicUrl);
        _requests = new TwilioRequests(options, Callbacks);
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
    public Task<bool> ReadClockAsync(CancellationToken cancellation) => _http.ReadClockAsync(_account);

    /// <inheritdoc/>
    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        if (_time.GetUtcNow() >= request.SendBefore) return new DialAnswer.TryLater("not sent: the request was too late");
        CarrierXml document = TwilioDocuments.Write(request.Script, request.Attempt, _options.AgentUrl);
        if (document.Problem is { } problem) return new DialAnswer.Rejected(Outcome.Failed, problem);
        HttpReply reply = await _http.CreateAsync(_create, _requests.Create(request, document.Text!), Form, request.SendBefore, cancellation);
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
        HttpReply reply = await ChangeAsync(call, TwilioRequests.HangUp, cancellation);
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
        HttpReply reply = await ChangeAsync(call, _requests.LeaveMessage(attempt, document.Text!), cancellation);
        return MessageReplies.Read(Name, reply);
    }

    /// <inheritdoc/>
    public Task<RecordingAnswer> OpenRecordingAsync(string recording, CancellationToken cancellation) => TwilioRecordings.IsId(recording)
        ? _http.OpenAsync(new Uri($"{_options.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{_options.AccountSid}/Recordings/{recording}.mp3"), authorize: true, cancellation)
        : Task.FromResult<RecordingAnswer>(new RecordingAnswer.Absent());

    /// <inheritdoc/>
    public async Task<AccountAnswer> CheckAccountAsync(CancellationToken cancellation) => AccountReplies.Read(
        Name, await _http.GetAsync(_account, cancellation),
        account => TwilioResources.Read(account.GetRawText(), AccountResource.FromJson)?.Status?.ToString() is { Length: > 0 } status && status != "active" ? $"the twilio account is {status}" : null);

    private static HangUpAnswer Ended(CarrierReport? report) =>
        report is { Status: CarrierStatus.Ended } ? new HangUpAnswer.Ended(report) : new HangUpAnswer.Ending();

    private async Task<HttpReply> ChangeAsync(CarrierCallId call, ReadOnlyMemory<byte> form, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(form) { Headers = { ContentType = new(Form) } };
        return await _http.SendAsync(HttpMethod.Post, $"{_calls}/{call.Value}.json", content, cancellation);
    }

    // An id that can be read is the call's, whatever the other fields are.
    private static DialAnswer Accepted(HttpReply.Received reply) =>
        (TwilioResources.Read(reply.Body, CallResource.FromJson)?.Sid ?? JsonAnswer.TextOf(reply.Body, "sid")) is { Length: > 0 } sid
            ? new DialAnswer.Accepted(new CarrierCallId(sid))
            : new DialAnswer.Unknown("twilio accepted the call, but its response has no sid");
}
