namespace CallQueue.Schedules;

public sealed class CronTests
{
    [Theory] // expression → what is said of it
    [InlineData("60 * * * *", "minute '60'")]
    [InlineData("* 24 * * *", "hour '24'")]
    [InlineData("* * 32 * *", "day of month '32'")]
    [InlineData("* * 0 * *", "day of month '0'")]
    [InlineData("* * * 13 *", "month '13'")]
    [InlineData("* * * * 7", "day of week '7'")]
    [InlineData("a 9 * * *", "minute 'a'")]
    [InlineData("1,,2 * * * *", "minute '1,,2'")]
    [InlineData("* 22-2 * * *", "hour '22-2' is a range that runs backwards; write the smaller value first")]
    [InlineData("*/0 * * * *", "minute '*/0' has a step of 0")]
    [InlineData("0 9 L * *", "day of month 'L'")]
    [InlineData("0 0 9 * * *", "five fields")]
    [InlineData("* * * *", "five fields")]
    [InlineData("@daily", "five fields")]
    [InlineData("", "five fields")]
    [InlineData(null, "five fields")]
    [InlineData("0 0 30 2 *", "never fires: no month has such a day")]
    [InlineData("0 0 31 4,6,9,11 *", "never fires: no month has such a day")]
    public void An_expression_that_is_wrong_is_refused_and_the_field_named(string? text, string said)
    {
        Cron.TryParse(text, out Cron? cron, out string? problem).ShouldBeFalse();
        cron.ShouldBeNull();
        problem!.ShouldContain(said);
    }

    [Theory]
    [InlineData("0 9 * * MON-FRI")]
    [InlineData(" 0  9\t* jan,JUL * ")]
    [InlineData("1-5/2 */6 1,15 * *")]
    [InlineData("0 0 29 2 *")]
    [InlineData("0 0 29 2 1")]
    public void Names_lists_ranges_steps_and_rare_days_are_read(string text) => Cron.TryParse(text, out _, out _).ShouldBeTrue();

    [Fact]
    public void An_expression_beyond_its_length_is_refused()
    {
        Cron.TryParse(new string('1', 100_000), out _, out string? problem).ShouldBeFalse();
        problem.ShouldBe("must be at most 256 characters");
    }
}
