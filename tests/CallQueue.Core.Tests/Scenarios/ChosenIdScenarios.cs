using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>Ids that submitters chose for calls of runs, over crashes, parts and retention.</summary>
public sealed class ChosenIdScenarios
{
    [Fact]
    public void An_id_leads_to_its_call_also_after_a_crash_and_belongs_to_it_alone()
    {
        var s = new Scenario(Fate.Talks(600));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Run("r", 3_000, 0));
            s.Host.Crash();
            foreach (int index in (int[])[0, 1, 1_500, 2_999]) (await s.Business.FindAsync($"id{index}"))!.Name.ShouldBe($"r-{index}");
            (await s.Business.FindAsync("id3000")).ShouldBeNull();
            (await s.Business.CancelCallAsync(new CancelCall("id2999"))).Result.ShouldBe(CallVerbResult.Done);
            EnqueueAnswer.Conflict conflict = (await s.Business.EnqueueAsync(Run("other", 10, 2_995))).ShouldBeOfType<EnqueueAnswer.Conflict>();
            conflict.Id.ShouldBe(new IdConflict(0, "id2995", "r-2995"));
            (await s.Business.FindAsync("id3001")).ShouldBeNull("nothing of it was claimed");
            (await s.Run("other").GetAsync()).ShouldBeNull();
        });
    }

    [Fact]
    public void A_part_that_conflicts_is_refused_and_the_same_parts_again_are_taken_once()
    {
        var s = new Scenario(Fate.Talks(600));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Run("taken", 1, 7));
            EnqueueCalls all = Run("r", 10, 0);
            EnqueueCalls first = all with { Calls = [.. all.Calls.Take(5)] }, second = all with { Offset = 5, Calls = [.. all.Calls.Skip(5)] };
            (await s.Business.EnqueueAsync(first)).ShouldBeOfType<EnqueueAnswer.Taken>();
            (await s.Business.EnqueueAsync(second)).ShouldBeOfType<EnqueueAnswer.Conflict>().Id!.Index.ShouldBe(7);
            (await s.Business.EnqueueAsync(first)).ShouldBe(new EnqueueAnswer.Taken(5, false));
            (await s.Business.ClaimIdsAsync(new ClaimIds("x", [new ChosenId("id6", "x", 0, "")]))).ShouldBeNull("the refused part has given its ids back");
        });
    }

    [Fact]
    public void An_id_is_free_again_once_its_run_is_forgotten()
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Retention = new Retention { Age = Some.Minutes(90) } } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Run("r", 2, 0));
            await s.UntilOverAsync("r");
            (await s.Business.EnqueueAsync(Run("early", 1, 0))).ShouldBeOfType<EnqueueAnswer.Conflict>();
            await s.Host.WaitAsync(TimeSpan.FromHours(3));
            await s.Business.WakeAsync();
            await s.Host.UntilAsync(async () => await s.Run("r").GetAsync() is null);
            await s.EnqueueAsync(Run("late", 1, 0));
            (await s.Business.FindAsync("id0"))!.Name.ShouldBe("late-0");
        });
    }

    private static EnqueueCalls Run(string name, int count, int first) => Some.Run(name, count, null, first) with
    {
        Calls = [.. Enumerable.Range(first, count).Select(i => Some.Call(i + 1) with { CustomId = $"id{i}", CustomFingerprint = $"f{i}" })],
    };
}
