using System.Globalization;

namespace CallQueue.Schedules;

public sealed class CronTests
{
    [Theory] // expression → what is said of it
    [InlineData("60 * * * *", "minute '60' is wrong: Value must be a number between 0 and 59")]
    [InlineData("* 24 * * *", "hour '24'")]
    [InlineData("* * 32 * *", "day of month '32'")]
    [InlineData("* * 0 * *", "day of month '0'")]
    [InlineData("* * -5 * *", "day of month '-5'")]
    [InlineData("* * 1-5-7 * *", "day of month '1-5-7'")]
    [InlineData("* * * 13 *", "month '13'")]
    [InlineData("* * * * 8", "day of week '8'")]
    [InlineData("* * * * XYZ", "day of week 'XYZ'")]
    [InlineData("* * * * S", "day of week 'S'")] // Saturday or Sunday
    [InlineData("* * * Mo *", "month 'Mo'")]
    [InlineData("a 9 * * *", "minute 'a'")]
    [InlineData("+5 9 * * *", "minute '+5'")]
    [InlineData("1.5 9 * * *", "minute '1.5'")]
    [InlineData("1,,2 * * * *", "minute '1,,2' has an empty item; remove the comma")]
    [InlineData("1, * * * *", "minute '1,' has an empty item")]
    [InlineData("* ,1 * * *", "hour ',1' has an empty item")]
    [InlineData("*/0 * * * *", "minute '*/0' has a step of 0")]
    [InlineData("5-50/00 * * * *", "minute '5-50/00' has a step of 0")]
    [InlineData("*/ * * * *", "minute '*/' has the step ''; write a whole number after the slash")]
    [InlineData("*/x * * * *", "minute '*/x' has the step 'x'")]
    [InlineData("*/-5 * * * *", "minute '*/-5' has the step '-5'")]
    [InlineData("*/90 * * * *", "minute '*/90' has a step that is larger than its range, so it matches only 0; write 0, or a step of at most 59")]
    [InlineData("*/60 * * * *", "minute '*/60' has a step that is larger than its range")]
    [InlineData("*/99999999999 * * * *", "has a step that is larger than its range")]
    [InlineData("10-20/15 * * * *", "minute '10-20/15' has a step that is larger than its range, so it matches only 10; write 10, or a step of at most 10")]
    [InlineData("50/15 * * * *", "minute '50/15' has a step that is larger than its range")]
    [InlineData("0 */24 * * *", "hour '*/24' has a step that is larger than its range, so it matches only 0; write 0, or a step of at most 23")]
    [InlineData("0 22-2/5 * * *", "hour '22-2/5' has a step that is larger than its range, so it matches only 22")]
    [InlineData("0 0 */31 * *", "day of month '*/31' has a step that is larger than its range, so it matches only 1")]
    [InlineData("0 0 1 */12 *", "month '*/12' has a step that is larger than its range")]
    [InlineData("0 0 * * */7", "day of week '*/7' has a step that is larger than its range")]
    [InlineData("0 0 * * FRI-MON/4", "day of week 'FRI-MON/4' has a step that is larger than its range, so it matches only FRI")]
    [InlineData("*/90 0 9 * * *", "second '*/90' has a step that is larger than its range")]
    [InlineData("60 0 9 * * *", "second '60'")]
    [InlineData("H 9 * * *", "minute 'H' leaves the value to chance")]
    [InlineData("0 0 9 * * 1 2026", "five fields")]
    [InlineData("* * * *", "five fields")]
    [InlineData("@every 5m", "'@every 5m' is an unknown name; write one of @every_second")]
    [InlineData("@reboot", "'@reboot' is an unknown name")]
    [InlineData("", "five fields")]
    [InlineData("   ", "five fields")]
    [InlineData(null, "five fields")]
    [InlineData("0 0 30 2 *", "never fires: no month has such a day")]
    [InlineData("0 0 31 FEB *", "never fires: no month has such a day")]
    [InlineData("0 0 31 4,6,9,11 *", "never fires: no month has such a day")]
    [InlineData("0 0 30-31 2 *", "never fires: no month has such a day")]
    [InlineData("0 0 31 2 MON", "'0 0 31 2 MON' has a day of month that never fires in month '2'")]
    [InlineData("0 9 * * 1#6", "day of week '1#6'")]
    public void An_expression_that_is_wrong_is_refused_and_the_field_named(string? text, string said)
    {
        Cron.TryParse(text, DayMatch.Either, out Cron? cron, out string? problem).ShouldBeFalse();
        cron.ShouldBeNull();
        problem!.ShouldContain(said);
    }

    [Fact]
    public void An_expression_beyond_its_length_is_refused()
    {
        Cron.TryParse(new string('1', 100_000), DayMatch.Either, out _, out string? problem).ShouldBeFalse();
        problem.ShouldBe("must be at most 256 characters");
    }

    // From Monday 2026-03-02 00:00 on, at 09:00 of each day that is listed.
    [Theory]
    [InlineData("0 9 * * SAT-SUN", "Sat 03-07, Sun 03-08, Sat 03-14")]
    [InlineData("0 9 * * sat-sun", "Sat 03-07, Sun 03-08, Sat 03-14")]
    [InlineData("0 9 * * 6-0", "Sat 03-07, Sun 03-08, Sat 03-14")]
    [InlineData("0 9 * * 6-7", "Sat 03-07, Sun 03-08, Sat 03-14")]
    [InlineData("0 9 * * FRI-MON", "Mon 03-02, Fri 03-06, Sat 03-07, Sun 03-08, Mon 03-09, Fri 03-13")]
    [InlineData("0 9 * * Friday-Monday", "Mon 03-02, Fri 03-06, Sat 03-07, Sun 03-08, Mon 03-09, Fri 03-13")]
    [InlineData("0 9 * * 5-1", "Mon 03-02, Fri 03-06, Sat 03-07, Sun 03-08, Mon 03-09, Fri 03-13")]
    [InlineData("0 9 * * SAT-TUE/2", "Mon 03-02, Sat 03-07, Mon 03-09, Sat 03-14")]
    [InlineData("0 9 * * MON-FRI", "Mon 03-02, Tue 03-03, Wed 03-04, Thu 03-05, Fri 03-06, Mon 03-09")]
    [InlineData("0 9 * * MON-FRI/2", "Mon 03-02, Wed 03-04, Fri 03-06, Mon 03-09")]
    [InlineData("0 9 * * SUN-SAT", "Mon 03-02, Tue 03-03, Wed 03-04, Thu 03-05, Fri 03-06, Sat 03-07, Sun 03-08, Mon 03-09")]
    [InlineData("0 9 * * 0", "Sun 03-08, Sun 03-15")]
    [InlineData("0 9 * * 7", "Sun 03-08, Sun 03-15")]
    [InlineData("0 9 * * 1,7", "Mon 03-02, Sun 03-08, Mon 03-09")]
    [InlineData("0 9 * * 7-1", "Mon 03-02, Sun 03-08, Mon 03-09")]
    [InlineData("0 9 * * 5-7", "Fri 03-06, Sat 03-07, Sun 03-08, Fri 03-13")]
    [InlineData("0 9 * * TUES,thurs", "Tue 03-03, Thu 03-05, Tue 03-10")]
    [InlineData("0 9 1 NOV-FEB *", "Sun 11-01, Tue 12-01, Fri 01-01, Mon 02-01, Mon 11-01")]
    [InlineData("0 9 1 September-Oct *", "Tue 09-01, Thu 10-01, Wed 09-01")]
    [InlineData("0 9 1 11-2 *", "Sun 11-01, Tue 12-01, Fri 01-01, Mon 02-01, Mon 11-01")]
    [InlineData("0 9 30-2 * *", "Mon 03-02, Mon 03-30, Tue 03-31, Wed 04-01, Thu 04-02, Thu 04-30")]
    [InlineData("0 9 L * *", "Tue 03-31, Thu 04-30, Sun 05-31")]
    [InlineData("0 9 L-3 * *", "Sat 03-28, Mon 04-27")]
    [InlineData("0 9 LW * *", "Tue 03-31, Thu 04-30, Fri 05-29")]
    [InlineData("0 9 15W * *", "Mon 03-16, Wed 04-15, Fri 05-15, Mon 06-15")]
    [InlineData("0 9 * * 1#2", "Mon 03-09, Mon 04-13")]
    [InlineData("0 9 * * MON#1", "Mon 03-02, Mon 04-06")]
    [InlineData("0 9 * * 5L", "Fri 03-27, Fri 04-24, Fri 05-29")]
    [InlineData("0 9 ? * 1", "Mon 03-02, Mon 03-09")]
    [InlineData("0 9 1 * ?", "Wed 04-01, Fri 05-01")]
    [InlineData(" 0  9\t1 jan,JUL * ", "Wed 07-01, Fri 01-01, Thu 07-01")]
    [InlineData("0 9 29 2 *", "Tue 02-29, Sun 02-29")]
    [InlineData("0 0 9 * * SAT-SUN", "Sat 03-07, Sun 03-08, Sat 03-14")]
    public void Days_and_names_are_read_as_they_are_written(string text, string expected) => Check(text, DayMatch.Either, expected);

    // Both given: from Monday 2026-03-02 on. A field that begins with an asterisk is not given, as in Vixie cron.
    [Theory]
    [InlineData("0 9 15 * MON", "Mon 03-02, Mon 03-09, Sun 03-15, Mon 03-16", "Mon 06-15, Mon 02-15, Mon 03-15")]
    [InlineData("0 9 1,15 * 5", "Fri 03-06, Fri 03-13, Sun 03-15, Fri 03-20", "Fri 05-01, Fri 05-15, Fri 01-01")]
    [InlineData("0 9 1-7 * 1", "Mon 03-02, Tue 03-03, Wed 03-04, Thu 03-05, Fri 03-06, Sat 03-07, Mon 03-09", "Mon 03-02, Mon 04-06, Mon 05-04")]
    [InlineData("0 9 L * FRI-MON", "Mon 03-02, Fri 03-06, Sat 03-07, Sun 03-08, Mon 03-09", "Sun 05-31, Fri 07-31, Mon 08-31")]
    [InlineData("0 9 13 * 5#1", "Fri 03-06, Fri 03-13, Fri 04-03, Mon 04-13", null)] // the 13th is never a first Friday
    [InlineData("0 9 * * 1", "Mon 03-02, Mon 03-09", "Mon 03-02, Mon 03-09")]
    [InlineData("0 9 15 * *", "Sun 03-15, Wed 04-15", "Sun 03-15, Wed 04-15")]
    [InlineData("0 9 */2 * 1", "Mon 03-09, Mon 03-23, Mon 04-13", "Mon 03-09, Mon 03-23, Mon 04-13")]
    [InlineData("0 9 15 * */2", "Sun 03-15, Sat 08-15, Tue 09-15", "Sun 03-15, Sat 08-15, Tue 09-15")]
    [InlineData("0 9 1 1 MON", "Fri 01-01, Mon 01-04, Mon 01-11", "Mon 01-01, Mon 01-01")]
    public void Either_day_matches_or_both(string text, string either, string? both)
    {
        Check(text, DayMatch.Either, either);
        if (both is not null) Check(text, DayMatch.Both, both);
        else Cron.TryParse(text, DayMatch.Both, out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("@hourly", "03-02T00:00:00 03-02T01:00:00")]
    [InlineData("@daily", "03-02T00:00:00 03-03T00:00:00")]
    [InlineData("@MIDNIGHT", "03-02T00:00:00 03-03T00:00:00")]
    [InlineData(" @weekly ", "03-08T00:00:00 03-15T00:00:00")]
    [InlineData("@monthly", "04-01T00:00:00 05-01T00:00:00")]
    [InlineData("@yearly", "01-01T00:00:00 01-01T00:00:00")]
    [InlineData("@annually", "01-01T00:00:00 01-01T00:00:00")]
    [InlineData("@every_minute", "03-02T00:00:00 03-02T00:01:00")]
    [InlineData("@every_second", "03-02T00:00:00 03-02T00:00:01 03-02T00:00:02")]
    [InlineData("*/15 * * * * *", "03-02T00:00:00 03-02T00:00:15 03-02T00:00:30 03-02T00:00:45 03-02T00:01:00")]
    [InlineData("30 59 23 * * *", "03-02T23:59:30 03-03T23:59:30")]
    [InlineData("5/20 * * * *", "03-02T00:05:00 03-02T00:25:00 03-02T00:45:00 03-02T01:05:00")]
    [InlineData("*/59 0 * * *", "03-02T00:00:00 03-02T00:59:00 03-03T00:00:00")]
    [InlineData("0 22-2/2 * * *", "03-02T00:00:00 03-02T02:00:00 03-02T22:00:00 03-03T00:00:00")]
    [InlineData("50-10/20 12 * * *", "03-02T12:10:00 03-02T12:50:00 03-03T12:10:00")]
    public void Names_seconds_and_steps_come_when_they_should(string text, string expected)
    {
        int count = expected.Split(' ').Length;
        string.Join(' ', All(text, DayMatch.Either).Take(count).Select(at => at.ToString("MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture))).ShouldBe(expected);
    }

    private static void Check(string text, DayMatch days, string expected)
    {
        DateTime[] all = [.. All(text, days).Take(expected.Split(", ").Length)];
        all.ShouldAllBe(at => at.TimeOfDay == TimeSpan.FromHours(9));
        string.Join(", ", all.Select(at => at.ToString("ddd MM-dd", CultureInfo.InvariantCulture))).ShouldBe(expected);
    }

    private static IEnumerable<DateTime> All(string text, DayMatch days)
    {
        Cron.TryParse(text, days, out Cron? cron, out string? problem).ShouldBeTrue(problem);
        DateTime at = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Unspecified).AddTicks(-1);
        while (cron!.NextLocal(at, at.AddYears(41)) is { } next) yield return at = next;
    }
}
