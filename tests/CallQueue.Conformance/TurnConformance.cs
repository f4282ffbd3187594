using CallQueue.Conformance.Probes;
using CallQueue.Hosting;
using Shouldly;
using Xunit;

namespace CallQueue.Conformance;

/// <summary>Turns: one piece of code at a time, in the order of arrival (see <see cref="KeepsOrder"/>), interleaved only at awaits.</summary>
public abstract class TurnConformance : HostConformance
{
    /// <summary>
    /// Whether calls made side by side begin in the order in which they were made. Silos handle the messages of one
    /// connection side by side, so in a cluster only a call made after another's answer comes after it. Actors may not
    /// count on more.
    /// </summary>
    protected virtual bool KeepsOrder => true;

    [Fact]
    public Task Calls_begin_in_the_order_in_which_they_arrive() => RunAsync(async (host, world) =>
    {
        var probe = host.Probe("a");
        var words = Enumerable.Range(0, 200).Select(i => $"{i}").ToArray();

        await Task.WhenAll(words.Select(probe.NoteAsync));

        world.Journal("a").Where(words.Contains).ShouldBe(words, ignoreOrder: !KeepsOrder);
    });

    [Fact]
    public Task Pieces_of_one_actors_code_never_run_side_by_side() => RunAsync(async (host, world) =>
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => host.Probe("a").WorkAsync(50)));

        world.Overlaps.ShouldBe(0);
    });

    [Fact]
    public Task Another_call_runs_while_one_awaits() => RunAsync(async (host, world) =>
    {
        var waiting = host.Probe("a").WaitAsync("x", "gate");
        if (!KeepsOrder) await world.WhenAsync("a", "begun x");
        await host.Probe("a").NoteAsync("meanwhile");
        world.Open("gate");
        await waiting;

        world.Journal("a").ShouldBe(["activating", "activated", "begun x", "meanwhile", "ended x"]);
    });

    [Fact]
    public Task Actors_do_not_wait_for_each_other() => RunAsync(async (host, world) =>
    {
        var waiting = Enumerable.Range(0, 300).Select(i => host.Probe($"p{i}").WaitAsync("x", "gate")).ToArray();
        foreach (var i in Enumerable.Range(0, 300)) await world.WhenAsync($"p{i}", "begun x");

        world.Open("gate");
        await Task.WhenAll(waiting);
    });

    [Fact]
    public Task Keys_are_told_apart_to_the_letter() => RunAsync(async (host, _) =>
    {
        string[] keys = ["a", "A", "a/b", "a b", "ä", "+4915112345678", "business/run-7"];
        foreach (var key in keys)
            for (var i = 0; i < 2; i++)
                await host.Probe(key).CountAsync();

        foreach (var key in keys) (await host.Probe(key).ReportAsync()).Count.ShouldBe(2, key);
    });

    [Fact]
    public Task An_actor_is_activated_once_before_its_first_turn() => RunAsync(async (host, world) =>
    {
        var calls = Enumerable.Range(0, 20).Select(_ => host.Probe("slow-a").NoteAsync("turn")).ToArray();
        await world.WhenAsync("slow-a", "activating");
        world.Journal("slow-a").ShouldBe(["activating"]);

        world.Open("slow-a");
        await Task.WhenAll(calls);

        world.Journal("slow-a").ShouldBe(["activating", "activated", .. Enumerable.Repeat("turn", 20)]);
    });

    [Fact]
    public Task A_failed_activation_is_told_to_its_callers_and_the_next_call_tries_anew() => RunAsync(async (host, world) =>
    {
        world.FailActivations("slow-a", times: 1);
        var calls = Enumerable.Range(0, 3).Select(_ => host.Probe("slow-a").NoteAsync("turn")).ToArray();
        await host.ArrivedAsync("slow-a", calls.Length);
        world.Open("slow-a");

        foreach (var call in calls) (await ShouldThrowAsync<InvalidOperationException>(call)).Message.ShouldContain("told to fail");
        await host.Probe("slow-a").NoteAsync("later turn");

        world.Journal("slow-a").Where(note => note != "released").ShouldBe(["activating", "activating", "activated", "later turn"]);
    });

    [Theory]
    [InlineData(ProbeFailure.InvalidOperation, typeof(InvalidOperationException))]
    [InlineData(ProbeFailure.Argument, typeof(ArgumentException))]
    [InlineData(ProbeFailure.Storage, typeof(StorageException))]
    [InlineData(ProbeFailure.Canceled, typeof(OperationCanceledException))]
    public Task An_exception_reaches_the_caller_with_its_type_and_message(ProbeFailure failure, Type expected) => RunAsync(async (host, _) =>
    {
        var direct = await ThrownByAsync(host.Probe("a").FailAsync(failure, "what went wrong"));
        var throughAnother = await ThrownByAsync(host.Probe("b").LetFailAsync("a", failure, "what went wrong"));

        direct.ShouldBeOfType(expected);
        throughAnother.ShouldBeOfType(expected);
        throughAnother!.Message.ShouldContain("what went wrong");
    });

    [Fact]
    public Task An_exception_of_a_turn_does_not_end_the_instance() => RunAsync(async (host, _) =>
    {
        await host.Probe("a").AddAsync(1);
        await ShouldThrowAsync<InvalidOperationException>(host.Probe("a").FailAsync(ProbeFailure.InvalidOperation, "x"));
        await ShouldThrowAsync<StorageException>(host.Probe("a").FailAsync(ProbeFailure.Storage, "not from its own records"));

        (await host.Probe("a").AddAsync(1)).ShouldBe(2);
    });

    [Fact]
    public Task Actors_that_call_each_other_in_a_circle_do_not_wait_for_ever() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").PassAsync(["b", "a", "c", "b", "a"], "through");

        world.Count("a", "through").ShouldBe(1);
        (await host.Probe("a").ReportAsync()).Sum.ShouldBe(3);
    });

    [Fact]
    public Task An_actor_may_call_itself() => RunAsync(async (host, world) =>
    {
        await host.Probe("a").PassAsync(["a", "a"], "again");

        world.Count("a", "again").ShouldBe(1);
    });

    [Fact]
    public Task Many_actors_count_in_parallel() => RunAsync(async (host, _) =>
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            for (var n = 0; n < 10; n++) await host.Probe($"p{i}").CountAsync();
        }));

        for (var i = 0; i < 100; i++) (await host.Probe($"p{i}").ReportAsync()).Count.ShouldBe(10);
    });

    /// <summary>As whoever awaits it sees it; Shouldly makes exceptions of its own for canceled tasks.</summary>
    private static async Task<Exception?> ThrownByAsync(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
