using CallQueue.Http;
using CallQueue.Speech;

namespace CallQueue.Carriers.CallKaro;

/// <summary>
/// Passes calls to a voice agent at CallKaro, which dials and speaks by itself. Thread-safe; keeps no state.
/// </summary>
/// <remarks>
/// What differs from a telephone carrier: the agent has its own number, ring time, longest talk and recording, so those of an
/// order are not passed on; a script with an answer document or its own agent is rejected. No request ends a live call.
/// A call whose create response was lost can't be looked up, so it is never dialed again: its webhook reports it, or
/// it is given up (<see cref="CallKaroOptions.GivenUpAfter"/>).
/// </remarks>
public sealed class CallKaroCarrier : ICarrier
{
    private readonly CallKaroOptions _options;
    private readonly CarrierHttp _http;
    private readonly TimeProvider _time;
    private readonly Uri _createUrl;
    private readonly CallKaroLookup _lookup;

    /// <param name="options">The agent.</param>
    /// <param name="http">Sends requests, and follows no redirects, as <see cref="CarrierHttpClients.Create"/> makes it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public CallKaroCarrier(CallKaroOptions options, HttpMessageInvoker http, TimeProvider time)
    {
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        _options = options;
        _time = time;
        _http = new CarrierHttp(http, new(options.KeyHeader, options.ApiKey), options.RequestTimeout, time);
        _createUrl = new Uri(options.BaseUrl.TrimEnd('/') + options.CallPath);
        _lookup = new CallKaroLookup(options, _http, time);
        Trunk = new TrunkId($"callkaro:{options.AgentId}");
    }

    /// <inheritdoc/>
    public string Name => "callkaro";

    /// <inheritdoc/>
    public TrunkId Trunk { get; }

    /// <inheritdoc/>
    public SpeechRules Speech => CallKaroSpeech.Rules;

    /// <summary>Absence is never believed, as nothing proves it; this is when a silent call is given up.</summary>
    public TimeSpan AbsenceBelievedAfter => _options.GivenUpAfter;

    /// <inheritdoc/>
    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        if (_time.GetUtcNow() >= request.SendBefore) return new DialAnswer.TryLater("not sent: the request was too late");
        if (CallKaroDocuments.ProblemWith(request.Script) is { } problem) return new DialAnswer.Rejected(Outcome.Failed, problem);
        byte[] body = CallKaroDocuments.Create(_options.AgentId, request);
        HttpReply reply = await _http.CreateAsync(_createUrl, body, "application/json", request.SendBefore, cancellation);
        return reply switch
        {
            HttpReply.NotSent { Reason: var reason } => new DialAnswer.TryLater($"callkaro could not be reached: {reason}"),
            HttpReply.Lost { Reason: var reason } => new DialAnswer.Unknown($"callkaro's answer was lost: {reason}"),
            HttpReply.Received { IsSuccess: true } accepted => Accepted(accepted),
            HttpReply.Received refused => CallKaroErrors.ToDialAnswer(refused),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => _lookup.LookUpAsync(request, cancellation);

    /// <summary>Always unknown: CallKaro documents no way to end a call. Its agent ends it.</summary>
    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
        Task.FromResult<HangUpAnswer>(new HangUpAnswer.Unknown("callkaro does not support ending a call"));

    private static DialAnswer Accepted(HttpReply.Received reply) =>
        JsonAnswer.ParseObject(reply.Body) is { } json && CallKaroReports.IdIn(json) is { } id
            ? new DialAnswer.Accepted(new CarrierCallId(id))
            : new DialAnswer.Unknown("callkaro accepted the call, but its response has no call id");
}
