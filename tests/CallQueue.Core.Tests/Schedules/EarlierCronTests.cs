using System.Globalization;

namespace CallQueue.Schedules;

/// <summary>Schedules that were stored while another library read the expressions: they go on as they did.</summary>
public sealed class EarlierCronTests
{
    // Measured with that library: stored → what it did, in today's syntax.
    [Theory]
    [InlineData("0 9 * * *", "0 9 * * *", DayMatch.Either)]
    [InlineData("*/5 9-17 * * MON-FRI", "*/5 9-17 * * MON-FRI", DayMatch.Either)]
    [InlineData("0 9 * * SAT-SUN", "0 9 * * *", DayMatch.Either)] // was every day
    [InlineData("0 9 * * FRI-MON", "0 9 * * 1-5", DayMatch.Either)] // was Monday to Friday
    [InlineData("0 9 * * SAT-SUN/2", "0 9 * * 0-6/2", DayMatch.Either)] // was Sunday, Tuesday, Thursday, Saturday
    [InlineData("0 9 * * Saturday,SAT-MON", "0 9 * * Saturday,1-6", DayMatch.Either)]
    [InlineData("0 9 1 NOV-FEB *", "0 9 1 2-11 *", DayMatch.Either)]
    [InlineData("0 9 30-2 * *", "0 9 2-30 * *", DayMatch.Either)]
    [InlineData("0 9 1 J *", "0 9 1 1 *", DayMatch.Either)] // the first month that begins so
    [InlineData("0 9 * * S", "0 9 * * 0", DayMatch.Either)]
    [InlineData("0 9 * * M-F", "0 9 * * 1-5", DayMatch.Either)]
    [InlineData("0 9 * * Thursday", "0 9 * * Thursday", DayMatch.Either)]
    [InlineData("*/90 * * * *", "0 * * * *", DayMatch.Either)]
    [InlineData("0 */24 * * *", "0 0 * * *", DayMatch.Either)]
    [InlineData("10-20/15 * * * *", "10 * * * *", DayMatch.Either)]
    [InlineData("50/15 * * * *", "50 * * * *", DayMatch.Either)]
    [InlineData("5/20 * * * *", "5/20 * * * *", DayMatch.Either)]
    [InlineData("0 9 * * 1-5/9", "0 9 * * 1", DayMatch.Either)]
    [InlineData("0 9 * 1/20 *", "0 9 * 1 *", DayMatch.Either)]
    [InlineData("0 9 * * *,1", "0 9 * * *", DayMatch.Either)]
    [InlineData("*/40,5 9 * * *", "0-59/40,5 9 * * *", DayMatch.Either)]
    [InlineData("0 9 1 * 1", "0 9 1 * 1", DayMatch.Both)]
    [InlineData("0 9 13 * FRI-MON", "0 9 13 * 1-5", DayMatch.Both)]
    [InlineData("0 9 */2 * 1", "0 9 */2 * 1", DayMatch.Either)] // both match in either way
    public void It_is_written_in_todays_syntax_as_it_has_fired(string stored, string now, DayMatch days)
    {
        EarlierCron.Rewrite(stored).ShouldBe((now, days));
        Cron.TryParse(now, days, out _, out string? problem).ShouldBeTrue(problem);
        EarlierCron.Rewrite(now).Cron.ShouldBe(now);
    }

    [Theory] // Measured with that library, from Monday 2026-03-02 on.
    [InlineData("0 9 * * SAT-SUN", "Mon 03-02, Tue 03-03, Wed 03-04, Thu 03-05, Fri 03-06")]
    [InlineData("0 9 * * FRI-MON", "Mon 03-02, Tue 03-03, Wed 03-04, Thu 03-05, Fri 03-06, Mon 03-09")]
    [InlineData("0 9 * * SAT-SUN/2", "Tue 03-03, Thu 03-05, Sat 03-07, Sun 03-08, Tue 03-10")]
    [InlineData("0 9 1 NOV-FEB *", "Wed 04-01, Fri 05-01, Mon 06-01, Wed 07-01, Sat 08-01")]
    [InlineData("0 9 1 * 1", "Mon 06-01, Mon 02-01, Mon 03-01, Mon 11-01")]
    public void It_fires_as_it_did(string stored, string expected)
    {
        ScheduleSpec spec = ScheduleRules.Current(new ScheduleSpec { Cron = stored, To = Some.Number() });
        string.Join(", ", ScheduleRules.TimesOf(spec).After(Some.Instant.Date.AddHours(8)).Take(expected.Split(", ").Length)
            .Select(at => at.ToString("ddd MM-dd", CultureInfo.InvariantCulture))).ShouldBe(expected);
    }

    [Fact]
    public void A_record_is_changed_once_and_remembers_what_it_was_where_that_would_mean_something_else()
    {
        ScheduleRoot weekend = ScheduleSteps.Current(Stored("0 9 * * SAT-SUN"));
        (weekend.Spec.Cron, weekend.Spec.DayMatch, weekend.EarlierCron).ShouldBe(("0 9 * * *", DayMatch.Either, "0 9 * * SAT-SUN"));
        ScheduleSteps.Current(weekend).ShouldBeSameAs(weekend);

        ScheduleRoot both = ScheduleSteps.Current(Stored("0 9 1 * 1"));
        (both.Spec.Cron, both.Spec.DayMatch, both.EarlierCron).ShouldBe(("0 9 1 * 1", DayMatch.Both, "0 9 1 * 1"));
        ScheduleSteps.Current(Stored("0 9 * * *")).EarlierCron.ShouldBeNull();

        ScheduleSteps.Change(weekend, weekend.Spec with { Data = "{}" }, Some.Instant).EarlierCron.ShouldBe("0 9 * * SAT-SUN");
        ScheduleSteps.Change(weekend, weekend.Spec with { Cron = "0 9 * * SAT-SUN" }, Some.Instant).EarlierCron.ShouldBeNull();
    }

    private static ScheduleRoot Stored(string cron) => new() { Spec = new ScheduleSpec { Cron = cron, To = Some.Number() }, CreatedAt = Some.Instant };
}
