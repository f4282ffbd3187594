using System.Reflection;
using CallQueue.Calls;

namespace CallQueue.Gateway.Tests.Calls;

/// <summary>The one table of projections, cell by cell [X8].</summary>
public sealed class StateWordsTests
{
    // state                                  outcome              S0           S1           S2, S3         S4           progress
    [Theory]
    [InlineData(CallStatus.Ready, null, "queued", "waiting", "queued", "queued", 0)]
    [InlineData(CallStatus.Delayed, null, "queued", "delayed", "scheduled", "scheduled", 0)]
    [InlineData(CallStatus.Dialing, null, "inflight", "active", "dialing", "started", 25)]
    [InlineData(CallStatus.Unknown, null, "inflight", "active", "dialing", "started", 25)]
    [InlineData(CallStatus.Queued, null, "inflight", "active", "dialing", "started", 25)]
    [InlineData(CallStatus.Ringing, null, "inflight", "active", "ringing", "started", 50)]
    [InlineData(CallStatus.InProgress, null, "inflight", "active", "in_progress", "started", 75)]
    [InlineData(CallStatus.Ended, Outcome.Completed, "completed", "completed", "completed", "finished", 100)]
    [InlineData(CallStatus.Ended, Outcome.Busy, "failed", "failed", "busy", "failed", 100)]
    [InlineData(CallStatus.Ended, Outcome.NoAnswer, "failed", "failed", "no_answer", "failed", 100)]
    [InlineData(CallStatus.Ended, Outcome.Failed, "failed", "failed", "failed", "failed", 100)]
    [InlineData(CallStatus.Ended, Outcome.Canceled, "cancelled", "failed", "canceled", "failed", 100)]
    [InlineData(CallStatus.Ended, Outcome.Rejected, "failed", "failed", "rejected", "failed", 100)]
    [InlineData(CallStatus.Ended, Outcome.Expired, "failed", "failed", "expired", "failed", 100)]
    [InlineData(CallStatus.Ended, Outcome.Blocked, "failed", "failed", "blocked", "failed", 100)]
    [InlineData(CallStatus.Ended, Outcome.NoAgent, "failed", "failed", "no_agent", "failed", 100)]
    [InlineData(CallStatus.Ended, Outcome.Voicemail, "failed", "failed", "voicemail", "failed", 100)]
    public void Every_state_has_its_words(CallStatus status, Outcome? outcome, string s0, string s1, string s3, string s4, int progress) =>
        StateWords.Of(status, outcome).ShouldBe(new StateWords(s0, s1, s3, s4, progress));

    [Fact]
    public void No_state_and_no_outcome_is_left_out()
    {
        (CallStatus, Outcome?)[] cells =
        [
            .. Enum.GetValues<CallStatus>().Where(status => status != CallStatus.Ended).Select(status => (status, (Outcome?)null)),
            .. Enum.GetValues<Outcome>().Select(outcome => (CallStatus.Ended, (Outcome?)outcome)),
        ];
        typeof(StateWordsTests).GetMethod(nameof(Every_state_has_its_words))!.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (IReadOnlyList<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
            .Select(row => ((CallStatus)(int)row[0].Value!, row[1].Value is int outcome ? (Outcome)outcome : (Outcome?)null))
            .ShouldBe(cells, ignoreOrder: true);
    }
}
