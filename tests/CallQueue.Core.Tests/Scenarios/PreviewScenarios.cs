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
}
