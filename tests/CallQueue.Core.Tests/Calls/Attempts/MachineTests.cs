using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

/// <summary>What follows from the verdict of machine detection: in every state, late, twice, wrong and missing.</summary>
public sealed class MachineTests
{
    private static readonly CarrierCallId Known = new("CA1");

    [Theory]
    [InlineData(MachineMode.Detect, AnsweredBy.Machine, false, false, Outcome.Completed)]
    [InlineData(MachineMode.HangUp, AnsweredBy.Machine, true, false, Outcome.Voicemail)]
    [InlineData(MachineMode.Message, AnsweredBy.Machine, false, true, Outcome.Voicemail)]
    [InlineData(MachineMode.HangUp, AnsweredBy.Human, false, false, Outcome.Completed)]
    [InlineData(MachineMode.Message, AnsweredBy.Unknown, false, false, Outcome.Completed)]
    public void A_verdict_while_the_call_goes_on_decides_what_is_done_and_how_it_ends(MachineMode mode, string verdict, bool hangsUp, bool speaks, Outcome outcome)
    {
        AttemptRecord judged = Apply(In(AttemptState.InProgress, mode), Verdict(verdict));
        (judged.State, judged.AnsweredBy).ShouldBe((AttemptState.InProgress, verdict));
        (MachineSteps.IsToHangUp(judged), MachineSteps.IsMessageDue(judged)).ShouldBe((hangsUp, speaks));
        AttemptRecord ended = Apply(judged, End);
        (ended.Outcome, ended.Retryable).ShouldBe((outcome, outcome == Outcome.Voicemail));
        (MachineSteps.IsToHangUp(ended), MachineSteps.IsMessageDue(ended)).ShouldBe((false, false));
    }

    [Theory]
    [InlineData("Dialing")]
    [InlineData("Unknown")]
    [InlineData("Queued")]
    [InlineData("Ringing")]
    public void A_verdict_before_the_answer_is_known_is_an_answer_too(string state)
    {
        AttemptRecord judged = Apply(In(Enum.Parse<AttemptState>(state), MachineMode.HangUp), Verdict(AnsweredBy.Machine));
        (judged.State, judged.CarrierCall, MachineSteps.IsToHangUp(judged)).ShouldBe((AttemptState.InProgress, Known, true));
    }

    [Fact]
    public void A_verdict_after_the_end_is_recorded_and_changes_no_outcome()
    {
        AttemptRecord late = Apply(Apply(In(AttemptState.InProgress, MachineMode.HangUp), End), Verdict(AnsweredBy.Machine));
        (late.State, late.Outcome, late.AnsweredBy).ShouldBe((AttemptState.Ended, Outcome.Completed, AnsweredBy.Machine));
        (MachineSteps.IsToHangUp(late), MachineSteps.IsMessageDue(late)).ShouldBe((false, false));
    }

    [Fact]
    public void The_first_verdict_stands()
    {
        AttemptRecord judged = Apply(In(AttemptState.InProgress, MachineMode.Message), Verdict(AnsweredBy.Human));
        Apply(judged, Verdict(AnsweredBy.Machine)).ShouldBe(judged);
        AttemptRecord machine = Apply(In(AttemptState.InProgress, MachineMode.Message), Verdict(AnsweredBy.Machine));
        Apply(machine, Verdict(AnsweredBy.Machine)).ShouldBe(machine);
        Apply(machine, Verdict(AnsweredBy.Human)).ShouldBe(machine);
    }

    [Fact]
    public void A_verdict_in_the_report_of_the_end_counts()
    {
        var end = new AttemptEvent.Reported(new CarrierReport(Known, CarrierStatus.Ended, Outcome.Completed, "9100 Machine detected", AnsweredBy: AnsweredBy.Machine));
        Apply(In(AttemptState.Ringing, MachineMode.HangUp), end).Outcome.ShouldBe(Outcome.Voicemail);
        Apply(In(AttemptState.Ringing, MachineMode.Detect), end).Outcome.ShouldBe(Outcome.Completed);
    }

    [Fact]
    public void An_end_that_is_no_conversation_keeps_its_outcome()
    {
        AttemptRecord judged = Apply(In(AttemptState.InProgress, MachineMode.Message), Verdict(AnsweredBy.Machine));
        Apply(judged, new AttemptEvent.Reported(new CarrierReport(Known, CarrierStatus.Ended, Outcome.Failed))).Outcome.ShouldBe(Outcome.Failed);
    }

    [Fact]
    public void A_message_is_left_once_and_one_that_can_not_be_left_ends_the_call()
    {
        AttemptRecord due = Apply(In(AttemptState.InProgress, MachineMode.Message), Verdict(AnsweredBy.Machine));
        Apply(due, Spoken(new MessageAnswer.Unknown("503"))).ShouldBe(due);
        AttemptRecord left = Apply(due, Spoken(new MessageAnswer.Speaking()));
        (MachineSteps.IsMessageDue(left), MachineSteps.IsToHangUp(left)).ShouldBe((false, false));
        Apply(left, Spoken(new MessageAnswer.Refused("over"))).ShouldBe(left);
        Apply(left, End).Reason.ShouldBe("a machine answered; the message was left");
        AttemptRecord refused = Apply(due, Spoken(new MessageAnswer.Refused("over")));
        (MachineSteps.IsMessageDue(refused), MachineSteps.IsToHangUp(refused)).ShouldBe((false, true));
        Apply(refused, End).Reason.ShouldBe("a machine answered; the message was not left");
    }

    [Fact]
    public void Where_the_carrier_waits_for_the_verdict_its_document_has_the_message()
    {
        AttemptRecord attempt = In(AttemptState.Ringing, MachineMode.Message) with { Machine = new MachineDetection(MachineMode.Message, Waits: true) };
        AttemptRecord judged = Apply(attempt, Verdict(AnsweredBy.Machine));
        (MachineSteps.IsMessageDue(judged), judged.Voicemail).ShouldBe((false, VoicemailState.Left));
        Apply(judged, End).Outcome.ShouldBe(Outcome.Voicemail);
    }

    [Fact]
    public void Reports_in_any_order_and_number_end_a_machine_as_voicemail_when_the_verdict_was_there_in_time()
    {
        CarrierReport[] reports =
        [
            new(Known, CarrierStatus.Ringing), new(Known, CarrierStatus.InProgress), new(Known, CarrierStatus.InProgress, AnsweredBy: AnsweredBy.Machine),
            new(Known, CarrierStatus.Ended, Outcome.Completed, "done"),
        ];
        Property.Holds(Property.Steps(12), steps =>
        {
            AttemptRecord attempt = In(AttemptState.Dialing, MachineMode.HangUp);
            bool? inTime = null;
            foreach (CarrierReport report in steps.Select(step => reports[step % 4]).Append(reports[2]).Append(reports[3]))
            {
                if (report.Status == CarrierStatus.Ended) inTime ??= attempt.AnsweredBy is not null;
                attempt = Apply(attempt, new AttemptEvent.Reported(report));
            }

            (attempt.State, attempt.AnsweredBy).ShouldBe((AttemptState.Ended, AnsweredBy.Machine));
            attempt.Outcome.ShouldBe(inTime == true ? Outcome.Voicemail : Outcome.Completed);
        });
    }

    private static readonly AttemptEvent End = new AttemptEvent.Reported(new CarrierReport(Known, CarrierStatus.Ended, Outcome.Completed, "done", Retryable: false));

    private static AttemptRecord In(AttemptState state, MachineMode mode) => AttemptMachineTests.In(state) with { Machine = new MachineDetection(mode, Waits: false) };

    private static AttemptEvent.Reported Verdict(string word) => new(new CarrierReport(Known, CarrierStatus.InProgress, AnsweredBy: word));

    private static AttemptEvent.Spoken Spoken(MessageAnswer answer) => new(answer);

    private static AttemptRecord Apply(AttemptRecord attempt, AttemptEvent happened) => AttemptMachine.Apply(attempt, happened, Some.Instant).Attempt;
}
