using CallQueue.Calls;
using CallQueue.CarrierLab;
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
        foreach (string carrier in (string[])["TWILIO", "PLIVO", "CALLKARO"])
        {
            CarrierChoice.Chosen chosen = Read(carrier, baseUrl, rehearsal).ShouldBeOfType<CarrierChoice.Chosen>();
            chosen.Kind.ShouldBe(kind);
            chosen.Sentence.Contains("REAL", StringComparison.Ordinal).ShouldBe(kind == CarrierKind.Real, chosen.Sentence);
            chosen.Sentence.Contains("REHEARSAL, nobody is phoned", StringComparison.Ordinal).ShouldBe(kind == CarrierKind.Rehearsal, chosen.Sentence);
        }
    }

    [Theory]
    [InlineData(null, "true", "TWILIO_BASE_URL is not set")]
    [InlineData("http://127.0.0.1:7601", "perhaps", "must be true or false")]
    public void Settings_that_contradict_each_other_are_refused(string? baseUrl, string rehearsal, string problem)
    {
        CarrierChoice.Refused refused = Read("TWILIO", baseUrl, rehearsal).ShouldBeOfType<CarrierChoice.Refused>();
        (refused.Variable, refused.Problem).ShouldSatisfyAllConditions(r => r.Variable.ShouldBe("CALLQUEUE_REHEARSAL"), r => r.Problem.ShouldContain(problem));
    }

    [Fact]
    public void Without_any_account_calls_are_simulated_which_is_a_kind_of_its_own() =>
        CarrierEnvironment.Read(_ => null, new SimulatedOptions(), TimeProvider.System).ShouldBeOfType<CarrierChoice.Chosen>().Kind.ShouldBe(CarrierKind.Simulated);

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
        CarrierChoice.Chosen chosen = Read("TWILIO", baseUrl, rehearsal).ShouldBeOfType<CarrierChoice.Chosen>();
        return await chosen.Carrier.DialAsync(Some.Dial(sendBefore: TimeProvider.System.GetUtcNow().AddSeconds(15)), CancellationToken.None);
    }

    private static CarrierChoice Read(string carrier, string? baseUrl, string? rehearsal) => CarrierEnvironment.Read(
        name => name switch
        {
            "CALL_CARRIER" => carrier,
            "TWILIO_ACCOUNT_SID" => Accounts.TwilioSid,
            "TWILIO_AUTH_TOKEN" => Accounts.TwilioToken,
            "PLIVO_AUTH_ID" => Accounts.PlivoId,
            "PLIVO_AUTH_TOKEN" => Accounts.PlivoToken,
            "CALLKARO_API_KEY" => Accounts.CallKaroKey,
            "CALLKARO_AGENT_ID" => Accounts.CallKaroAgent,
            "TWILIO_NUMBER" or "PLIVO_NUMBER" => "+14155550100",
            "PUBLIC_URL" => "https://dialer.example.com",
            "CALLQUEUE_REHEARSAL" => rehearsal,
            _ => name == $"{carrier}_BASE_URL" ? baseUrl : null,
        },
        new SimulatedOptions(), TimeProvider.System);
}
