using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting.Local;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>The first lease of a call of a run reads no record: that there is none is proven by the insert of its intent.</summary>
public sealed class FirstLeaseScenarios
{
    [Fact]
    public void The_first_lease_reads_nothing_and_the_next_one_after_a_restart_does()
    {
        var s = new Scenario((_, n) => n == 0 ? Fate.Ends(Outcome.Busy) : Fate.Talks(5));
        List<ActorAddress> loaded = [];
        s.Host.Store.LoadFault = actor =>
        {
            if (actor.Kind == LocalActors.CallKind) loaded.Add(actor);
            return null;
        };
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1));
            await s.Host.UntilAsync(() => Task.FromResult(s.Dials.Count == 1));
            loaded.ShouldBeEmpty();
            await s.Host.WaitAsync(Some.Seconds(10));
            s.Host.Crash();
            await s.UntilOverAsync("r");
            (s.Dials.Count, loaded.Count > 0).ShouldBe((2, true));
        });
    }

    [Fact]
    public void A_call_that_has_a_record_after_all_is_dialed_once_by_the_repeated_request()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            // As an order to withdraw leaves it that came before the call was ever started.
            await s.Call("r-0").WithdrawAsync(new WithdrawCall(0, Final: false, HangUp: false));
            s.Host.Crash();
            await s.EnqueueAsync(Some.Run("r", 1));
            RunSnapshot run = await s.UntilOverAsync("r");
            (s.Dials.Count, run.Counts.Completed).ShouldBe((1, 1));
        });
    }

    [Fact]
    public void A_paused_and_resumed_run_dials_everybody_once()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 40));
            for (int times = 0; times < 6; times++)
            {
                await s.Business.PauseRunAsync("r", true);
                await s.Business.PauseRunAsync("r", false);
                await s.Host.WaitAsync(Some.Seconds(0.5));
            }

            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Counts.Completed, s.Dials.Count, s.Carrier.EverTwice).ShouldBe((40, 40, false));
        });
    }
}
