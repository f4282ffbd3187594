using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Speech;

namespace CallQueue.Gateway.Tests.Fakes;

/// <summary>A carrier whose signature is the word "genuine", and which remembers what it was shown.</summary>
internal sealed class FakeWebhooks(string name) : ICarrierWebhooks
{
    public string Name => name;

    public List<CarrierMessage> Seen { get; } = [];

    public bool IsGenuine(CarrierMessage message)
    {
        Seen.Add(message);
        return message.Header("X-Fake-Signature") == "genuine";
    }

    public CarrierReport? Read(CarrierMessage message)
    {
        string? status = message.Form.LastOrDefault(p => p.Key == "CallStatus").Value;
        var id = new CarrierCallId(message.Form.FirstOrDefault(p => p.Key == "CallSid").Value ?? "CA1");
        return status switch
        {
            _ when message.Form.LastOrDefault(p => p.Key == "StreamEvent").Value is { } stream => new CarrierReport(id, CarrierStatus.InProgress) { AgentMet = stream == "stream-started" },
            "in-progress" when !message.Form.Any(p => p.Key == "AnsweredBy") => new CarrierReport(id, CarrierStatus.InProgress),
            "ringing" => new CarrierReport(id, CarrierStatus.Ringing),
            "completed" => new CarrierReport(id, CarrierStatus.Ended, Outcome.Completed),
            "busy" => new CarrierReport(id, CarrierStatus.Ended, Outcome.Busy),
            _ when message.Form.LastOrDefault(p => p.Key == "RecordingStatus").Value is { } state =>
                new CarrierReport(id, CarrierStatus.InProgress) { Recording = new CarrierRecording(Enum.Parse<RecordingState>(state), "RE1", TimeSpan.FromSeconds(31)) },
            "no-answer" => new CarrierReport(id, CarrierStatus.Ended, Outcome.NoAnswer),
            "declined" => new CarrierReport(id, CarrierStatus.Ended, Outcome.Rejected),
            _ when message.Form.LastOrDefault(p => p.Key == "AnsweredBy").Value is { } verdict => new CarrierReport(id, CarrierStatus.InProgress, AnsweredBy: verdict),
            _ => null,
        };
    }

    public AnswerDocument LeaveMessage(CallScript message) => new("application/xml", $"<Response><Say>{message.Message}</Say><Hangup/></Response>");

    public AnswerDocument NoAgent() => new("application/xml", "<Response><Say>Nobody is free.</Say><Hangup/></Response>");

    public AnswerDocument Answer(CallScript script, AttemptRef attempt) =>
        new("application/xml", $"<Response><Say>{script.Message}</Say></Response>");
}

/// <summary>Only says which trunk there is.</summary>
internal sealed class FakeCarriers : ICarriers, ICarrier
{
    public string Name => "fake";

    public TrunkId Trunk { get; } = new("fake:1");

    public SpeechRules Speech { get; init; } = SpeechRules.Unlimited;

    public TimeSpan AbsenceBelievedAfter => TimeSpan.Zero;

    public ICarrier For(BusinessId business) => this;

    public ICarrier? Find(TrunkId trunk) => trunk == Trunk ? this : null;

    public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => throw new NotSupportedException();
}
