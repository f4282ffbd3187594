using CallQueue.Calls;
using CallQueue.CarrierLab;
using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.SignalWire;
using CallQueue.Carriers.Simulated;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers;

/// <summary>What is called a rehearsal phones nobody, and what may phone somebody is never called one.</summary>
public sealed class RehearsalTests
{
    private static readonly LabOptions Accounts = new();

    [Theory]
    [InlineData(null, null, CarrierKind.Real)]
    [InlineData("https://api.dublin.ie1.twilio.com", null, CarrierKind.Real)]
    [InlineData("http://127.0.0.1:7601", null, CarrierKind.Rehearsal)]
    [InlineData("HTTP://carrier-lab:7601", null, CarrierKind.Rehearsal)]
    [InlineData("http://10.0.0.5:7601", "true", CarrierKind.Rehearsal)]
    [InlineData("https://lab.example.com", "True", CarrierKind.Rehearsal)]
    [InlineData("http://127.0.0.1:7601", "false", CarrierKind.Real)]
    [InlineData(null, "false", CarrierKind.Real)]
    public void A_lab_is_known_by_plain_http_or_by_a_setting_and_the_sentence_says_which(string? baseUrl, string? rehearsal, CarrierKind kind)
    {
        foreach (string carrier in (string[])["TWILIO", "PLIVO", "SIGNALWIRE", "CALLKARO"])
        {
            ChosenCarrier chosen = Open(carrier, baseUrl, rehearsal);
            chosen.Kind.ShouldBe(kind);
            chosen.Sentence.Contains("REAL", StringComparison.Ordinal).ShouldBe(kind == CarrierKind.Real, chosen.Sentence);
            chosen.Sentence.Contains("REHEARSAL, nobody is phoned", StringComparison.Ordinal).ShouldBe(kind == CarrierKind.Rehearsal, chosen.Sentence);
        }
    }

    [Fact]
    public void Simulated_calls_are_a_kind_of_their_own() =>
        new CarrierOptions.Simulated(new SimulatedOptions(), "because this is a test").Kind.ShouldBe(CarrierKind.Simulated);

    [Fact]
    public async Task A_rehearsal_dials_through_a_lab()
    {
        await using Lab lab = await Lab.StartAsync(new LabOptions());
        (await DialAsync(lab.Url, null)).ShouldBeOfType<DialAnswer.Accepted>();
        lab.Ledger.Entries.Count(entry => entry.Kind == "create").ShouldBe(1);
    }

    [Fact]
    public async Task A_rehearsal_sends_nothing_to_a_server_that_is_not_a_lab()
    {
        await using var carrier = new RawServer();
        carrier.ThenAnswer("200 OK", "{}");

        DialAnswer.TryLater answer = (await DialAsync(carrier.Url, null)).ShouldBeOfType<DialAnswer.TryLater>();

        answer.Reason.ShouldContain("does not say that it is a carrier lab");
        answer.Reason.ShouldContain("CALLQUEUE_REHEARSAL");
        string question = carrier.Requests.ShouldHaveSingleItem();
        question.ShouldStartWith("GET /carrier-lab ");
        question.ShouldNotContain("Authorization");
    }

    private static async Task<DialAnswer> DialAsync(string baseUrl, string? rehearsal)
    {
        ChosenCarrier chosen = Open("TWILIO", baseUrl, rehearsal);
        return await chosen.Carrier.DialAsync(Some.Dial(sendBefore: TimeProvider.System.GetUtcNow().AddSeconds(15)), CancellationToken.None);
    }

    private static ChosenCarrier Open(string carrier, string? baseUrl, string? rehearsal)
    {
        PhoneNumber number = PhoneNumber.Parse("+14155550100");
        const string PublicUrl = "https://dialer.example.com";
        CarrierOptions options = carrier switch
        {
            "TWILIO" => new CarrierOptions.Twilio(At(new TwilioOptions { AccountSid = Accounts.TwilioSid, AuthToken = Accounts.TwilioToken, Number = number, PublicUrl = PublicUrl }, baseUrl)),
            "PLIVO" => new CarrierOptions.Plivo(At(new PlivoOptions { AuthId = Accounts.PlivoId, AuthToken = Accounts.PlivoToken, Number = number, PublicUrl = PublicUrl }, baseUrl)),
            "SIGNALWIRE" => new CarrierOptions.SignalWire(new SignalWireOptions
            {
                BaseUrl = baseUrl ?? "https://example.signalwire.com", ProjectId = Accounts.SignalWireProject, ApiToken = Accounts.SignalWireToken, SigningKey = Accounts.SignalWireKey, Number = number, PublicUrl = PublicUrl,
            }),
            _ => new CarrierOptions.CallKaro(At(new CallKaroOptions { ApiKey = Accounts.CallKaroKey, AgentId = Accounts.CallKaroAgent }, baseUrl)),
        };
        return ChosenCarrier.Open(options with { IsRehearsal = rehearsal is null ? null : bool.Parse(rehearsal) }, TimeProvider.System);
    }

    private static TwilioOptions At(TwilioOptions options, string? baseUrl) => options with { BaseUrl = baseUrl ?? options.BaseUrl };

    private static PlivoOptions At(PlivoOptions options, string? baseUrl) => options with { BaseUrl = baseUrl ?? options.BaseUrl };

    private static CallKaroOptions At(CallKaroOptions options, string? baseUrl) => options with { BaseUrl = baseUrl ?? options.BaseUrl };
}
