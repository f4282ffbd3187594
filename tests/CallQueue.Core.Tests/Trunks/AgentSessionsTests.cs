namespace CallQueue.Trunks;

public sealed class AgentSessionsTests
{
    private static readonly DateTimeOffset Now = Some.Instant;
    private readonly AgentSessions _sessions = new();

    [Fact]
    public void Before_the_first_answer_there_are_none() =>
        (_sessions.Channels(Now), _sessions.Problem(Now)).ShouldBe((0, "the agent server has not been asked yet"));

    [Fact]
    public void An_answer_counts_for_two_seconds()
    {
        Take("a", 5).ShouldBeTrue();
        Take("a", 5, after: 0.5).ShouldBeFalse("nothing has changed");
        _sessions.Channels(Now + Some.Seconds(2.4)).ShouldBe(5);
        _sessions.Channels(Now + Some.Seconds(2.5)).ShouldBe(0);
        _sessions.Problem(Now + Some.Seconds(2.5)).ShouldBe("the agent server has not been asked for 2 seconds");
    }

    [Fact]
    public void The_process_whose_answer_counts_says_when_there_is_none_and_others_only_once_it_is_old()
    {
        Take("a", 5);
        Take("b", 0, "unreachable", 0.5).ShouldBeFalse();
        _sessions.Channels(Now + Some.Seconds(0.5)).ShouldBe(5, "one process can't reach it, another can");
        Take("a", 0, "down", 1).ShouldBeTrue();
        _sessions.Problem(Now + Some.Seconds(1)).ShouldBe("down");
        Take("b", 3, null, 1.5).ShouldBeTrue();
        Take("a", 0, "down", 3.5).ShouldBeTrue();
        _sessions.Problem(Now + Some.Seconds(3.5)).ShouldBe("down");
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_an_answer_old()
    {
        Take("a", 5);
        _sessions.Channels(Now - Some.Minutes(1)).ShouldBe(0);
    }

    private bool Take(string asker, int sessions, string? problem = null, double after = 0) =>
        _sessions.Take(new DialReport.AgentsAsked(asker, sessions, problem), Now + Some.Seconds(after));
}
