using CallQueue.Windows;

namespace CallQueue.Calls;

public sealed class CallRulesTests
{
    [Fact]
    public void Rules_given_go_over_those_below()
    {
        var below = new CallRules { RingTimeout = Some.Seconds(20), MaxDuration = Some.Seconds(100), TimeZone = "Europe/London", Retry = RetryPolicy.None };
        CallRules all = new CallRules { RingTimeout = Some.Seconds(30), From = Some.Number(7) }.Over(below);
        all.ShouldBe(below with { RingTimeout = Some.Seconds(30), From = Some.Number(7) });
        new CallRules().Over(null).ShouldBe(new CallRules());
    }

    [Fact]
    public void The_first_rule_out_of_range_is_named()
    {
        new CallRules().FindProblem().ShouldBeNull();
        Field(new CallRules { RingTimeout = Some.Seconds(4) }).ShouldBe("ring_timeout");
        Field(new CallRules { RingTimeout = Some.Seconds(601) }).ShouldBe("ring_timeout");
        Field(new CallRules { MaxDuration = TimeSpan.Zero }).ShouldBe("max_duration");
        Field(new CallRules { MaxDuration = TimeSpan.FromHours(25) }).ShouldBe("max_duration");
        Field(new CallRules { TimeZone = "Mars/Olympus" }).ShouldBe("timezone");
        Field(new CallRules { Window = new CallingWindow(new TimeOnly(9, 0), new TimeOnly(9, 0)) }).ShouldBe("window");
        Field(new CallRules { Retry = new RetryPolicy { MaxAttempts = 0 } }).ShouldBe("max_attempts");
    }

    [Fact]
    public void A_script_goes_over_its_template_and_variables_are_merged_by_name()
    {
        var template = new CallScript { Message = "hello", Voice = "alice", Record = true, Variables = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };
        CallScript script = new CallScript { Message = "hi", Record = false, Variables = new Dictionary<string, string> { ["b"] = "3" } }.Over(template);
        (script.Message, script.Voice, script.Record).ShouldBe(("hi", "alice", false));
        script.Variables!.OrderBy(v => v.Key).ShouldBe([new("a", "1"), new("b", "3")]);
        script.Over(null).ShouldBeSameAs(script);
    }

    private static string? Field(CallRules rules) => rules.FindProblem()?.Field;
}
