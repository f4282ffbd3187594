using CallQueue.Businesses.Turns;
using CallQueue.Trunks;

namespace CallQueue.Businesses.Leases;

public sealed class TrunkShareTests
{
    private static readonly DateTimeOffset Now = Some.Instant;
    private readonly TrunkShare _share = new();

    [Fact]
    public void Before_the_first_answer_nothing_is_dialed()
    {
        _share.Hold(Now).ToString().ShouldBe("trunk");
        Ask().ShouldNotBeNull();
        Ask().ShouldBeNull("one question at a time");
    }

    [Fact]
    public void An_answer_says_how_much_and_why_not()
    {
        Answer(Notice(1, 3));
        (_share.Share, _share.Hold(Now)).ShouldBe((3, null));
        _share.Tell(Notice(2, 3) with { OpenUntil = Now + Some.Seconds(5) });
        _share.Hold(Now).ToString().ShouldBe("trunk closed");
        _share.Hold(Now + Some.Seconds(5)).ShouldBeNull();
        _share.Tell(Notice(3, 3) with { Stopped = "401" });
        _share.Hold(Now).ToString().ShouldBe("trunk stopped: 401");
    }

    [Fact]
    public void Permits_are_spent_or_lost_within_a_second()
    {
        Answer(Notice(1, 3) with { Permits = 2 });
        _share.Hold(Now).ShouldBeNull();
        _share.Spend(Now);
        _share.Hold(Now + Some.Seconds(0.9)).ShouldBeNull();
        _share.Hold(Now + Some.Seconds(1)).ToString().ShouldBe("trunk pace");
    }

    [Fact]
    public void Older_news_is_ignored_and_nothing_is_raised_while_a_question_is_open()
    {
        Answer(Notice(5, 3));
        _share.Tell(Notice(4, 1));
        _share.Share.ShouldBe(3);
        Ask(demand: 9).ShouldNotBeNull().Cap.ShouldBe(3);
        _share.Tell(Notice(6, 9));
        _share.Share.ShouldBe(3);
        _share.Answer(Notice(6, 3) with { Booked = 9 }, Now);
        Ask(demand: 9).ShouldNotBeNull("what is booked and was not taken is asked for, or given back");
    }

    [Fact]
    public void A_lost_question_is_repeated_after_a_second()
    {
        Ask().ShouldNotBeNull();
        _share.NoAnswer(Now);
        Ask().ShouldBeNull();
        Ask(now: Now + Some.Seconds(1)).ShouldNotBeNull();
    }

    [Fact]
    public void Whoever_could_use_more_asks_every_fifteen_seconds_and_nobody_else_does()
    {
        Answer(Notice(1, 3));
        (_share.AskAgainAt, Ask(now: Now + TimeSpan.FromHours(1))).ShouldBe((null, null));
        _share.Tell(Notice(2, 1));
        Ask().ShouldNotBeNull("a lowered share is confirmed at once").Cap.ShouldBe(1);
        _share.Answer(Notice(3, 1), Now);
        Ask(now: Now + Some.Seconds(14)).ShouldBeNull();
        Ask(now: Now + Some.Seconds(15)).ShouldNotBeNull();
    }

    private AskTrunk? Ask(int demand = 3, DateTimeOffset? now = null) => _share.Question(Some.Business, 1, demand, 0, 1, now ?? Now);

    private void Answer(TrunkNotice notice)
    {
        Ask().ShouldNotBeNull();
        _share.Answer(notice, Now);
    }

    private static TrunkNotice Notice(long stamp, int share) => new(Some.Trunk, stamp, share, null, null, null, null);
}
