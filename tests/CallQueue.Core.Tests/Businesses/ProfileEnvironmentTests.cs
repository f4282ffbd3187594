using CallQueue.Businesses;
using CallQueue.Businesses.Leases;

namespace CallQueue.Core.Tests.Businesses;

public sealed class ProfileEnvironmentTests
{
    [Theory]
    [InlineData("", 3, "")]
    [InlineData("CALLQUEUE_PROFILE=prosaas", 3, "")]
    [InlineData("CALLQUEUE_PROFILE=vomind", 5, "10/60")]
    [InlineData("CALLQUEUE_PROFILE= Relevel ", 5, "")]
    [InlineData("CALLQUEUE_PROFILE=standalone", 100, "10/1")]
    [InlineData("CALLQUEUE_PROFILE=vomind;CALL_WORKER_CONCURRENCY=20", 20, "10/60")]
    [InlineData("CALLQUEUE_PROFILE=relevel;QUEUE_CONCURRENCY=7", 7, "")]
    [InlineData("CALL_WORKER_CONCURRENCY=20;QUEUE_CONCURRENCY=7", 20, "")]
    [InlineData("CALLQUEUE_PROFILE=standalone;RATE_LIMIT_PER_SECOND=20", 100, "20/1")]
    [InlineData("CALLQUEUE_PROFILE=standalone;RATE_LIMIT_PER_SECOND=0", 100, "")]
    public void The_environment_says_what_a_new_business_starts_with(string variables, int slots, string rates)
    {
        BusinessSettings settings = Read(variables, out string? problem).ShouldNotBeNull();

        problem.ShouldBeNull();
        settings.FindProblem().ShouldBeNull();
        settings.Slots.ShouldBe(slots);
        string.Join(',', settings.Rates.Select(rate => $"{rate.Count}/{rate.Period.TotalSeconds}")).ShouldBe(rates);
    }

    [Theory]
    [InlineData("CALLQUEUE_PROFILE=acme", "CALLQUEUE_PROFILE must be one of prosaas, vomind, relevel, standalone; got 'acme'")]
    [InlineData("CALL_WORKER_CONCURRENCY=0", "CALL_WORKER_CONCURRENCY must be a whole number from 1 to 10000; got '0'")]
    [InlineData("QUEUE_CONCURRENCY=many", "QUEUE_CONCURRENCY must be a whole number from 1 to 10000; got 'many'")]
    [InlineData("RATE_LIMIT_PER_SECOND=-1", "RATE_LIMIT_PER_SECOND must be a whole number from 0 to 1000000; got '-1'")]
    public void A_wrong_variable_is_named(string variables, string expected)
    {
        Read(variables, out string? problem).ShouldBeNull();
        problem.ShouldBe(expected);
    }

    [Fact]
    public void Every_profile_is_valid_and_knows_its_name()
    {
        foreach (string name in BusinessProfiles.Names)
        {
            BusinessSettings settings = BusinessProfiles.Find(name).ShouldNotBeNull();
            settings.Profile.ShouldBe(name);
            settings.FindProblem().ShouldBeNull();
        }
    }

    private static BusinessSettings? Read(string variables, out string? problem)
    {
        var all = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return ProfileEnvironment.Read(all.GetValueOrDefault, out problem);
    }
}
