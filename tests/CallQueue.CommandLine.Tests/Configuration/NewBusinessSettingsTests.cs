using CallQueue.Businesses;
using CallQueue.Businesses.Leases;

namespace CallQueue.Configuration;

public sealed class NewBusinessSettingsTests
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
    [InlineData("CALLQUEUE_PROFILE=standalone;MAX_CONCURRENT_CALLS=200", 200, "10/1")]
    [InlineData("CALLQUEUE_PROFILE=standalone;MAX_CONCURRENT_CALLS=50", 50, "10/1")]
    [InlineData("CALLQUEUE_PROFILE=standalone;MAX_CONCURRENT_CALLS=100000", 10000, "10/1")]
    [InlineData("CALLQUEUE_PROFILE=standalone;MAX_CONCURRENT_CALLS=200;QUEUE_CONCURRENCY=20", 20, "10/1")]
    [InlineData("CALLQUEUE_PROFILE=vomind;MAX_CONCURRENT_CALLS=200", 5, "10/60")]
    [InlineData("MAX_CONCURRENT_CALLS=200", 3, "")]
    public void The_environment_says_what_a_new_business_starts_with(string variables, int slots, string rates)
    {
        BusinessSettings settings = Read(variables, out string? problem);

        problem.ShouldBeNull();
        settings.FindProblem().ShouldBeNull();
        settings.Slots.ShouldBe(slots);
        string.Join(',', settings.Rates.Select(rate => $"{rate.Count}/{rate.Period.TotalSeconds}")).ShouldBe(rates);
    }

    [Theory]
    [InlineData("CALLQUEUE_PROFILE=acme", "CALLQUEUE_PROFILE must be prosaas, vomind, relevel or standalone; got 'acme' (environment variable CALLQUEUE_PROFILE).")]
    [InlineData("CALL_WORKER_CONCURRENCY=0", "CALL_WORKER_CONCURRENCY must be a whole number from 1 to 10000; got '0' (environment variable CALL_WORKER_CONCURRENCY).")]
    [InlineData("QUEUE_CONCURRENCY=many", "QUEUE_CONCURRENCY must be a whole number from 1 to 10000; got 'many' (environment variable QUEUE_CONCURRENCY).")]
    [InlineData("RATE_LIMIT_PER_SECOND=-1", "RATE_LIMIT_PER_SECOND must be a whole number from 0 to 1000000; got '-1' (environment variable RATE_LIMIT_PER_SECOND).")]
    public void A_wrong_variable_is_named(string variables, string expected)
    {
        Read(variables, out string? problem);
        problem.ShouldBe(expected);
    }

    private static BusinessSettings Read(string variables, out string? problem)
    {
        SettingValues settings = SomeSettings.Of(variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]));
        BusinessSettings read = QueueReader.NewBusiness(settings);
        problem = settings.Problems.SingleOrDefault()?.Sentence;
        return read;
    }
}
