using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
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
            (await s.Run("r").GetAsync()).ShouldBeNull("a run is taken whole or refused whole");
            (await s.Business.GetAsync()).Counts.Total.ShouldBe(1);
            (await s.Business.ClaimIdsAsync(new ClaimIds("x", [new ChosenId("id0", "x", 0, ""), new ChosenId("id6", "x", 1, "")]))).ShouldBeNull("both parts have given their ids back");
            await s.EnqueueAsync(Run("r", 3, 20));
            (await s.Business.FindAsync("id22"))!.Name.ShouldBe("r-2", "its name is free for other content");
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Thousands_of_ids_in_many_claims_keep_their_calls_over_crashes_and_merges(bool isRepeated)
    {
        const int Part = 750;
        var s = new Scenario(Fate.Talks(600));
        string[] ids = IdsOf(Shard, 9_000);
        s.Play(async () =>
        {
            for (int part = 0; part < ids.Length / Part; part++)
            {
                string run = $"run{part % 3}";
                ChosenId[] claimed = [.. ids.Skip(part * Part).Take(Part).Select((id, i) => new ChosenId(id, run, (part * Part) + i, "f"))];
                (await s.Host.Actors.ChosenIds(Shard).ClaimAsync(new ClaimIds(run, claimed))).ShouldBeEmpty();
                if (part % 4 == 3) s.Host.Crash();
                if (isRepeated) (await s.Host.Actors.ChosenIds(Shard).ClaimAsync(new ClaimIds(run, claimed))).ShouldBeEmpty("a repetition");
            }

            for (int i = 0; i < ids.Length; i += 61) (await s.Host.Actors.ChosenIds(Shard).FindAsync(ids[i])).ShouldBe(new ChosenId(ids[i], $"run{i / Part % 3}", i, "f"));
            ChosenId other = new(ids[1_501], "late", 0, "f"), recent = new(ids[^1], "late", 1, "f");
            (await s.Host.Actors.ChosenIds(Shard).ClaimAsync(new ClaimIds("late", [other, recent]))).Select(conflict => (conflict.Run, conflict.Index)).ShouldBe([("run2", 1_501), ("run2", 8_999)]);
            await s.Host.Actors.ChosenIds(Shard).ReleaseRunAsync("run2");
            s.Host.Crash();
            (await s.Host.Actors.ChosenIds(Shard).FindAsync(other.Id)).ShouldBeNull();
            (await s.Host.Actors.ChosenIds(Shard).FindAsync(ids[0])).ShouldNotBeNull("it is run0's");
            (await s.Host.Actors.ChosenIds(Shard).ClaimAsync(new ClaimIds("late", [other, recent]))).ShouldBeEmpty();
            (await s.Host.Actors.ChosenIds(Shard).FindAsync(recent.Id)).ShouldBe(recent);
            (await s.Host.Actors.ChosenIds(Shard).FindAsync(other.Id)).ShouldBe(other);
        });
    }

    [Fact]
    public void A_claim_of_new_ids_writes_a_few_records_however_many_there_are()
    {
        var s = new Scenario(Fate.Talks(600));
        string[] ids = IdsOf(Shard, 6_000);
        s.Play(async () =>
        {
            IChosenIds shard = s.Host.Actors.ChosenIds(Shard);
            await shard.ClaimAsync(new ClaimIds("r", [.. ids.Take(5_000).Select((id, i) => new ChosenId(id, "r", i, ""))]));
            await shard.ClaimAsync(new ClaimIds("r", [new ChosenId(ids[^1], "r", 5_999, "")]));
            long before = Written(s);
            await shard.ClaimAsync(new ClaimIds("r", [.. ids.Skip(5_000).Take(156).Select((id, i) => new ChosenId(id, "r", 5_000 + i, ""))]));
            (Written(s) - before).ShouldBeInRange(1, 4, "pages of the list and the root, not one record for each of the pages of the ids");
        });
    }

    [Fact]
    public void Pages_of_an_earlier_version_are_read_and_taken_over()
    {
        var s = new Scenario(Fate.Talks(600));
        string[] ids = IdsOf(Shard, 5_000);
        var actor = new ActorAddress(LocalActors.ChosenIdsKind, Shard.ToString());
        foreach (IGrouping<int, string> page in ids.Take(100).GroupBy(IdShard.PageOf))
        {
            var record = new IdPageRecord { Runs = [new IdRun("old", Some.Instant)], Ids = [.. page.Select(id => new IdEntry(id, 0, Array.IndexOf(ids, id), "f"))] };
            s.Host.Store.Save(actor, [RecordWrite.Put($"ids.{page.Key}", JsonSerializer.SerializeToUtf8Bytes(record, CallQueueJson.Default.IdPageRecord), RecordVersion.None)]);
        }

        s.Host.Store.Save(actor, [RecordWrite.Put("root", "{\"hasIds\":true}"u8.ToArray(), RecordVersion.None)]);
        s.Play(async () =>
        {
            IChosenIds shard = s.Host.Actors.ChosenIds(Shard);
            (await shard.FindAsync(ids[99])).ShouldBe(new ChosenId(ids[99], "old", 99, "f"));
            (await shard.ClaimAsync(new ClaimIds("new", [new ChosenId(ids[7], "new", 0, "")]))).ShouldHaveSingleItem().Run.ShouldBe("old");
            (await shard.ClaimAsync(new ClaimIds("new", [.. ids.Skip(100).Select((id, i) => new ChosenId(id, "new", i, ""))]))).ShouldBeEmpty();
            s.Host.Crash();
            (await shard.FindAsync(ids[99])).ShouldBe(new ChosenId(ids[99], "old", 99, "f"));
            (await shard.FindAsync(ids[4_999])).ShouldBe(new ChosenId(ids[4_999], "new", 4_899, ""));
        });
    }

    [Fact]
    public void A_run_of_which_a_later_part_is_refused_leaves_nothing_behind_also_when_the_storage_fails_meanwhile()
    {
        foreach (int failing in Enumerable.Range(-1, 14))
        {
            var s = new Scenario(Fate.Talks(600));
            s.Play(async () =>
            {
                EnqueueCalls all = Run("r", 10, 0);
                EnqueueCalls first = all with { Calls = [.. all.Calls.Take(5)] };
                EnqueueCalls second = all with { Offset = 5, Calls = [.. all.Calls.Skip(5).Select(call => call with { Rules = new CallRules { Deadline = Some.Instant.AddYears(-1) } })] };
                await s.EnqueueAsync(first);
                int saves = 0;
                s.Host.Store.Fault = _ => saves++ == failing ? new StorageException("the disk is full") : null;
                EnqueueAnswer? answer = null;
                while (answer is null)
                {
                    try
                    {
                        answer = await s.Business.EnqueueAsync(second);
                    }
                    catch (UnavailableException)
                    {
                        await s.Host.WaitAsync(TimeSpan.FromSeconds(1));
                    }
                }

                // When the first request got as far as to take the run back, its parts are missing for the second.
                answer.ShouldBeOfType<EnqueueAnswer.Refused>($"save {failing} failed");
                await s.Host.UntilAsync(async () => await s.Run("r").GetAsync() is null);
                await s.Host.WaitAsync(TimeSpan.FromSeconds(10));
                BusinessSnapshot business = await s.Business.GetAsync();
                (business.Counts.Total, business.Runs.Count).ShouldBe((0, 0), $"save {failing} failed");
                (await s.Business.ClaimIdsAsync(new ClaimIds("x", [new ChosenId("id0", "x", 0, "")]))).ShouldBeNull($"save {failing} failed");
                await s.EnqueueAsync(Run("r", 2, 20));
                (await s.Business.FindAsync("id21"))!.Name.ShouldBe("r-1");
            });
        }
    }

    [Fact]
    public void A_part_that_comes_too_early_is_refused_and_changes_nothing()
    {
        var s = new Scenario(Fate.Talks(600));
        s.Play(async () =>
        {
            EnqueueCalls all = Run("r", 9, 0);
            EnqueueCalls Part(int offset) => all with { Offset = offset, Calls = [.. all.Calls.Skip(offset).Take(3)] };
            await s.EnqueueAsync(Part(0));
            (await s.Business.EnqueueAsync(Part(6))).ShouldBeOfType<EnqueueAnswer.Refused>().IsOutOfOrder.ShouldBeTrue();
            await s.EnqueueAsync(Part(3));
            (await s.Business.EnqueueAsync(Part(6))).ShouldBe(new EnqueueAnswer.Taken(9, true));
        });
    }

    private static IdShard Shard { get; } = new(Some.Business, 0);

    private static string[] IdsOf(IdShard shard, int count) => [.. Enumerable.Range(0, int.MaxValue).Select(i => $"id{i}").Where(id => IdShard.Of(shard.Business, id) == shard).Take(count)];

    /// <summary>How many records had been written when the shard last wrote its root.</summary>
    private static long Written(Scenario s) => long.Parse(
        s.Host.Store.Load(new ActorAddress(LocalActors.ChosenIdsKind, Shard.ToString()), "root")!.Version.Value!.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static EnqueueCalls Run(string name, int count, int first) => Some.Run(name, count, null, first) with
    {
        Calls = [.. Enumerable.Range(first, count).Select(i => Some.Call(i + 1) with { CustomId = $"id{i}", CustomFingerprint = $"f{i}" })],
    };
}
