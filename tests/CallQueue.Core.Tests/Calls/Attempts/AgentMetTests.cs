using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

/// <summary>Whether a voice agent took the call that was answered.</summary>
public sealed class AgentMetTests
{
    private static readonly CarrierCallId Id = new("c");

    [Theory]
    [InlineData(null, null, Outcome.Completed)]
    [InlineData(true, null, Outcome.Completed)]
    [InlineData(false, null, Outcome.NoAgent)]
    [InlineData(true, false, Outcome.Completed)] // its stream broke later
    [InlineData(false, true, Outcome.Completed)] // a second try of the carrier, or news out of order
    public void An_answered_call_that_no_agent_took_ends_as_no_agent(bool? first, bool? then, Outcome outcome)
    {
        var attempt = new AttemptRecord { Number = 1, Token = "t", Trunk = Some.Trunk, IntentAt = Some.Instant, State = AttemptState.Ringing, CarrierCall = Id };
        foreach (bool? met in (bool?[])[first, then]) if (met is not null) attempt = Apply(attempt, new CarrierReport(Id, CarrierStatus.InProgress) { AgentMet = met });
        attempt = Apply(attempt, new CarrierReport(Id, CarrierStatus.Ended, Outcome.Completed));
        (attempt.Outcome, attempt.Retryable).ShouldBe((outcome, true));
        attempt.Reason.ShouldBe(outcome == Outcome.NoAgent ? "the call was answered, but no agent took it" : null);
    }

    [Fact]
    public void A_call_that_failed_keeps_its_own_outcome()
    {
        var attempt = new AttemptRecord { Number = 1, Token = "t", Trunk = Some.Trunk, IntentAt = Some.Instant, State = AttemptState.InProgress, CarrierCall = Id, AgentMet = false };
        Apply(attempt, new CarrierReport(Id, CarrierStatus.Ended, Outcome.Failed)).Outcome.ShouldBe(Outcome.Failed);
    }

    private static AttemptRecord Apply(AttemptRecord attempt, CarrierReport report) => AttemptMachine.Apply(attempt, new AttemptEvent.Reported(report), Some.Instant).Attempt;
}
