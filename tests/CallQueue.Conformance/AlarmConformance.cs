using CallQueue.Conformance.Probes;
using Shouldly;
using Xunit;

namespace CallQueue.Conformance;

/// <summary>Alarms: one per actor, durable, at or after the due time, again until set or cleared; in one process once at every start.</summary>
public abstract class AlarmConformance : HostConformance
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Longer than any host waits before an alarm rings again that its actor did nothing about.</summary>
    private static readonly TimeSpan LongWhile = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a start rings every alarm once, due or not, as <see cref="CallQueue.Hosting.IAlarm"/> says of hosts of one
    /// process. In a cluster a start rings only what is due: silos start one after the other in every rolling restart, and
    /// each would wake all actors; the alarm of work that a crash interrupted stands a few seconds ahead anyway.
    /// </summary>
    protected virtual bool RingsAllAlarmsAtStart => true;

    [Fact]
    public Task An_alarm_rings_when_it_is_due_and_not_before() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);

        await host.AdvanceAsync(Hour - TimeSpan.FromSeconds(1));
        await ShouldHaveRungAsync(host, world, "a", 0);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await world.WhenAsync("a", "alarm ended");
    });

    [Fact]
    public Task A_cleared_alarm_has_rung_for_the_last_time() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);
        await host.AdvanceAsync(Hour);
        await world.WhenAsync("a", "alarm ended");

        await host.AdvanceAsync(Hour);

        await ShouldHaveRungAsync(host, world, "a", 1);
    });

    [Fact]
    public Task An_alarm_that_is_due_already_rings_at_once() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now - Hour);

        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await world.WhenAsync("a", "alarm ended");
    });

    [Fact]
    public Task A_later_alarm_replaces_an_earlier_one() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);
        await host.Probe("a").SetAlarmAsync(host.Now + 2 * Hour);

        await host.AdvanceAsync(Hour);
        await ShouldHaveRungAsync(host, world, "a", 0);
        await host.AdvanceAsync(Hour);

        await world.WhenAsync("a", "alarm ended");
    });

    [Fact]
    public Task An_earlier_alarm_replaces_a_later_one() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + 2 * Hour);
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);

        await host.AdvanceAsync(Hour);
        await world.WhenAsync("a", "alarm ended");
        await host.AdvanceAsync(Hour);

        await ShouldHaveRungAsync(host, world, "a", 1);
    });

    [Fact]
    public Task A_cleared_alarm_does_not_ring_not_even_after_a_restart() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);
        await host.Probe("a").SetAlarmAsync(null);

        await host.AdvanceAsync(2 * Hour);
        await ShouldHaveRungAsync(host, world, "a", 0);
        await host.KillAndRestartAsync();
        await host.AdvanceAsync(Hour);

        await ShouldHaveRungAsync(host, world, "a", 0);
    });

    [Fact]
    public Task The_last_of_several_settings_holds() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + 3 * Hour);
        await host.Probe("a").SetAlarmsAsync([host.Now + Hour, null, host.Now + 2 * Hour, host.Now + 3 * Hour]);

        await host.AdvanceAsync(2 * Hour);
        await ShouldHaveRungAsync(host, world, "a", 0);
        await host.AdvanceAsync(Hour);

        await world.WhenAsync("a", "alarm ended");
    });

    [Fact]
    public Task An_alarm_wakes_an_actor_that_was_let_go() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + 24 * Hour);
        await host.LetIdleActorsGoAsync();
        await world.WhenAsync("a", "released");

        await host.AdvanceAsync(24 * Hour);

        await world.WhenAsync("a", "alarm ended");
        world.Count("a", "activated").ShouldBe(2);
    });

    [Fact]
    public Task An_alarm_missed_while_the_host_was_down_rings_at_its_start() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);

        await host.KillAndRestartAsync(downtime: 3 * Hour);

        await world.WhenAsync("a", "alarm ended");
    });

    [Fact]
    public Task An_alarm_rings_at_a_start_as_its_kind_of_host_does_and_again_when_it_is_due() => RunAsync(async (host, world) =>
    {
        world.OnAlarm("a", AlarmAnswer.Nothing);
        var due = host.Now + Hour;
        await host.Probe("a").SetAlarmAsync(due);

        await host.KillAndRestartAsync();
        int atStart = RingsAllAlarmsAtStart ? 1 : 0;
        await world.WhenAsync("a", "alarm ended", atStart);
        await host.Probe("a").SetAlarmAsync(due);
        await host.AdvanceAsync(Hour / 2);
        await ShouldHaveRungAsync(host, world, "a", atStart);
        await host.AdvanceAsync(Hour / 2);

        await world.WhenAsync("a", "alarm", atStart + 1);
    });

    [Fact]
    public Task An_alarm_that_its_actor_neither_set_nor_cleared_rings_again_after_a_while() => RunAsync(async (host, world) =>
    {
        world.OnAlarm("a", AlarmAnswer.Nothing);
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);
        await host.AdvanceAsync(Hour);
        await world.WhenAsync("a", "alarm ended");

        world.OnAlarm("a", AlarmAnswer.Clear);
        await AdvanceUntilAsync(host, world.WhenAsync("a", "alarm ended", 2));
        await host.AdvanceAsync(LongWhile);

        await ShouldHaveRungAsync(host, world, "a", 2);
    });

    [Fact]
    public Task An_alarm_whose_turn_failed_rings_again_after_a_while() => RunAsync(async (host, world) =>
    {
        world.OnAlarm("a", AlarmAnswer.Throw);
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);
        await host.AdvanceAsync(Hour);
        await world.WhenAsync("a", "alarm");

        world.OnAlarm("a", AlarmAnswer.Clear);

        await AdvanceUntilAsync(host, world.WhenAsync("a", "alarm ended"));
    });

    [Fact]
    public Task An_alarm_that_cannot_activate_its_actor_rings_again_after_a_while() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").SetAlarmAsync(host.Now + Hour);
        world.FailActivations("a", times: 1);

        await host.KillAndRestartAsync(RingsAllAlarmsAtStart ? default : Hour);
        await world.WhenAsync("a", "activating", 2);

        await AdvanceUntilAsync(host, world.WhenAsync("a", "alarm ended"));
    });

    [Fact]
    public Task Many_alarms_ring_each_for_its_own_actor() => RunAsync(async (host, world) =>
    {
        var keys = Enumerable.Range(0, 300).Select(i => $"p{i}").ToArray();
        await Task.WhenAll(keys.Select(key => host.Probe(key).SetAlarmAsync(host.Now + Hour)));

        await host.AdvanceAsync(Hour);

        foreach (var key in keys) await world.WhenAsync(key, "alarm ended");
    });

    [Fact]
    public Task Many_alarms_ring_at_a_start() => RunAsync(async (host, world) =>
    {
        var keys = Enumerable.Range(0, 300).Select(i => $"p{i}").ToArray();
        await Task.WhenAll(keys.Select(key => host.Probe(key).SetAlarmAsync(host.Now + Hour)));

        await host.KillAndRestartAsync(RingsAllAlarmsAtStart ? default : Hour);

        foreach (var key in keys) await world.WhenAsync(key, "alarm ended");
    });

    /// <summary>A while after the host has learnt how the last turn ended, which no probe can see.</summary>
    private static async Task AdvanceUntilAsync(IHostUnderTest host, Task met)
    {
        for (var i = 0; i < 10_000 && !met.IsCompleted; i++)
        {
            await host.AdvanceAsync(LongWhile);
            await Task.Yield();
        }
        await met;
    }

    /// <summary>By a turn that comes after any alarm that has arrived.</summary>
    private static async Task ShouldHaveRungAsync(IHostUnderTest host, ProbeWorld world, string key, int times)
    {
        await host.Probe(key).NoteAsync("looked");
        world.Count(key, "alarm").ShouldBe(times);
    }
}
