using CallQueue.Businesses;
using CallQueue.Calls;

namespace CallQueue.Scenarios;

/// <summary>Two businesses that show the same caller id to the same person: a lost answer of one must not be taken for the other's call.</summary>
public sealed class SharedNumberScenarios
{
    private static readonly BusinessId Other = new("other");

    [Fact]
    public void A_lost_answer_is_not_cleared_by_the_call_of_another_business()
    {
        var s = new Scenario((request, n) => request.Attempt.Call.Business == Some.Business && n < 2 ? Fate.LostAndAbsent : Fate.Talks(90));
        s.Carrier.FindsByNumbers = true;
        Play(s);
        s.Dials.Count(dial => dial.Request.Attempt.Call.Business == Other).ShouldBe(1);
        s.Dials.Count(dial => dial.Request.Attempt.Call.Business == Some.Business).ShouldBe(2, "the first was never placed");
    }

    [Fact]
    public void One_call_is_found_for_one_of_two_lost_answers_only()
    {
        var s = new Scenario((_, n) => n switch { 0 => Fate.LostAndAbsent, 1 => Fate.LostButPlaced, _ => Fate.Talks() });
        s.Carrier.FindsByNumbers = true;
        Play(s);
        s.Dials.Count.ShouldBe(3, "one of the two was placed, and the other is dialed again");
    }

    /// <summary>Both businesses call the same person at the same moment.</summary>
    private static void Play(Scenario s) => s.Play(async () =>
    {
        NewCall call = Some.Call();
        IBusiness other = s.Host.Actors.Business(Other);
        await Task.WhenAll(s.SubmitAsync("a", call), other.SubmitAsync(new SubmitCall("b", "b", call)));
        (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1);
        await s.Host.UntilAsync(async () => (await other.GetAsync()).Counts is { Ready: 0, Delayed: 0, Live: 0 });
        (await other.GetAsync()).Counts.Completed.ShouldBe(1);
        CallSnapshot ours = (await s.Call("a").GetAsync())!, theirs = (await s.Host.Actors.Call(new CallId(Other, "b")).GetAsync())!;
        ours.Attempts[^1].CarrierCall.ShouldNotBe(theirs.Attempts[^1].CarrierCall);
        s.Carrier.HangUps.ShouldBeEmpty();
    });
}
