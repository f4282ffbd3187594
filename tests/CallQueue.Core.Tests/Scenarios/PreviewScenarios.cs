using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>A preview changes nothing and says exactly what its command would do; the command then touches what was shown.</summary>
public sealed class PreviewScenarios
{
    private static readonly PreviewedCommand Stop = new(PreviewVerb.StopRun) { Run = "r" };

    [Fact]
    public void A_stop_does_what_its_preview_shows()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10));
            await s.EnqueueAsync(Some.Run("other", 4, firstNumber: 100));
            await s.Host.WaitAsync(Some.Seconds(10));
            string stamp = (await s.Business.GetAsync()).Stamp;

            Preview preview = (await s.Business.PreviewAsync(Stop)).ShouldNotBeNull();
            (await s.Business.GetAsync()).Stamp.ShouldBe(stamp);
            PreviewedRun run = preview.Runs.ShouldHaveSingleItem();
            preview.Effect.ShouldBe(new PreviewEffect { Canceled = run.Waiting, Dialing = 0, Left = run.Live });
            (run.Name, run.Waiting + run.Live, preview.MoreRuns).ShouldBe(("r", 10L, 0));
            preview.Sample.Count.ShouldBe(10);
            preview.Sample.ShouldAllBe(call => call.Run == "r");

            ConfirmAnswer answer = await s.Business.ConfirmAsync(new ConfirmPreview(Stop, preview.Mark));
            answer.ShouldBe(new ConfirmAnswer(null) { Stop = new StopAnswer(true, (int)run.Waiting, (int)run.Live), Since = new PreviewChanges(0, 0, 0) });

            // The same confirmation again, then and after the run has ended.
            (await s.Business.ConfirmAsync(new ConfirmPreview(Stop, preview.Mark))).Stop.ShouldBe(new StopAnswer(true, 0, (int)run.Live));
            (await s.UntilOverAsync("r")).Counts.Canceled.ShouldBe(run.Waiting);
            (await s.Business.PreviewAsync(Stop)).ShouldBeNull();
            (await s.Business.ConfirmAsync(new ConfirmPreview(Stop, preview.Mark))).Stop.ShouldBe(new StopAnswer(true, 0, 0));
            (await s.UntilOverAsync("other")).Counts.Completed.ShouldBe(4);
        });
    }

    [Fact]
    public void Calls_that_went_live_since_the_preview_are_not_hung_up()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10));
            await s.Host.WaitAsync(Some.Seconds(10));
            PreviewedCommand stop = Stop with { HangUpLive = true };
            Preview preview = (await s.Business.PreviewAsync(stop)).ShouldNotBeNull();
            preview.Effect.ShouldBe(new PreviewEffect { Canceled = 7, Dialing = 0, HungUp = 3 });

            await s.Host.WaitAsync(Some.Seconds(70));
            ConfirmAnswer answer = await s.Business.ConfirmAsync(new ConfirmPreview(stop, preview.Mark));
            answer.Stop.ShouldBe(new StopAnswer(true, 4, 3));
            answer.Since.ShouldBe(new PreviewChanges(GoneLive: 3, Ended: 3, Submitted: 0));
            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Counts.Completed, run.Counts.Canceled).ShouldBe((6, 4));
        });
        s.Carrier.HangUps.ShouldBeEmpty();
    }

    [Fact]
    public void Calls_that_were_live_at_the_preview_are_hung_up()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10));
            await s.Host.WaitAsync(Some.Seconds(10));
            PreviewedCommand stop = Stop with { HangUpLive = true };
            Preview preview = (await s.Business.PreviewAsync(stop)).ShouldNotBeNull();
            (await s.Business.ConfirmAsync(new ConfirmPreview(stop, preview.Mark))).Refusal.ShouldBeNull();
            (await s.UntilOverAsync("r")).Counts.Canceled.ShouldBe(10);
        });
        s.Carrier.HangUps.Count.ShouldBe(3);
    }

    [Fact]
    public void A_preview_expires_and_then_nothing_is_done()
    {
        var s = new Scenario(Fate.Talks(3600));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10));
            Preview preview = (await s.Business.PreviewAsync(Stop)).ShouldNotBeNull();
            await s.Host.WaitAsync(PreviewMark.Life);
            ConfirmAnswer answer = await s.Business.ConfirmAsync(new ConfirmPreview(Stop, preview.Mark));
            answer.Refusal.ShouldNotBeNull().ShouldContain("has expired");
            (await s.Run("r").GetAsync())!.Status.ShouldBe(RunStatus.Running);

            // Nor does one that claims to come from the future hold.
            PreviewMark future = preview.Mark with { At = preview.Mark.At.AddHours(1) };
            (await s.Business.ConfirmAsync(new ConfirmPreview(Stop, future))).Refusal.ShouldNotBeNull();
        });
    }

    [Fact]
    public void A_run_that_has_grown_since_is_not_stopped()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            EnqueueCalls whole = Some.Run("r", 10);
            await s.EnqueueAsync(whole with { Calls = [.. whole.Calls.Take(4)] });
            Preview preview = (await s.Business.PreviewAsync(Stop)).ShouldNotBeNull();
            preview.Effect.Canceled.ShouldBe(4);
            await s.EnqueueAsync(whole with { Offset = 4, Calls = [.. whole.Calls.Skip(4)] });
            (await s.Business.ConfirmAsync(new ConfirmPreview(Stop, preview.Mark))).Refusal.ShouldBe("run 'r' has received 6 more calls since the preview; preview again");
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(10);
        });
    }

    [Fact]
    public void A_run_is_paused_and_resumed_as_previewed()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10));
            await s.Host.WaitAsync(Some.Seconds(10));
            var pause = new PreviewedCommand(PreviewVerb.PauseRun) { Run = "r" };
            Preview preview = (await s.Business.PreviewAsync(pause)).ShouldNotBeNull();
            preview.Effect.ShouldBe(new PreviewEffect { Held = 7, Dialing = 0, Left = 3 });
            (await s.Business.ConfirmAsync(new ConfirmPreview(pause, preview.Mark))).ShouldBe(new ConfirmAnswer(null));
            (await s.Business.GetRunAsync("r"))!.Status.ShouldBe(RunStatus.Paused);
            (await s.Business.PreviewAsync(pause))!.Effect.Held.ShouldBe(0);

            var resume = new PreviewedCommand(PreviewVerb.ResumeRun) { Run = "r" };
            Preview back = (await s.Business.PreviewAsync(resume)).ShouldNotBeNull();
            back.Effect.ShouldBe(new PreviewEffect { Released = 7 });
            await s.Business.ConfirmAsync(new ConfirmPreview(resume, back.Mark));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(10);
            (await s.Business.PreviewAsync(pause)).ShouldBeNull();
            (await s.Business.ConfirmAsync(new ConfirmPreview(pause, preview.Mark))).Found.ShouldBeFalse();
        });
    }

    [Fact]
    public void A_business_is_paused_and_resumed_as_previewed()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("small", 4));
            await s.EnqueueAsync(Some.Run("large", 10, firstNumber: 100));
            await s.Business.PauseRunAsync("large", paused: true);
            await s.Host.WaitAsync(Some.Seconds(10));
            BusinessSnapshot now = await s.CheckedAsync();
            var pause = new PreviewedCommand(PreviewVerb.Pause);
            Preview preview = (await s.Business.PreviewAsync(pause)).ShouldNotBeNull();
            preview.Effect.ShouldBe(new PreviewEffect { Held = now.Counts.Ready + now.Counts.Delayed, Dialing = 0, Left = now.Counts.Live });
            preview.Runs.Select(run => run.Name).ShouldBe(["large", "small"]);
            await s.SubmitAsync("late", Some.Call(200));
            ConfirmAnswer answer = await s.Business.ConfirmAsync(new ConfirmPreview(pause, preview.Mark));
            answer.Since.Submitted.ShouldBe(1);
            (await s.Business.GetAsync()).Paused.ShouldBeTrue();

            // What its own run holds is not released.
            Preview resume = (await s.Business.PreviewAsync(new PreviewedCommand(PreviewVerb.Resume))).ShouldNotBeNull();
            long held = (await s.Business.GetRunAsync("large"))!.Counts is var counts ? counts.Ready + counts.Delayed : 0;
            resume.Effect.Released.ShouldBe((await s.CheckedAsync()).Counts is var all ? all.Ready + all.Delayed - held : 0);
        });
    }

    [Fact]
    public void A_clean_forgets_what_its_preview_shows_and_nothing_that_ended_since()
    {
        var s = new Scenario(Fate.Talks(10));
        s.Play(async () =>
        {
            for (int i = 0; i < 6; i++)
            {
                await s.SubmitAsync($"c{i}", Some.Call(i));
                await s.UntilIdleAsync();
                await s.Host.WaitAsync(Some.Seconds(1));
            }

            var clean = new PreviewedCommand(PreviewVerb.Clean) { Grace = 0, Limit = 4 };
            Preview preview = (await s.Business.PreviewAsync(clean)).ShouldNotBeNull();
            preview.Effect.ShouldBe(new PreviewEffect { Removed = 4 });
            preview.Sample.Select(call => call.Name).ShouldBe(["c0", "c1", "c2", "c3"]);

            // The instant bounds it, not only the number: the same again forgets nothing more.
            (await s.Business.CleanAsync(new CleanEnded(preview.Mark.Before!.Value, 4))).ShouldBe(4);
            (await s.Business.CleanAsync(new CleanEnded(preview.Mark.Before!.Value, 4))).ShouldBe(0);
            (await s.Business.PreviewAsync(clean))!.Effect.Removed.ShouldBe(2);
            (await s.Business.PreviewAsync(clean with { Grace = 3_600_000 }))!.Effect.Removed.ShouldBe(0);
        });
    }

    [Fact]
    public void One_call_is_canceled_as_previewed()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10));
            await s.Host.WaitAsync(Some.Seconds(10));
            PreviewedCommand waiting = Cancel("r-9"), live = Cancel("r-0") with { HangUpLive = true };
            Preview preview = (await s.Business.PreviewAsync(waiting)).ShouldNotBeNull();
            preview.Effect.ShouldBe(new PreviewEffect { Canceled = 1 });
            preview.Sample.ShouldHaveSingleItem().Name.ShouldBe("r-9");
            (await s.Business.PreviewAsync(Cancel("r-0")))!.Effect.ShouldBe(new PreviewEffect { Left = 1 });
            Preview hangUp = (await s.Business.PreviewAsync(live)).ShouldNotBeNull();
            hangUp.Effect.ShouldBe(new PreviewEffect { HungUp = 1 });
            (await s.Business.PreviewAsync(Cancel("nobody"))).ShouldBeNull();

            (await s.Business.ConfirmAsync(new ConfirmPreview(waiting, preview.Mark))).Call.ShouldBe(new CallVerbAnswer(CallVerbResult.Done, CallStatus.Ended, Outcome.Canceled));
            (await s.Business.ConfirmAsync(new ConfirmPreview(live, hangUp.Mark))).Call!.Result.ShouldBe(CallVerbResult.Done);
        });
        s.Carrier.HangUps.Count.ShouldBe(1);
    }

    [Fact]
    public void A_call_that_went_live_since_its_preview_is_not_hung_up()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 4));
            await s.Host.WaitAsync(Some.Seconds(10));
            PreviewedCommand cancel = Cancel("r-3") with { HangUpLive = true };
            Preview preview = (await s.Business.PreviewAsync(cancel)).ShouldNotBeNull();
            preview.Effect.ShouldBe(new PreviewEffect { Canceled = 1 });
            await s.Host.WaitAsync(Some.Seconds(70));
            (await s.Business.ConfirmAsync(new ConfirmPreview(cancel, preview.Mark))).Refusal.ShouldBe("call 'r-3' has got a slot since the preview; preview again");
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(4);
        });
        s.Carrier.HangUps.ShouldBeEmpty();
    }

    private static PreviewedCommand Cancel(string call) => new(PreviewVerb.Cancel) { Call = call };
}
