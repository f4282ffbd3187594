using CallQueue.Calls;
using CallQueue.Commands;

namespace CallQueue.Dialing;

/// <summary>A default of an option never overrides what the business says; a given option does.</summary>
public sealed class DialOrderTests
{
    private static readonly RetryPolicy Own = new() { MaxAttempts = 5, Delay = TimeSpan.FromMinutes(7), Factor = 3, RetryOn = [Outcome.Busy] };

    /// <summary>Options × whether the business has retries → attempts in all, delay, factor.</summary>
    [Theory]
    [InlineData(null, null, false, 1, 30, 1)]
    [InlineData(null, null, true, 5, 7, 3)]
    [InlineData(2, null, false, 3, 30, 1)]
    [InlineData(2, null, true, 3, 7, 3)]
    [InlineData(0, null, true, 1, 7, 3)]
    [InlineData(null, 9, false, 1, 9, 1)]
    [InlineData(null, 9, true, 5, 9, 3)]
    [InlineData(2, 9, true, 3, 9, 1)]
    public void Retries_are_those_of_the_options_else_of_the_business_else_none(int? retries, int? delay, bool hasOwn, int attempts, int minutes, double factor)
    {
        var business = new CallRules { Retry = hasOwn ? Own : null };
        CallRules rules = Order(retries, delay, ring: null).RulesOver(business).Over(business);
        (rules.Retry!.MaxAttempts, rules.Retry.Delay.TotalMinutes, rules.Retry.Factor).ShouldBe((attempts, minutes, factor));
    }

    [Theory]
    [InlineData(null, null, 10)]
    [InlineData(null, 45, 45)]
    [InlineData(20, 45, 20)]
    public void The_ring_timeout_of_simulated_calls_gives_way_to_the_business_s(int? option, int? own, int seconds)
    {
        var business = new CallRules { RingTimeout = own is { } ring ? TimeSpan.FromSeconds(ring) : null };
        Order(null, null, option).RulesOver(business).Over(business).RingTimeout.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Slots_that_were_set_before_stay_when_no_slots_are_given()
    {
        using var scene = new Scene();
        (await InProcess.RunAsync("dial", scene.People(3), "--data", scene.Data, "--speed", "100", "--slots", "7", "--run-id", "a")).Code.ShouldBe(ExitCode.Done);
        (ExitCode code, string output, string error) = await InProcess.RunAsync("dial", scene.People(3), "--data", scene.Data, "--speed", "100", "--run-id", "b", "--again");
        code.ShouldBe(ExitCode.Done, output + error);
        output.ShouldContain("3 people, 7 at once");
    }

    private static DialOrder Order(int? retries, int? delay, int? ring) => new()
    {
        File = "people.csv",
        Rules = new CallRules
        {
            Retry = new RetryPolicy { MaxAttempts = (retries ?? 0) + 1, Delay = TimeSpan.FromMinutes(delay ?? 30) }, RingTimeout = TimeSpan.FromSeconds(ring ?? 10),
        },
        Given = new GivenRules(retries is not null, delay is not null, ring is not null),
    };
}
