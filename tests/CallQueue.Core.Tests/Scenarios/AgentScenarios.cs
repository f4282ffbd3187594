using CallQueue.Businesses;
using CallQueue.Calls.Attempts;

namespace CallQueue.Scenarios;

/// <summary>A business with agents: each live call needs one.</summary>
public sealed class AgentScenarios
{
    [Fact]
    public void No_more_calls_are_live_than_agents_less_those_who_are_kept_for_people_who_call_in()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await AgentsAsync(s, slots: 10, agents: 5, reserved: 2);
            await s.EnqueueAsync(Some.Run("r", 6));
            await s.Host.WaitAsync(Some.Seconds(5));
            BusinessSnapshot held = await s.CheckedAsync();
            (held.Live.Count, held.Counts.Ready).ShouldBe((3, 3));
            held.Holds.ShouldBe([new Hold(HoldKind.Agents)]);
            CallHold why = (await s.Business.WhyAsync("r-3"))!.Holds.Single(one => one.Kind == HoldKind.Agents);
            why.Detail.ShouldBe("3 calls are live, and 2 of 5 agents are kept for people who call in");

            // At once in both directions: two more agents take two more calls, and fewer let live ones end.
            await AgentsAsync(s, slots: 10, agents: 5, reserved: 0);
            await s.Host.WaitAsync(Some.Seconds(1));
            (await s.CheckedAsync()).Live.Count.ShouldBe(5);
            await AgentsAsync(s, slots: 10, agents: 1, reserved: null);
            await s.Host.WaitAsync(Some.Seconds(1));
            held = await s.CheckedAsync();
            (held.Live.Count, held.Counts.Ready).ShouldBe((5, 1));
            (await s.Business.WhyAsync("r-5"))!.Holds.ShouldContain(hold => hold.Detail == "5 calls are live, one for each of 1 agents");
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(6);
        });
    }

    [Fact]
    public void Slots_hold_by_their_own_name_and_no_agent_dials_nothing()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await AgentsAsync(s, slots: 2, agents: 2, reserved: null);
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Seconds(1));
            (await s.CheckedAsync()).Holds.ShouldBe([new Hold(HoldKind.Slots)]);
            await AgentsAsync(s, slots: 2, agents: 0, reserved: null);
            await s.Host.WaitAsync(Some.Minutes(10));
            BusinessSnapshot held = await s.CheckedAsync();
            (held.Counts.Completed, held.Counts.Ready).ShouldBe((2, 1));
            held.Holds.ShouldBe([new Hold(HoldKind.Agents)]);
            await AgentsAsync(s, slots: 2, agents: null, reserved: null);
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(3);
        });
    }

    [Theory]
    [InlineData(-1, null, "agents", "must be from 0 to 10000; got -1")]
    [InlineData(10_001, null, "agents", "must be from 0 to 10000; got 10001")]
    [InlineData(null, 1, "agents_reserved", "keeps agents free, so it needs agents, which says how many there are; got 1")]
    [InlineData(3, 4, "agents_reserved", "must be from 0 to agents, 3; got 4")]
    [InlineData(3, -1, "agents_reserved", "must be from 0 to agents, 3; got -1")]
    public void What_is_wrong_is_refused_by_field_and_value(int? agents, int? reserved, string field, string problem) =>
        new BusinessSettings { Agents = agents, AgentsReserved = reserved }.FindProblem().ShouldBe(new(field, problem));

    private static async Task AgentsAsync(Scenario s, int slots, int? agents, int? reserved) =>
        (await s.Business.ChangeSettingsAsync(new BusinessSettings { Slots = slots, Agents = agents, AgentsReserved = reserved })).ShouldBeNull();
}
