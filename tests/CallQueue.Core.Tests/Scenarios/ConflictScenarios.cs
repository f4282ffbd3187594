using CallQueue.Businesses;
using CallQueue.Calls.Attempts;

namespace CallQueue.Scenarios;

/// <summary>The same id with the same content adds nothing, and with other content is a conflict, in every state of what it names.</summary>
public sealed class ConflictScenarios
{
    [Theory]
    [InlineData("waiting")]
    [InlineData("delayed")]
    [InlineData("live")]
    [InlineData("ended")]
    [InlineData("canceled")]
    [InlineData("retained")]
    public void Of_a_call(string state)
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(state is "waiting" or "canceled");
            var first = new SubmitCall("c", "one", Some.Call() with { NotBefore = state == "delayed" ? s.Host.Now + Some.Minutes(60) : null });
            ((await s.Business.SubmitAsync(first)).ShouldBeOfType<SubmitAnswer.Taken>() with { DueAt = null }).ShouldBe(new SubmitAnswer.Taken(true, "c"));
            if (state is "live" or "ended" or "retained") await s.Host.WaitAsync(Some.Seconds(30));
            if (state == "canceled") await s.Business.CancelCallAsync(new CancelCall("c"));
            if (state is "ended" or "retained") await s.UntilIdleAsync();
            if (state == "retained") await s.Host.WaitAsync(TimeSpan.FromDays(6));

            (await s.Business.SubmitAsync(first)).ShouldBe(new SubmitAnswer.Taken(false, "c"));
            (await s.Business.SubmitAsync(first with { Fingerprint = "other", Call = Some.Call(2) })).ShouldBe(new SubmitAnswer.Conflict());
            (await s.CheckedAsync()).Counts.Total.ShouldBe(1);
        });
    }

    [Theory]
    [InlineData("filling")]
    [InlineData("waiting")]
    [InlineData("paused")]
    [InlineData("live")]
    [InlineData("completed")]
    [InlineData("stopped")]
    [InlineData("retained")]
    public void Of_a_run(string state)
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(state is "filling" or "waiting" or "paused" or "stopped");
            EnqueueCalls first = Some.Run("r", 3), other = Some.Run("r", 3, firstNumber: 10) with { Fingerprint = "other" };
            await s.EnqueueAsync(state == "filling" ? first with { Calls = [.. first.Calls.Take(1)] } : first);
            if (state == "paused") await s.Business.PauseRunAsync("r", true);
            if (state == "live") await s.Host.WaitAsync(Some.Seconds(30));
            if (state == "stopped") await s.Business.StopRunAsync(new StopRun("r"));
            if (state is "completed" or "retained") await s.UntilOverAsync("r");
            if (state == "retained") await s.Host.WaitAsync(TimeSpan.FromDays(6));

            (await s.Business.EnqueueAsync(other)).ShouldBeOfType<EnqueueAnswer.Conflict>().Reason.ShouldContain("run 'r' already exists with different content");
            (await s.Business.EnqueueAsync(Some.Run("r", 4) with { Fingerprint = first.Fingerprint })).ShouldBeOfType<EnqueueAnswer.Conflict>();
            (await s.Business.EnqueueAsync(first)).ShouldBeOfType<EnqueueAnswer.Taken>().Added.ShouldBe(state == "filling");
            (await s.CheckedAsync()).Counts.Total.ShouldBe(3);
        });
    }

    [Fact]
    public void Of_a_call_and_a_runs_call()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 2));
            (await s.Business.SubmitAsync(new SubmitCall("r-1", "x", Some.Call(9)))).ShouldBe(new SubmitAnswer.Conflict());
            (await s.Business.SubmitAsync(new SubmitCall("r-2", "x", Some.Call(9)))).ShouldBe(new SubmitAnswer.Taken(true, "r-2"));
        });
    }
}
