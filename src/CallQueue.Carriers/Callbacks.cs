namespace CallQueue.Carriers;

/// <summary>
/// The callback URLs of one carrier, for its create requests. The query names the attempt (<see cref="CallbackQuery"/>), so that
/// any webhook proves which dial it belongs to.
/// </summary>
public sealed class Callbacks
{
    private readonly PublicUrl _publicUrl;
    private readonly string _status;
    private readonly string _answer;
    private readonly string _message;
    private readonly string _agent;
    private readonly string _statusRetries;
    private readonly string _answerRetries;

    private Callbacks(string publicUrl, string carrier, string statusRetries, string answerRetries)
    {
        _publicUrl = PublicUrl.Parse(publicUrl);
        Carrier = carrier;
        _status = $"{_publicUrl}{CallbackQuery.PathOf(carrier, "status")}";
        _answer = $"{_publicUrl}{CallbackQuery.PathOf(carrier, "answer")}";
        _message = $"{_publicUrl}{CallbackQuery.PathOf(carrier, "message")}";
        _agent = $"{_publicUrl}{CallbackQuery.PathOf(carrier, "agent")}";
        _statusRetries = statusRetries;
        _answerRetries = answerRetries;
    }

    /// <summary>The carrier's name in the path.</summary>
    public string Carrier { get; }

    // Without a fragment neither carrier resends after our 5xx. The fragment is neither sent nor signed.
    // Twilio gives up 15 s after the event regardless of our settings; Plivo after 55 s.
    internal static Callbacks ForTwilio(string publicUrl) =>
        new(publicUrl, "twilio", "#rc=5&rp=all&ct=2000&rt=3000&tt=15000", "#rc=2&rp=all&ct=2000&rt=5000&tt=15000");

    // SignalWire documents timeouts in the fragment, whose defaults are these, and no retries.
    internal static Callbacks ForSignalWire(string publicUrl) => new(publicUrl, "signalwire", "", "");

    internal static Callbacks ForPlivo(string publicUrl) =>
        new(publicUrl, "plivo", "#rc=5&rp=all&ct=2000&rt=5000&tt=55000", "#rc=2&rp=all&ct=2000&rt=5000&tt=15000");

    /// <summary>The status callback URL of an attempt, with the retry settings in the fragment.</summary>
    public string StatusUrl(AttemptRef attempt) => string.Concat(_status, CallbackQuery.Of(attempt), _statusRetries);

    /// <summary>Where the carrier asks what to do when the person has answered.</summary>
    public string AnswerUrl(AttemptRef attempt) => string.Concat(_answer, CallbackQuery.Of(attempt), _answerRetries);

    /// <summary>Where the carrier asks what to say to the machine that has answered.</summary>
    public string MessageUrl(AttemptRef attempt) => string.Concat(_message, CallbackQuery.Of(attempt), _answerRetries);

    /// <summary>Where the carrier asks what comes after the agent: nothing once it has talked, else the message that nobody is free.</summary>
    public string AfterAgentUrl(AttemptRef attempt) => string.Concat(_agent, CallbackQuery.Of(attempt));

    /// <summary>Where the carrier reports whether the agent took the call: in a document, so without settings of retries.</summary>
    public string AgentStatusUrl(AttemptRef attempt) => string.Concat(_status, CallbackQuery.Of(attempt));

    /// <inheritdoc cref="PublicUrl.UrlAsSigned"/>
    public string UrlAsSigned(string pathAndQuery) => _publicUrl.UrlAsSigned(pathAndQuery);
}
