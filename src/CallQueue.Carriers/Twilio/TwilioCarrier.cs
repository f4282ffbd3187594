using CallQueue.Http;
using CallQueue.Scripts;
using CallQueue.Speech;
using Twilio.Rest.Api.V2010;
using Twilio.Rest.Api.V2010.Account;

namespace CallQueue.Carriers.Twilio;

/// <summary>Places, finds and ends calls through Twilio's REST API of 2010-04-01, at Twilio or at a carrier that speaks it. Thread-safe; keeps no state.</summary>
public sealed class TwilioCarrier : ICarrier, ICarrierAccount
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly TwilioAccount _account;
    private readonly CarrierHttp _http;
    private readonly TimeProvider _time;
    private readonly string _root;
    private readonly string _calls;
    private readonly TwilioLookup _lookup;
    private readonly TwilioRequests _requests;
    private readonly Uri _create;

    /// <param name="options">The account.</param>
    /// <param name="http">Sends requests, and follows no redirects, as <see cref="CarrierHttpClients.Create"/> makes it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public TwilioCarrier(TwilioOptions options, HttpMessageInvoker http, TimeProvider time)
        : this(TwilioAccount.Of(options), http, time)
    {
    }

    internal TwilioCarrier(TwilioAccount account, HttpMessageInvoker http, TimeProvider time)
    {
        _account = account;
        _time = time;
        _http = new CarrierHttp(http, account.Credentials.User, account.Credentials.Password, account.RequestTimeout, time);
        _root = $"{account.ApiUrl}/Accounts/{account.Id}";
        _calls = $"{_root}/Calls";
        _create = new Uri($"{_calls}.json");
        _lookup = new TwilioLookup(account, _http, _calls, time);
        _requests = new TwilioRequests(account);
        Trunk = new TrunkId($"{account.Name}:{account.Id}");
    }

    /// <inheritdoc/>
    public string Name => _account.Name;

    /// <inheritdoc/>
    public TrunkId Trunk { get; }

    /// <inheritdoc/>
    public TimeSpan AbsenceBelievedAfter => _account.AbsenceBelievedAfter;

    /// <inheritdoc/>
    public SpeechRules Speech => _account.Speech;

    /// <summary>The callback URLs of this carrier.</summary>
    public Callbacks Callbacks => _account.Callbacks;

    /// <inheritdoc/>
    public CarrierTime? TimeAt(DateTimeOffset now) => _http.Clock.Time();

    /// <inheritdoc/>
    public Task<bool> ReadClockAsync(CancellationToken cancellation) => _http.ReadClockAsync(_root + _account.Check);

    /// <inheritdoc/>
    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        if (_time.GetUtcNow() >= request.SendBefore) return new DialAnswer.TryLater("not sent: the request was too late");
        CarrierXml document = TwilioDocuments.Write(request.Script, request.Attempt, _account.AgentUrl, _account.AfterAgent);
        if (document.Problem is { } problem) return new DialAnswer.Rejected(Outcome.Failed, problem);
        HttpReply reply = await _http.CreateAsync(_create, _requests.Create(request, document.Text!), Form, request.SendBefore, cancellation);
        return reply switch
        {
            HttpReply.NotSent { Reason: var reason } => new DialAnswer.TryLater($"{Name} could not be reached: {reason}"),
            HttpReply.Lost { Reason: var reason } => new DialAnswer.Unknown($"{Name}'s answer was lost: {reason}"),
            HttpReply.Received { IsSuccess: true } accepted => Accepted(accepted),
            HttpReply.Received refused => _account.Errors.ToDialAnswer(refused, request.From is null || request.From == _account.Number),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => _lookup.LookUpAsync(request, cancellation);

    /// <inheritdoc/>
    public async Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation)
    {
        if (!TwilioLookup.IsCallSid(call)) return new HangUpAnswer.Unknown($"not a {Name} call id");
        HttpReply reply = await ChangeAsync(call, TwilioRequests.HangUp, cancellation);
        if (reply is HttpReply.Received { IsSuccess: true, Body: var body }) return Ended(TwilioCall.Parse(body)?.ToReport());
        if (reply is HttpReply.Received refused && _account.Errors.SaysNotInThatState(refused.Body))
            return Ended((await _lookup.FetchAsync(call, cancellation)).Call?.ToReport());
        return new HangUpAnswer.Unknown($"{Name} did not end the call: {reply.Describe()}");
    }

    /// <inheritdoc/>
    public async Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation)
    {
        if (!TwilioLookup.IsCallSid(call)) return new MessageAnswer.Refused($"not a {Name} call id");
        CarrierXml document = TwilioDocuments.WriteMessage(message);
        if (document.Problem is { } problem) return new MessageAnswer.Refused(problem);
        HttpReply reply = await ChangeAsync(call, _requests.LeaveMessage(attempt, document.Text!), cancellation);
        return MessageReplies.Read(Name, reply);
    }

    /// <inheritdoc/>
    public Task<RecordingAnswer> OpenRecordingAsync(string recording, CancellationToken cancellation) => _account.IsRecordingId(recording)
        ? _http.OpenAsync(new Uri($"{_root}/Recordings/{recording}.mp3"), authorize: true, cancellation)
        : Task.FromResult<RecordingAnswer>(new RecordingAnswer.Absent());

    /// <inheritdoc/>
    public async Task<AccountAnswer> CheckAccountAsync(CancellationToken cancellation) => AccountReplies.Read(
        Name, await _http.GetAsync(_root + _account.Check, cancellation),
        account => TwilioResources.Read(account.GetRawText(), AccountResource.FromJson)?.Status?.ToString() is { Length: > 0 } status && status != "active" ? $"the {Name} account is {status}" : null);

    private static HangUpAnswer Ended(CarrierReport? report) =>
        report is { Status: CarrierStatus.Ended } ? new HangUpAnswer.Ended(report) : new HangUpAnswer.Ending();

    private async Task<HttpReply> ChangeAsync(CarrierCallId call, ReadOnlyMemory<byte> form, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(form) { Headers = { ContentType = new(Form) } };
        return await _http.SendAsync(HttpMethod.Post, $"{_calls}/{call.Value}.json", content, cancellation);
    }

    // An id that can be read is the call's, whatever the other fields are.
    private DialAnswer Accepted(HttpReply.Received reply) =>
        (TwilioResources.Read(reply.Body, CallResource.FromJson)?.Sid ?? JsonAnswer.TextOf(reply.Body, "sid")) is { Length: > 0 } sid
            ? new DialAnswer.Accepted(new CarrierCallId(sid))
            : new DialAnswer.Unknown($"{Name} accepted the call, but its response has no sid");
}
