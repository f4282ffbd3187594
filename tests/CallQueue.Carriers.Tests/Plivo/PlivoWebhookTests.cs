using CallQueue.Calls;

namespace CallQueue.Carriers.Plivo;

public sealed class PlivoWebhookTests
{
    private const string Uuid = "3f1c2a54-0000-4b1e-9d2a-5f0c1e2d3a4b";

    private static readonly PlivoWebhooks Webhooks = new(PlivoWire.Options());

    /// <summary>The table of docs/carrier-facts.md#plivo-hangup-causes, code by code.</summary>
    public static TheoryData<int, Outcome, bool> Causes => new()
    {
        { 0, Outcome.Failed, true }, { 1000, Outcome.Canceled, false }, { 1010, Outcome.Failed, false }, { 1020, Outcome.Failed, true },
        { 2000, Outcome.Failed, false }, { 2010, Outcome.Failed, false }, { 2020, Outcome.Failed, true }, { 2030, Outcome.Failed, false },
        { 2040, Outcome.Failed, false }, { 2050, Outcome.Failed, false }, { 2060, Outcome.Failed, false }, { 2070, Outcome.Failed, false },
        { 3000, Outcome.NoAnswer, true }, { 3010, Outcome.Busy, true }, { 3020, Outcome.Rejected, true }, { 3040, Outcome.Rejected, true },
        { 3110, Outcome.Rejected, true }, { 3030, Outcome.Failed, false }, { 3140, Outcome.Failed, false }, { 3050, Outcome.Failed, false },
        { 3120, Outcome.Failed, false }, { 3070, Outcome.Failed, true }, { 3080, Outcome.Failed, true }, { 3090, Outcome.Failed, true },
        { 3100, Outcome.Busy, true }, { 3130, Outcome.Rejected, false }, { 4000, Outcome.Completed, false }, { 4010, Outcome.Completed, false },
        { 4020, Outcome.Completed, false }, { 4030, Outcome.Completed, false }, { 4240, Outcome.Failed, false }, { 4250, Outcome.Failed, false },
        { 5000, Outcome.Failed, true }, { 5010, Outcome.Failed, true }, { 5020, Outcome.Failed, true }, { 5030, Outcome.Failed, true },
        { 6000, Outcome.Completed, false }, { 6010, Outcome.NoAnswer, true }, { 6020, Outcome.Failed, false }, { 7011, Outcome.Failed, false },
        { 7012, Outcome.Failed, false }, { 7013, Outcome.Failed, false }, { 7014, Outcome.Failed, false }, { 7022, Outcome.Failed, false },
        { 7023, Outcome.Failed, false }, { 7024, Outcome.Failed, false }, { 7032, Outcome.Failed, false }, { 7033, Outcome.Failed, false },
        { 7034, Outcome.Failed, false }, { 8011, Outcome.Failed, false }, { 8012, Outcome.Failed, false }, { 8013, Outcome.Failed, false },
        { 8014, Outcome.Failed, false }, { 9000, Outcome.Canceled, false }, { 9100, Outcome.Completed, true }, { 9110, Outcome.Rejected, false },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public void A_hangup_is_decided_by_its_cause_code_whatever_status_stands_beside_it(int code, Outcome outcome, bool retryable)
    {
        foreach (string status in (string[])["completed", "busy", "failed", ""])
        {
            CarrierReport report = Read(("Event", "Hangup"), ("CallStatus", status), ("HangupCauseCode", $"{code}"))!;
            (report.Status, report.Outcome, report.Retryable).ShouldBe((CarrierStatus.Ended, outcome, retryable));
            report.Reason!.ShouldStartWith($"{code} ");
        }
    }

    [Fact]
    public void The_table_of_causes_and_its_test_hold_the_same_codes() =>
        Causes.Select(row => (int)row[0]).ShouldBe(PlivoCauses.Codes, ignoreOrder: true);

    [Theory]
    [InlineData(1099, Outcome.Failed, false)]
    [InlineData(2999, Outcome.Failed, false)]
    [InlineData(3999, Outcome.Failed, true)]
    [InlineData(4999, Outcome.Completed, false)]
    [InlineData(5999, Outcome.Failed, true)]
    [InlineData(6999, Outcome.NoAnswer, true)]
    [InlineData(7999, Outcome.Failed, false)]
    [InlineData(8999, Outcome.Failed, false)]
    [InlineData(9999, Outcome.Failed, false)]
    [InlineData(12345, Outcome.Failed, false)]
    public void An_unknown_code_is_read_by_its_thousand(int code, Outcome outcome, bool retryable)
    {
        CarrierReport report = Read(("Event", "Hangup"), ("HangupCauseCode", $"{code}"))!;
        (report.Outcome, report.Retryable).ShouldBe((outcome, retryable));
    }

    [Fact]
    public void A_media_timeout_of_an_answered_call_is_a_completed_call() =>
        Read(("Event", "Hangup"), ("HangupCauseCode", "6020"), ("BillDuration", "61"), ("Duration", "61"))!.Outcome.ShouldBe(Outcome.Completed);

    [Theory]
    [InlineData("completed", Outcome.Completed)]
    [InlineData("busy", Outcome.Busy)]
    [InlineData("failed", Outcome.Failed)]
    [InlineData("timeout", Outcome.NoAnswer)]
    [InlineData("no-answer", Outcome.NoAnswer)]
    [InlineData("cancel", Outcome.Canceled)]
    public void Without_a_code_the_status_decides(string status, Outcome outcome) =>
        Read(("Event", "Hangup"), ("CallStatus", status))!.Outcome.ShouldBe(outcome);

    [Fact]
    public void Completed_without_a_code_and_without_an_answer_was_not_answered() =>
        Read(("Event", "Hangup"), ("CallStatus", "completed"), ("AnswerTime", ""), ("BillDuration", "0"))!.Outcome.ShouldBe(Outcome.NoAnswer);

    [Fact]
    public void Ring_and_answer_are_read()
    {
        Read(("Event", "Ring"), ("CallStatus", "ringing"))!.Status.ShouldBe(CarrierStatus.Ringing);
        Read(("Event", "StartApp"), ("CallStatus", "in-progress"))!.Status.ShouldBe(CarrierStatus.InProgress);
        Read(("Event", "MachineDetection"), ("Machine", "true"))!.AnsweredBy.ShouldBe("machine");
    }

    [Fact]
    public void A_message_without_a_call_or_without_news_says_nothing()
    {
        Webhooks.Read(Messages.Post("https://d.example.com/s", Messages.Form(("Event", "Hangup")))).ShouldBeNull();
        Read().ShouldBeNull();
    }

    [Fact]
    public void Printing_the_options_shows_no_token_and_no_whole_number()
    {
        string text = PlivoWire.Options().ToString();
        text.ShouldNotContain(PlivoWire.Options().AuthToken);
        text.ShouldNotContain(Some.Us.Digits);
    }

    private static CarrierReport? Read(params (string Name, string Value)[] fields) =>
        Webhooks.Read(Messages.Post("https://d.example.com/s", Messages.Form([("CallUUID", Uuid), .. fields])));
}
