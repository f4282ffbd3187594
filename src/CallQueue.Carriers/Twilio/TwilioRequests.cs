using System.Globalization;
using CallQueue.Http;
using Twilio.Rest.Api.V2010.Account;
using Twiml = Twilio.Types.Twiml;
using Endpoint = Twilio.Types.PhoneNumber;
using HttpMethod = Twilio.Http.HttpMethod;

namespace CallQueue.Carriers.Twilio;

/// <summary>The parameters of requests, by the typed options of Twilio's package. What is the same in all of them is made once. Thread-safe.</summary>
internal sealed class TwilioRequests(TwilioAccount account)
{
    /// <summary>Ends queued, ringing and live calls alike; canceled would leave a live call running.</summary>
    public static readonly ReadOnlyMemory<byte> HangUp = FormBody.Of(new UpdateCallOptions("") { Status = CallResource.UpdateStatusEnum.Completed }.GetParams());

    // Never initiated: the answer to the create request says the same. Read only.
    private static readonly List<string> AllEvents = ["ringing", "answered", "completed"];
    private static readonly List<string> Answered = ["answered", "completed"];
    private static readonly List<string> EndAlone = ["completed"];

    private readonly Endpoint _number = new(account.Number.Value);

    public ReadOnlyMemory<byte> Create(DialRequest request, string document)
    {
        var callback = new Uri(account.Callbacks.StatusUrl(request.Attempt));
        var create = new CreateCallOptions(new Endpoint(request.To.Value), request.From is { } from ? new Endpoint(from.Value) : _number)
        {
            StatusCallback = callback,
            StatusCallbackMethod = HttpMethod.Post,
            StatusCallbackEvent = account.Events.For(request) switch { ReportedEvents.All => AllEvents, ReportedEvents.Answered => Answered, _ => EndAlone },
            Timeout = Seconds(request.RingTimeout, 1, 600),
            TimeLimit = account.LimitsTime ? Seconds(request.MaxDuration, 60, 86_400) : null,
        };
        TwilioRecordings.Ask(create, request.Script, callback.OriginalString, account.RecordingEvents);
        if (request.Machine is { } machine) TwilioMachines.Ask(create, machine, callback);
        // A verdict that is waited for comes with the request for the document. Otherwise inline needs nothing of us at the moment the person answers.
        if (request.Machine is { Waits: true }) create.Url = new Uri(account.Callbacks.AnswerUrl(request.Attempt));
        else if (request.Script.AnswerUrl is { Length: > 0 } theirs) create.Url = new Uri(theirs);
        else if (IsInline(document)) create.Twiml = new Twiml(document);
        else create.Url = new Uri(account.Callbacks.AnswerUrl(request.Attempt));
        return FormBody.Of(create.GetParams());
    }

    public ReadOnlyMemory<byte> LeaveMessage(AttemptRef attempt, string document) => FormBody.Of((IsInline(document)
        ? new UpdateCallOptions("") { Twiml = new Twiml(document) }
        : new UpdateCallOptions("") { Url = new Uri(account.Callbacks.MessageUrl(attempt)) }).GetParams());

    /// <summary>The query of a list of the calls between two numbers.</summary>
    public static string List(string to, string from, int pageSize) =>
        FormPairs.Encode(new ReadCallOptions { To = new Endpoint(to), From = new Endpoint(from), PageSize = pageSize }.GetParams());

    private bool IsInline(string document) => account.Inline && document.Length <= TwilioDocuments.LongestInline;

    private static int Seconds(TimeSpan time, int least, int most) => (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), least, most);
}
