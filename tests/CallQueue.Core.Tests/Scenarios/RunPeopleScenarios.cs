using System.Text;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>A run keeps its people as they were submitted, on pages of its own, as long as it is kept itself.</summary>
public sealed class RunPeopleScenarios
{
    private static readonly ActorAddress Address = new(LocalActors.RunKind, new RunId(Some.Business, "r").ToString());

    [Fact]
    public void People_of_many_parts_are_kept_in_order_with_what_they_have_in_common()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            EnqueueCalls run = Some.Run("r", 2_500, new RunTemplate { Priority = Priority.High, Script = new CallScript { Message = "Hello" } });
            foreach (int offset in new[] { 0, 1_100, 1_100, 2_300 }) await s.EnqueueAsync(run with { Offset = offset, Calls = [.. run.Calls.Skip(offset).Take(1_200)] });

            List<RunPart> parts = await PartsAsync(s);
            parts.SelectMany(part => part.Calls).Select(call => call!.To).ShouldBe(run.Calls.Select(call => call.To));
            parts.Select(part => part.Offset).ShouldBe(parts.Select((_, i) => parts.Take(i).Sum(part => part.Calls.Count)));
            parts.ShouldAllBe(part => part.Calls.Count <= 1_000 && part.Priority == Priority.High && part.Script.Message == "Hello");
            s.Host.Crash();
            (await PartsAsync(s)).Sum(part => part.Calls.Count).ShouldBe(2_500);
        });
    }

    [Fact]
    public void A_page_that_a_crash_left_behind_is_replaced()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Host.Store.Save(Address, [RecordWrite.Put("people.0", Encoding.UTF8.GetBytes("""{"offset":0,"calls":[]}"""), RecordVersion.None)]);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.UntilOverAsync("r");
            (await PartsAsync(s)).ShouldHaveSingleItem().Calls.Count.ShouldBe(3);
        });
    }

    [Fact]
    public void An_erased_person_is_gone_and_the_places_of_the_others_stay()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            EnqueueCalls run = Some.Run("r", 3);
            await s.EnqueueAsync(run);
            await s.UntilOverAsync("r");
            await s.Business.EraseAsync(run.Calls[1].To);
            (await PartsAsync(s)).ShouldHaveSingleItem().Calls.Select(call => call?.To).ShouldBe([run.Calls[0].To, null, run.Calls[2].To]);
            await s.Business.EraseAsync(run.Calls[0].To);
            (await PartsAsync(s)).ShouldHaveSingleItem().Calls.Count(call => call is null).ShouldBe(2);
        });
    }

    [Fact]
    public void Nothing_is_left_of_a_run_that_is_forgotten_and_its_name_can_be_used_again()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.UntilOverAsync("r");
            await s.UntilIdleAsync();
            await s.Run("r").ForgetAsync();
            s.Host.Store.NamesOf(Address).ShouldBeEmpty();
            (await s.Run("r").PeopleAsync(0)).ShouldBeNull();
            (await s.Run("r").BeginAsync(new BeginRun(1, "f", null))).ShouldBe(BeginAnswer.Open);
            await s.Run("r").KeepPeopleAsync(new RunPart(0, [Some.Call(7)]));
            (await PartsAsync(s)).ShouldHaveSingleItem().Calls.Count.ShouldBe(1);
        });
    }

    private static async Task<List<RunPart>> PartsAsync(Scenario s)
    {
        List<RunPart> parts = [];
        while (await s.Run("r").PeopleAsync(parts.Count) is { } part) parts.Add(part);
        return parts;
    }
}
