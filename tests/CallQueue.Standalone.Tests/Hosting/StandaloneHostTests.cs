using System.ComponentModel.DataAnnotations;
using CallQueue.Conformance.Probes;
using CallQueue.Hosting.Local;
using CallQueue.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace CallQueue.Hosting;

public sealed class StandaloneHostTests : IAsyncDisposable
{
    private readonly ProbeWorld _world = new();
    private SqliteHostUnderTest _started = null!;

    private StandaloneHost Host => _started.Host;

    public async ValueTask DisposeAsync() => await _started.DisposeAsync();

    [Fact]
    public async Task Actors_that_were_let_go_leave_memory()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => _started.Probe($"{i}").CountAsync()));
        Host.Count.ShouldBe(100);

        await _started.LetIdleActorsGoAsync();
        for (var i = 0; i < 100; i++) await _world.WhenAsync($"{i}", "released");

        Host.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Calls_that_arrive_while_an_actor_is_let_go_are_served_by_the_next_instance()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        for (var round = 1; round <= 50; round++)
        {
            await _started.Probe("a").AddAsync(1);
            var letGo = _started.LetIdleActorsGoAsync();
            var notes = Enumerable.Range(0, 20).Select(i => _started.Probe("a").NoteAsync($"{round}-{i}")).ToArray();
            await Task.WhenAll([letGo, .. notes]);
        }

        var notesOnly = _world.Journal("a").Where(note => note.Contains('-'));
        notesOnly.ShouldBe(Enumerable.Range(1, 50).SelectMany(round => Enumerable.Range(0, 20).Select(i => $"{round}-{i}")));
    }

    [Fact]
    public async Task A_stop_waits_for_running_turns_and_lets_every_actor_go()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        var running = _started.Probe("a").CountAfterAsync("gate");
        await _started.Probe("b").AddAsync(1);
        await _world.WhenAsync("a", "begun counting");

        var stop = Host.StopAsync(TimeSpan.FromSeconds(10));
        stop.IsCompleted.ShouldBeFalse();
        _world.Open("gate");
        await stop;

        (await running).ShouldBe(1);
        (_world.Count("a", "released"), _world.Count("b", "released")).ShouldBe((1, 1));
        Host.Count.ShouldBe(0);
        Directory.GetFiles(Host.Folder!.Path).Select(Path.GetFileName).ShouldBe(["callqueue.db", "callqueue.lock"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_stop_cuts_off_turns_that_outlast_its_patience()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        var endless = _started.Probe("a").CountAfterAsync("gate");
        await _world.WhenAsync("a", "begun counting");

        var stop = Host.StopAsync(TimeSpan.FromSeconds(10));
        _started.Time.Advance(TimeSpan.FromSeconds(10));
        await stop;
        _world.Open("gate");

        // Refused by its own instance, which has ended, or by the data file, which is closed: whichever comes first.
        await Should.ThrowAsync<UnavailableException>(endless);
    }

    [Fact]
    public async Task A_stopped_host_refuses_calls_so_that_they_are_repeated_elsewhere()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        await Host.StopAsync(TimeSpan.Zero);

        (await Should.ThrowAsync<UnavailableException>(_started.Probe("a").AddAsync(1))).Message.ShouldContain("shutting down");
    }

    [Fact]
    public async Task A_stop_while_an_actor_is_activated_does_not_wait_for_it()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        var waiting = _started.Probe("slow-a").CountAsync();
        await _world.WhenAsync("slow-a", "activating");

        await Host.StopAsync(TimeSpan.Zero);
        _world.Open("slow-a");

        await Should.ThrowAsync<Exception>(waiting);
    }

    [Fact]
    public async Task A_kind_that_nobody_made_is_refused()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);

        await Should.ThrowAsync<ArgumentException>(() => Host.RunAsync(new ActorAddress("nobody", "a"), _ => Task.FromResult(1)));
    }

    [Fact]
    public async Task An_alarm_of_an_unknown_kind_is_left_alone()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        var unknown = new ActorAddress("of-the-future", "a");
        await Host.Store.WriteAsync(new AlarmChange(unknown, new WriteFence(unknown), _started.Now.AddHours(1)));

        await _started.KillAndRestartAsync(TimeSpan.FromHours(2));

        Host.Store.LoadAlarms().ShouldHaveSingleItem().Owner.ShouldBe(unknown);
    }

    [Fact]
    public async Task Alarms_found_at_the_opening_wait_until_they_are_started()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        await _started.Probe("a").SetAlarmAsync(_started.Now.AddHours(1));
        var path = Host.Folder!.Path;
        await Host.StopAsync(TimeSpan.Zero);

        await using var reopened = await StandaloneHost.OpenAsync(path, [Kind()], new(), _started.Time, NullLoggerFactory.Instance);
        _started.Time.Advance(TimeSpan.FromHours(2));
        _world.Count("a", "alarm").ShouldBe(0);
        reopened.StartAlarms();

        await _world.WhenAsync("a", "alarm ended");
    }

    [Fact]
    public async Task Setting_the_alarm_that_is_set_costs_no_write()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);
        await _started.Probe("a").SetAlarmAsync(_started.Now.AddHours(1));
        var before = Host.Store.Writer.Transactions;

        for (var i = 0; i < 10; i++) await _started.Probe("a").SetAlarmAsync(_started.Now.AddHours(1));

        Host.Store.Writer.Transactions.ShouldBe(before);
    }

    [Fact]
    public async Task Options_out_of_range_are_refused()
    {
        _started = await SqliteHostUnderTest.StartAsync(_world);

        Should.Throw<ValidationException>(() => new StandaloneHostOptions { IdleAfter = TimeSpan.Zero }.Check()).Message.ShouldContain("IdleAfter");
        Should.Throw<ValidationException>(() => new StandaloneHostOptions { AlarmRefireAfter = TimeSpan.Zero }.Check()).Message.ShouldContain("AlarmRefireAfter");
    }

    private ActorKind Kind() => new(ProbeProxy.Kind, context => new ProbeActor(context, _world, _ => throw new NotSupportedException()));
}
