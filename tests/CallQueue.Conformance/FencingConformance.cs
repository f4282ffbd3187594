using CallQueue.Conformance.Probes;
using CallQueue.Hosting;
using Shouldly;
using Xunit;

namespace CallQueue.Conformance;

/// <summary>An instance whose write was refused or failed writes never again; a fresh one takes its place.</summary>
public abstract class FencingConformance : HostConformance
{
    [Fact]
    public Task A_stale_twin_is_refused_and_its_successor_knows_better() => RunAsync(async (host, _) =>
    {
        (await host.Twin("a").ReportAsync()).Count.ShouldBe(0);
        (await host.Probe("a").CountAsync()).ShouldBe(1);

        await ShouldThrowAsync<RecordConflictException>(host.Twin("a").CountAsync());

        (await host.Twin("a").CountAsync()).ShouldBe(2);
    });

    [Fact]
    public Task Twins_that_take_turns_never_lose_a_count() => RunAsync(async (host, _) =>
    {
        var counted = 0;
        for (var i = 0; i < 30; i++)
        {
            try
            {
                await (i % 3 == 0 ? host.Twin("a") : host.Probe("a")).CountAsync();
                counted++;
            }
            catch (RecordConflictException)
            {
                // Stale; the next try is not.
            }
        }

        await host.KillAndRestartAsync();
        (await host.Probe("a").ReportAsync()).Count.ShouldBe(counted);
        counted.ShouldBeGreaterThan(0);
    });

    [Fact]
    public Task A_conflict_ends_the_instance_even_if_its_actor_swallows_it() => RunAsync(async (host, _) =>
    {
        var before = await host.Probe("a").ReportAsync();

        await ShouldThrowAsync<RecordConflictException>(host.Probe("a").SaveAsync([ProbeWrite.Replace("root", [1], "7")]));

        (await host.Probe("a").ReportAsync()).Instance.ShouldNotBe(before.Instance);
    });

    [Fact]
    public Task A_turn_begun_before_the_end_cannot_write_after_it() => RunAsync(async (host, world) =>
    {
        var begun = host.Probe("a").CountAfterAsync("gate");
        await world.WhenAsync("a", "begun counting");
        await ShouldThrowAsync<RecordConflictException>(host.Probe("a").SaveAsync([ProbeWrite.Replace("root", [1], "7")]));

        world.Open("gate");

        await ShouldThrowAsync<StorageException>(begun);
        (await host.Probe("a").ReportAsync()).Count.ShouldBe(0);
        (await host.Probe("a").CountAsync()).ShouldBe(1);
    });

    [Fact]
    public Task A_turn_begun_before_the_end_runs_out_and_then_the_instance_is_released() => RunAsync(async (host, world) =>
    {
        var begun = host.Probe("a").WaitAsync("x", "gate");
        await world.WhenAsync("a", "begun x");
        await ShouldThrowAsync<RecordConflictException>(host.Probe("a").SaveAsync([ProbeWrite.Replace("root", [1], "7")]));
        await host.Probe("a").NoteAsync("in the fresh one");
        world.Count("a", "released").ShouldBe(0);

        world.Open("gate");
        await begun;
        await world.WhenAsync("a", "released");
    });

    [Fact]
    public Task Calls_that_wait_in_an_ended_instance_are_served_by_the_fresh_one() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").AddAsync(1);

        var refused = host.Probe("a").SaveAsync([ProbeWrite.Replace("root", [1], "7")]);
        var others = Enumerable.Range(0, 500).Select(i => host.Probe("a").NoteAsync($"{i}")).ToArray();
        await ShouldThrowAsync<RecordConflictException>(refused);
        await Task.WhenAll(others);

        (await host.Probe("a").AddAsync(1)).ShouldBe(1);
        foreach (var i in Enumerable.Range(0, 500)) world.Count("a", $"{i}").ShouldBe(1);
    });

    [Fact]
    public Task A_failed_write_is_told_and_memory_is_rebuilt_from_what_is_stored() => RunAsync(async (host, _) =>
    {
        await host.Probe("a").CountAsync();
        var before = await host.Probe("a").ReportAsync();
        host.BreakStorage();

        var fault = await ShouldThrowAsync<StorageException>(host.Probe("a").CountAsync());
        host.MendStorage();
        var after = await host.Probe("a").ReportAsync();

        fault.ShouldNotBeOfType<RecordConflictException>();
        after.Count.ShouldBe(1);
        after.Instance.ShouldNotBe(before.Instance);
        (await host.Probe("a").CountAsync()).ShouldBe(2);
    });

    [Fact]
    public Task Actors_that_do_not_write_work_while_the_store_is_down() => RunAsync(async (host, _) =>
    {
        await host.Probe("a").AddAsync(1);
        host.BreakStorage();

        await ShouldThrowAsync<StorageException>(host.Probe("b").CountAsync());

        (await host.Probe("a").AddAsync(1)).ShouldBe(2);
        host.MendStorage();
        (await host.Probe("b").CountAsync()).ShouldBe(1);
    });

    [Fact]
    public Task A_failed_alarm_ends_the_instance_like_a_failed_save() => RunAsync(async (host, _) =>
    {
        var before = await host.Probe("a").ReportAsync();
        host.BreakStorage();

        await ShouldThrowAsync<StorageException>(host.Probe("a").SetAlarmAsync(host.Now.AddHours(1)));

        host.MendStorage();
        (await host.Probe("a").ReportAsync()).Instance.ShouldNotBe(before.Instance);
    });
}
