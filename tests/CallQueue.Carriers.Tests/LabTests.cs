using CallQueue.CarrierLab;
using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.SignalWire;
using CallQueue.Carriers.Twilio;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers;

/// <summary>
/// The adapters against the fake carriers over loopback. The adapters' clock stands still unless a test moves it; the
/// lab's runs, or stands still too where a call must stay in one state.
/// </summary>
public abstract class LabTests : IAsyncLifetime
{
    private WebhookReceiver? _receiver;
    private Lab? _lab;

    protected FakeTimeProvider Time { get; } = new(Some.Now);

    /// <summary>The lab's own clock, for calls that must not move on by themselves.</summary>
    private protected FakeTimeProvider LabTime { get; } = new(Some.Now);

    private readonly ShiftedTime _labRuns = new();
    private TimeProvider _labTime = TimeProvider.System;

    /// <summary>The carrier's time now.</summary>
    private protected DateTimeOffset CarrierNow => _labTime.GetUtcNow();

    private protected Lab Lab => _lab!;

    private protected WebhookReceiver Receiver => _receiver!;

    private protected HttpMessageInvoker Http { get; } = CarrierHttpClients.Create();

    private protected ICarrier Carrier { get; private set; } = null!;

    private protected virtual string Kind => "twilio";

    /// <summary>How long calls last.</summary>
    private protected (int From, int To) TalkMs { get; set; } = (1, 3);

    public async Task InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_lab is not null) await _lab.DisposeAsync();
        if (_receiver is not null) await _receiver.DisposeAsync();
    }

    /// <summary>Starts the lab and connects the carrier under test to it.</summary>
    private protected async Task StartAsync(LabOptions? options = null, bool frozen = false)
    {
        _labTime = frozen ? LabTime : _labRuns;
        _lab = await Lab.StartAsync(
            (options ?? new LabOptions()) with { RingMs = (1, 3), TalkMs = TalkMs, RetryWaitMs = 5, CallKaroWebhook = Receiver.Url + "/api/webhooks/call" },
            _labTime);
        if (!frozen) Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        (Carrier, Receiver.Carrier) = Connect(_lab.Url);
    }

    /// <summary>The carrier under test and its callbacks' reader, connected to the lab.</summary>
    private (ICarrier Carrier, (ICarrierWebhooks Webhooks, Callbacks? Callbacks) Callbacks) Connect(string url)
    {
        switch (Kind)
        {
            case "twilio":
                TwilioOptions twilio = TwilioWire.Options() with { BaseUrl = url, PublicUrl = Receiver.Url };
                var first = new TwilioCarrier(twilio, Http, Time);
                return (first, (new TwilioWebhooks(twilio), first.Callbacks));
            case "signalwire":
                SignalWireOptions signalWire = SignalWireWire.Options() with { BaseUrl = url, PublicUrl = Receiver.Url };
                TwilioCarrier spoken = SignalWireAccount.Carrier(signalWire, Http, Time);
                return (spoken, (SignalWireAccount.Webhooks(signalWire), spoken.Callbacks));
            case "plivo":
                PlivoOptions plivo = PlivoWire.Options() with { BaseUrl = url, PublicUrl = Receiver.Url };
                var second = new PlivoCarrier(plivo, Http, Time);
                return (second, (new PlivoWebhooks(plivo), second.Callbacks));
            default:
                CallKaroOptions callKaro = CallKaroWire.Options() with { BaseUrl = url };
                return (new CallKaroCarrier(callKaro, Http, Time), (new CallKaroWebhooks(callKaro, Time), null));
        }
    }

    private protected DialRequest Dial(int attempt = 1, string? message = "Hello.") =>
        Some.Dial(Some.Attempt(attempt), script: new() { Message = message }, sendBefore: Time.GetUtcNow().AddSeconds(15));

    private protected LookupRequest LookUp(CarrierCallId? call = null) => Some.LookUp(call: call, sentAt: Time.GetUtcNow()) with { CarrierSentAt = CarrierNow };

    /// <summary>Time passes at the carrier only.</summary>
    private protected void Shift(TimeSpan time) => _labRuns.Shift += time;

    /// <summary>So much time passes that absence is believed, by a clock that shows whole seconds.</summary>
    private protected void AdvanceUntilAbsenceIsBelieved() => Advance(Carrier.AbsenceBelievedAfter + TimeSpan.FromSeconds(3));

    /// <summary>Time passes, here and at the carrier.</summary>
    private protected void Advance(TimeSpan time)
    {
        Time.Advance(time);
        if (_labTime == LabTime) LabTime.Advance(time);
        else _labRuns.Shift += time;
    }

    private protected async Task<CarrierCallId> AcceptedAsync(DialRequest? request = null) =>
        (await Carrier.DialAsync(request ?? Dial(), default)).ShouldBeOfType<DialAnswer.Accepted>().Call;

    private protected Task<LabEntry> SeenAsync(string kind) => Signals.Within(Lab.Ledger.WaitForAsync(entry => entry.Kind == kind));

    private protected int Placed => Lab.Ledger.Entries.Count(entry => entry is { Kind: "create", Placed: true });
}
