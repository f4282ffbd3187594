using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Trunks;

namespace CallQueue.Scenarios;

/// <summary>An agent server that is asked for its sessions: calls that it talks to follow what it answers.</summary>
public sealed class AgentServerScenarios
{
    private static readonly CallQueueOptions Asked = new() { AsksAgentServer = true };

    [Fact]
    public void Dialing_follows_the_sessions_down_and_up_within_two_seconds()
    {
        var s = new Scenario(Fate.Talks(20), Asked);
        s.Play(async () =>
        {
            var server = new Server(s) { Sessions = 8 };
            await server.BeginAsync(slots: 100);
            await s.EnqueueAsync(Some.Run("r", 200, Agents));
            await s.Host.WaitAsync(Some.Seconds(2));
            BusinessSnapshot held = await s.CheckedAsync();
            held.Live.Count.ShouldBe(8);
            held.Holds.ShouldBe([new Hold(HoldKind.Agents, "all sessions of the agent server are in use")]);
            (await s.Business.WhyAsync("r-150"))!.Holds.ShouldContain(new CallHold(HoldKind.Agents, "all sessions of the agent server are in use"));

            // Halved while all are live: those go on, and no other is dialed until fewer than half are.
            server.Sessions = 4;
            await s.Host.WaitAsync(Some.Seconds(2));
            int dials = s.Dials.Count;
            await s.Host.WaitAsync(Some.Seconds(60));
            (await s.CheckedAsync()).Live.Count.ShouldBe(4);
            s.Dials.Count.ShouldBeGreaterThan(dials);

            server.Sessions = 10;
            await s.Host.WaitAsync(Some.Seconds(2));
            (await s.CheckedAsync()).Live.Count.ShouldBe(10);
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(200);
            server.Ends();
        });
    }

    [Fact]
    public void Halved_sessions_are_not_given_to_one_business_while_anothers_calls_hold_them()
    {
        var s = new Scenario(Fate.Talks(60), Asked);
        s.Play(async () =>
        {
            var server = new Server(s) { Sessions = 8 };
            await server.BeginAsync(slots: 100);
            IBusiness other = s.Host.Actors.Business(new BusinessId("other"));
            await other.ChangeSettingsAsync(new BusinessSettings { Slots = 100 });
            await s.EnqueueAsync(Some.Run("r", 7, Agents));
            await s.Host.WaitAsync(Some.Seconds(5));
            (await s.CheckedAsync()).Live.Count.ShouldBe(7);
            server.Sessions = 4;
            await s.Host.WaitAsync(Some.Seconds(2));
            (await other.EnqueueAsync(Some.Run("r", 20, Agents, firstNumber: 100))).ShouldBeOfType<EnqueueAnswer.Taken>();
            for (int second = 0; second < 200; second++)
            {
                int before = s.Dials.Count, live = s.Dials.Count(dial => dial.IsLive);
                await s.Host.WaitAsync(Some.Seconds(1));
                if (s.Dials.Count > before) s.Dials.Count(dial => dial.IsLive).ShouldBeLessThanOrEqualTo(4, $"after {second} s; {live} were live");
            }

            s.Dials.Count(dial => dial.Request.Attempt.Call.Business.Value == "other").ShouldBeGreaterThan(4);
            server.Ends();
        });
    }

    [Fact]
    public void A_server_that_does_not_answer_holds_by_its_reason_and_calls_with_words_of_their_own_go_on()
    {
        var s = new Scenario(Fate.Talks(5), Asked);
        s.Play(async () =>
        {
            var server = new Server(s) { Problem = "the agent server does not answer within 1 second" };
            await server.BeginAsync(slots: 100);
            await s.EnqueueAsync(Some.Run("agents", 5, Agents));
            await s.EnqueueAsync(Some.Run("words", 5, new RunTemplate { Script = new CallScript { Message = "Hello" } }, firstNumber: 10));
            await s.SubmitAsync("own", Some.Call(30) with { Script = new CallScript { Message = "Hello" } });
            await s.SubmitAsync("document", Some.Call(31) with { Script = new CallScript { AnswerUrl = "https://app.example.com/answer" } });
            await s.Host.WaitAsync(Some.Minutes(1));
            BusinessSnapshot held = await s.CheckedAsync();
            (held.Counts.Completed, held.Counts.Ready).ShouldBe((7, 5));
            held.Holds.ShouldBe([new Hold(HoldKind.Agents, server.Problem!)]);
            (await s.Business.WhyAsync("agents-0"))!.ExpectedAt.ShouldBeNull();

            server.Problem = null;
            server.Sessions = 2;
            await s.Host.WaitAsync(Some.Seconds(2));
            (await s.CheckedAsync()).Live.Count.ShouldBe(2);
            (await s.UntilOverAsync("agents")).Counts.Completed.ShouldBe(5);
            server.Ends();
        });
    }

    [Fact]
    public void When_nobody_asks_any_more_nothing_is_dialed()
    {
        var s = new Scenario(Fate.Talks(3), Asked);
        s.Play(async () =>
        {
            var server = new Server(s) { Sessions = 2 };
            await server.BeginAsync(slots: 100);
            await s.EnqueueAsync(Some.Run("r", 100, Agents));
            await s.Host.WaitAsync(Some.Seconds(10));
            server.Ends();
            await s.Host.WaitAsync(Some.Seconds(8));
            int dials = s.Dials.Count;
            await s.Host.WaitAsync(Some.Minutes(5));
            s.Dials.Count.ShouldBe(dials);
            (await s.CheckedAsync()).Holds.Single().ToString().ShouldBe("agents: the agent server has not been asked for 2 seconds");
        });
    }

    [Fact]
    public void A_retry_of_a_call_with_words_of_its_own_waits_for_no_agent_and_one_of_an_agents_call_does()
    {
        var s = new Scenario(Fate.Ends(Outcome.NoAnswer), Asked);
        s.Play(async () =>
        {
            var server = new Server(s) { Sessions = 3 };
            await server.BeginAsync(slots: 100);
            var retry = new CallRules { Retry = new RetryPolicy { MaxAttempts = 2, Delay = Some.Minutes(1) } };
            await s.SubmitAsync("words", Some.Call(1) with { Script = new CallScript { Message = "Hello" }, Rules = retry });
            await s.SubmitAsync("agent", Some.Call(2) with { Script = new CallScript { FlowName = "sales", Message = "Hello" }, Rules = retry });
            await s.Host.WaitAsync(Some.Seconds(40));
            s.Dials.Count.ShouldBe(2);
            server.Problem = "the agent server is down";
            s.Host.Crash();
            await s.Host.WaitAsync(Some.Minutes(5));
            s.Dials.Count(dial => dial.Call == "words").ShouldBe(2);
            s.Dials.Count(dial => dial.Call == "agent").ShouldBe(1);
            server.Problem = null;
            await s.UntilIdleAsync();
            s.Dials.Count(dial => dial.Call == "agent").ShouldBe(2);
            server.Ends();
        });
    }

    private static RunTemplate Agents => new() { Script = new CallScript { FlowName = "sales" } };

    /// <summary>What the process that asks the agent server reports, twice a second.</summary>
    private sealed class Server(Scenario s)
    {
        private bool _isOver;

        public int Sessions { get; set; }

        public string? Problem { get; set; }

        public async Task BeginAsync(int slots)
        {
            (await s.Business.ChangeSettingsAsync(new BusinessSettings { Slots = slots })).ShouldBeNull();
            _ = ReportAsync();
        }

        public void Ends() => _isOver = true;

        private async Task ReportAsync()
        {
            for (; !_isOver; await s.Host.WaitAsync(Some.Seconds(0.5)))
                await s.Host.Actors.Trunk(CallQueueOptions.AgentServer).ReportAsync(new DialReport.AgentsAsked("asker", Problem is null ? Sessions : 0, Problem));
        }
    }
}
