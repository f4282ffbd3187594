using System.Collections.Concurrent;
using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CallQueue.Hosting;

public sealed class AlarmClockTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<string> _rung = new();
    private readonly AlarmClock _clock;
    private Func<string, Task> _turn = _ => Task.CompletedTask;

    public AlarmClockTests()
    {
        _clock = new AlarmClock(RingAsync, TimeSpan.FromSeconds(30), _time, NullLogger.Instance);
    }

    public void Dispose() => _clock.Dispose();

    [Fact]
    public void Alarms_ring_in_the_order_of_their_due_times()
    {
        _clock.Start();
        Set("late", 3);
        Set("early", 1);
        Set("middle", 2);

        _time.Advance(TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromHours(5));

        _rung.Distinct().ShouldBe(["early", "middle", "late"]);
    }

    [Fact]
    public void An_alarm_may_be_years_away()
    {
        _clock.Start();
        Set("far", 24 * 365 * 3);

        _time.Advance(TimeSpan.FromDays(365 * 2));
        _rung.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromDays(365));

        _rung.ShouldBe(["far"]);
    }

    [Fact]
    public void At_a_start_at_most_64_turns_run_at_a_time()
    {
        var turns = new TaskCompletionSource();
        _turn = _ => turns.Task;
        _clock.Restore(Enumerable.Range(0, 200).Select(i => (new ActorAddress("test", $"{i}"), _time.GetUtcNow().AddHours(1))));

        _clock.Start();
        _rung.Count.ShouldBe(64);
        turns.SetResult();

        _rung.Count.ShouldBe(200);
    }

    [Fact]
    public async Task Turns_that_hang_do_not_keep_other_alarms_from_ringing()
    {
        _turn = _ => new TaskCompletionSource().Task;
        _clock.Restore(Enumerable.Range(0, 200).Select(i => (new ActorAddress("test", $"{i}"), _time.GetUtcNow().AddHours(1))));
        _clock.Start();

        for (var i = 0; i < 10_000 && _rung.Count < 200; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }
        _rung.Distinct().Count().ShouldBe(200);
    }

    [Fact]
    public void An_alarm_does_not_ring_again_while_its_turn_runs()
    {
        var turn = new TaskCompletionSource();
        _turn = _ => turn.Task;
        _clock.Start();
        Set("a", 0);

        for (var i = 0; i < 10; i++) _time.Advance(TimeSpan.FromSeconds(30));
        _rung.Count.ShouldBe(1);
        turn.SetResult();
        _time.Advance(TimeSpan.FromSeconds(30));

        _rung.Count.ShouldBe(2);
    }

    [Fact]
    public void A_failing_alarm_rings_again_after_ever_longer_waits_up_to_a_minute()
    {
        _turn = _ => Task.FromException(new InvalidOperationException("told to fail"));
        _clock.Start();
        Set("a", 0);
        foreach (var (seconds, rings) in (ReadOnlySpan<(int, int)>)[(0, 1), (1, 2), (1, 2), (1, 3), (4, 4), (8, 5), (16, 6), (32, 7), (60, 8), (60, 9)])
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            _rung.Count.ShouldBe(rings);
        }
    }

    [Fact]
    public void An_alarm_set_by_its_own_turn_rings_at_the_new_time()
    {
        _turn = key =>
        {
            Set(key, 1);
            return Task.CompletedTask;
        };
        _clock.Start();
        Set("a", 0);

        _time.Advance(TimeSpan.FromMinutes(59));
        _rung.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(1));

        _rung.Count.ShouldBe(2);
    }

    [Fact]
    public void A_stopped_clock_rings_no_more()
    {
        _clock.Start();
        Set("a", 1);
        _clock.Stop();

        _time.Advance(TimeSpan.FromHours(2));

        _rung.ShouldBeEmpty();
    }

    private void Set(string key, int hours) => _clock.Set(new ActorAddress("test", key), _time.GetUtcNow().AddHours(hours));

    private Task RingAsync(ActorAddress owner)
    {
        _rung.Enqueue(owner.Key);
        return _turn(owner.Key);
    }
}
