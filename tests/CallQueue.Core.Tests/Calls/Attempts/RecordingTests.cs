using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

/// <summary>The news of a recording, in every order.</summary>
public sealed class RecordingTests
{
    private static readonly CarrierCallId Known = new("CA1");
    private static readonly CarrierRecording Ready = new(RecordingState.Ready, "RE1", TimeSpan.FromSeconds(31));

    [Theory]
    [InlineData("InProgress")]
    [InlineData("Ended")]
    public void It_is_taken_once_also_after_the_end(string state)
    {
        AttemptRecord attempt = AttemptMachineTests.In(Enum.Parse<AttemptState>(state));
        AttemptRecord learned = Apply(attempt, Ready);
        learned.Recording.ShouldBe(new RecordingRecord { State = RecordingState.Ready, Id = "RE1", Duration = TimeSpan.FromSeconds(31), At = Some.Instant });
        (learned.State, learned.Outcome).ShouldBe((attempt.State, attempt.Outcome));
        Apply(learned, Ready).ShouldBe(learned);
        Apply(learned, new CarrierRecording(RecordingState.Absent)).ShouldBe(learned);
        Apply(learned, new CarrierRecording(RecordingState.Ready, "RE2")).ShouldBe(learned);
    }

    [Fact]
    public void One_that_can_be_heard_goes_before_one_that_is_absent_or_failed()
    {
        AttemptRecord absent = Apply(AttemptMachineTests.In(AttemptState.Ended), new CarrierRecording(RecordingState.Absent));
        absent.Recording!.State.ShouldBe(RecordingState.Absent);
        Apply(absent, new CarrierRecording(RecordingState.Failed)).ShouldBe(absent);
        Apply(absent, Ready).Recording!.State.ShouldBe(RecordingState.Ready);
    }

    [Fact]
    public void An_earlier_attempt_gets_its_recording_too_and_each_is_told_once()
    {
        AttemptRecord past = AttemptMachineTests.In(AttemptState.Ended) with { Token = "old" };
        var record = new CallRecord { Spec = Some.Spec(), Past = [past], Current = AttemptMachineTests.In(AttemptState.Ringing) with { CarrierCall = new CarrierCallId("CA2") } };
        CallRecord learned = RecordingSteps.Learn(record, "old", Report(Ready), Some.Instant).ShouldNotBeNull();
        learned.Past[0].Recording!.Id.ShouldBe("RE1");
        RecordingSteps.Learn(learned, "old", Report(Ready), Some.Instant).ShouldBeNull();
        RecordingSteps.Learn(record, "old", Report(Ready) with { Call = new CarrierCallId("CA9") }, Some.Instant).ShouldBeNull();
        RecordingSteps.Untold(learned).Select(attempt => attempt.Token).ShouldBe(["old"]);
        RecordingSteps.Untold(RecordingSteps.Told(learned, "old")).ShouldBeEmpty();
    }

    private static CarrierReport Report(CarrierRecording recording) => new(Known, CarrierStatus.InProgress) { Recording = recording };

    private static AttemptRecord Apply(AttemptRecord attempt, CarrierRecording recording) => AttemptMachine.Apply(attempt, new AttemptEvent.Reported(Report(recording)), Some.Instant).Attempt;
}
