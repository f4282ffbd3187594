using CallQueue.Hosting.Local;
using CallQueue.Scenarios;

namespace CallQueue.Replies;

public sealed class ReplyTests
{
    private static readonly KeptAnswer Answer = new(202, "application/json", [1, 2, 3]);

    private readonly ScenarioHost _host = new(new ScriptedCarrier((_, _) => Fate.Talks()));

    private IReply Reply => _host.Actors.Reply("k");

    [Fact]
    public void An_answer_is_repeated_for_a_day_over_crashes_and_then_forgotten_with_its_record() => _host.Play(async () =>
    {
        (await Reply.BeginAsync("t1", "f")).ShouldBeOfType<ReplyStanding.Begun>();
        await Reply.FinishAsync("t1", Answer);
        _host.Crash();
        await _host.WaitAsync(TimeSpan.FromHours(23));
        KeptAnswer kept = (await Reply.BeginAsync("t2", "f")).ShouldBeOfType<ReplyStanding.Kept>().Answer;
        (kept.Status, kept.ContentType).ShouldBe((202, "application/json"));
        kept.Body.ShouldBe(Answer.Body);

        await _host.WaitAsync(TimeSpan.FromHours(1.1));
        _host.Store.Actors.ShouldNotContain(new ActorAddress(LocalActors.ReplyKind, "k"));
        (await Reply.BeginAsync("t3", "other")).ShouldBeOfType<ReplyStanding.Begun>();
        await _host.WaitAsync(TimeSpan.FromHours(25));
        _host.Store.Actors.ShouldBeEmpty();
    });

    [Fact]
    public void Of_many_tries_at_once_one_begins() => _host.Play(async () =>
    {
        ReplyStanding[] standings = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Reply.BeginAsync($"t{i}", "f")));
        standings.Count(s => s is ReplyStanding.Begun).ShouldBe(1);
        standings.Count(s => s is ReplyStanding.UnderWay).ShouldBe(19);
    });

    [Fact]
    public void Another_request_under_the_same_name_conflicts_answered_or_not() => _host.Play(async () =>
    {
        await Reply.BeginAsync("t1", "f");
        (await Reply.BeginAsync("t2", "g")).ShouldBeOfType<ReplyStanding.Conflict>();
        await Reply.FinishAsync("t1", Answer);
        (await Reply.BeginAsync("t3", "g")).ShouldBeOfType<ReplyStanding.Conflict>();
    });

    [Fact]
    public void A_try_whose_process_died_is_taken_over_after_a_minute_and_its_late_answer_is_not_kept() => _host.Play(async () =>
    {
        await Reply.BeginAsync("t1", "f");
        await _host.WaitAsync(Some.Seconds(59));
        (await Reply.BeginAsync("t2", "f")).ShouldBeOfType<ReplyStanding.UnderWay>();
        await _host.WaitAsync(Some.Seconds(2));
        (await Reply.BeginAsync("t2", "f")).ShouldBeOfType<ReplyStanding.Begun>();
        await Reply.FinishAsync("t1", Answer with { Status = 500 });
        await Reply.FinishAsync("t2", Answer);
        (await Reply.BeginAsync("t3", "f")).ShouldBeOfType<ReplyStanding.Kept>().Answer.Status.ShouldBe(202);
    });

    [Fact]
    public void A_try_that_changed_nothing_leaves_the_name_free_even_for_another_request() => _host.Play(async () =>
    {
        await Reply.BeginAsync("t1", "f");
        await Reply.DropAsync("t1");
        (await Reply.BeginAsync("t2", "g")).ShouldBeOfType<ReplyStanding.Begun>();
        await Reply.DropAsync("t1");
        (await Reply.BeginAsync("t3", "g")).ShouldBeOfType<ReplyStanding.UnderWay>();
    });
}
