using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;

namespace CallQueue.Scenarios;

/// <summary>A carrier that can't be asked: what stays silent there is given up, never dialed again, and its slot is free.</summary>
public sealed class BlindCarrierScenarios
{
    [Fact]
    public void A_lost_answer_that_nobody_can_clear_ends_as_failed_after_one_dial_and_frees_its_slot()
    {
        var s = new Scenario((_, n) => n == 0 ? Fate.LostAndAbsent : Fate.Talks());
        s.Carrier.IsBlind = true;
        s.Play(async () =>
        {
            await SubmitAsync(s, "lost");
            (await s.UntilIdleAsync()).Counts.Failed.ShouldBe(1);
            CallSnapshot call = (await s.Call("lost").GetAsync())!;
            (call.Status, call.Outcome, call.Tries, call.Attempts.Count).ShouldBe((CallStatus.Ended, Outcome.Failed, 1, 1));
            await SubmitAsync(s, "next");
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1, "the same number is free again too");
        });
        s.Dials.Count.ShouldBe(2);
    }

    [Fact]
    public void An_accepted_call_without_any_webhook_is_given_up_too()
    {
        var s = new Scenario(new Fate(IsPlaced: false));
        s.Carrier.IsBlind = true;
        s.Play(async () =>
        {
            await SubmitAsync(s, "silent");
            (await s.UntilIdleAsync()).Counts.Failed.ShouldBe(1);
            (await s.Call("silent").GetAsync())!.Reason.ShouldBe("given up");
        });
        s.Dials.ShouldHaveSingleItem();
    }

    private static async Task SubmitAsync(Scenario s, string name) =>
        (await s.Business.SubmitAsync(new SubmitCall(name, name, Some.Call()))).ShouldBeOfType<SubmitAnswer.Taken>().Added.ShouldBeTrue();
}
