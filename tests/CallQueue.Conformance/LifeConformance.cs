using Shouldly;
using Xunit;

namespace CallQueue.Conformance;

/// <summary>Instances: let go when idle, never before, and rebuilt from records.</summary>
public abstract class LifeConformance : HostConformance
{
    [Fact]
    public Task An_idle_actor_is_let_go_and_comes_back_with_its_records() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").CountAsync();
        var before = await host.Probe("a").ReportAsync();

        await host.LetIdleActorsGoAsync();
        await world.WhenAsync("a", "released");
        var after = await host.Probe("a").ReportAsync();

        after.Count.ShouldBe(1);
        after.Instance.ShouldNotBe(before.Instance);
        world.Count("a", "activated").ShouldBe(2);
    });

    [Fact]
    public Task An_actor_is_not_let_go_while_a_turn_runs() => RunAsync(async (host, world) =>
    {
        var before = await host.Probe("a").ReportAsync();
        var waiting = host.Probe("a").WaitAsync("x", "gate");
        await world.WhenAsync("a", "begun x");

        await host.LetIdleActorsGoAsync();
        var after = await host.Probe("a").ReportAsync();
        world.Open("gate");
        await waiting;

        after.Instance.ShouldBe(before.Instance);
        world.Count("a", "released").ShouldBe(0);
    });

    [Fact]
    public Task A_used_actor_stays_in_memory() => RunAsync(async (host, _) =>
    {
        for (var i = 0; i < 20; i++)
        {
            (await host.Probe("a").AddAsync(1)).ShouldBe(i + 1);
            await host.AdvanceAsync(TimeSpan.FromSeconds(20));
        }
    });

    [Fact]
    public Task Idle_actors_can_be_let_go_again_and_again() => RunAsync(async (host, world) =>
    {
        for (var i = 1; i <= 5; i++)
        {
            (await host.Probe("a").CountAsync()).ShouldBe(i);
            await host.LetIdleActorsGoAsync();
            await world.WhenAsync("a", "released", i);
        }
        world.Count("a", "activated").ShouldBe(5);
    });

    [Fact]
    public Task A_killed_host_forgets_memory_and_keeps_records() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").AddAsync(5);
        await host.Probe("a").CountAsync();
        await host.Probe("a").CountAsync();

        await host.KillAndRestartAsync();

        var after = await host.Probe("a").ReportAsync();
        (after.Sum, after.Count).ShouldBe((0, 2));
        (await host.Probe("a").CountAsync()).ShouldBe(3);
        world.Count("a", "activated").ShouldBe(2);
    });
}
