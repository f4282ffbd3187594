namespace CallQueue.Calls;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Doubling = new() { MaxAttempts = 5, Delay = Some.Minutes(10), Factor = 2 };

    [Theory] // attempt that ended, outcome → minutes until the next; null: none
    [InlineData(1, Outcome.Busy, 30)]
    [InlineData(2, Outcome.NoAnswer, 30)]
    [InlineData(1, Outcome.Failed, 30)]
    [InlineData(3, Outcome.Busy, null)]
    [InlineData(1, Outcome.Completed, null)]
    [InlineData(1, Outcome.Canceled, null)]
    [InlineData(1, Outcome.Rejected, null)]
    public void By_default_three_attempts_half_an_hour_apart(int attempt, Outcome outcome, int? minutes) =>
        RetryPolicy.Default.NextAttemptAt(attempt, outcome, true, Some.Instant).ShouldBe(minutes is { } m ? Some.Instant + Some.Minutes(m) : null);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 80)]
    [InlineData(5, null)]
    public void A_factor_multiplies_each_further_delay(int attempt, int? minutes) =>
        Doubling.NextAttemptAt(attempt, Outcome.Busy, true, Some.Instant).ShouldBe(minutes is { } m ? Some.Instant + Some.Minutes(m) : null);

    [Fact]
    public void What_is_not_retryable_is_not_retried() => RetryPolicy.Default.NextAttemptAt(1, Outcome.Failed, false, Some.Instant).ShouldBeNull();

    [Fact]
    public void No_policy_is_one_attempt() => RetryPolicy.None.NextAttemptAt(1, Outcome.Busy, true, Some.Instant).ShouldBeNull();

    [Fact]
    public void No_delay_is_longer_than_thirty_days() =>
        new RetryPolicy { MaxAttempts = 100, Delay = TimeSpan.FromDays(1), Factor = 10 }.NextAttemptAt(99, Outcome.Busy, true, Some.Instant)
            .ShouldBe(Some.Instant + TimeSpan.FromDays(30));

    [Fact]
    public void Numbers_out_of_range_are_named()
    {
        Field(new RetryPolicy()).ShouldBeNull();
        Field(new RetryPolicy { MaxAttempts = 0 }).ShouldBe("max_attempts");
        Field(new RetryPolicy { MaxAttempts = 101 }).ShouldBe("max_attempts");
        Field(new RetryPolicy { Delay = TimeSpan.FromTicks(-1) }).ShouldBe("retry_delay");
        Field(new RetryPolicy { Delay = TimeSpan.FromDays(31) }).ShouldBe("retry_delay");
        Field(new RetryPolicy { Factor = 0.5 }).ShouldBe("retry_factor");
        Field(new RetryPolicy { Factor = double.NaN }).ShouldBe("retry_factor");
    }

    private static string? Field(RetryPolicy policy) => policy.FindProblem()?.Field;
}
