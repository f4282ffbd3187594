using CallQueue.Scenarios;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls.Attempts;

/// <summary>A clock that is far off is a warning in the log, and not at each dial.</summary>
public sealed class ClockWatchTests
{
    [Theory]
    [InlineData(301, 1)]
    [InlineData(-301, 1)]
    [InlineData(299, 0)]
    [InlineData(0, 0)]
    public void A_clock_that_differs_from_the_carriers_by_more_than_five_minutes_is_a_warning(double ahead, int warnings)
    {
        using var log = new KeptLog();
        var s = new Scenario(Fate.Talks(1));
        s.Carrier.ClockAhead = TimeSpan.FromSeconds(ahead);
        s.Host.Logging = log;
        s.Play(async () =>
        {
            for (int i = 0; i < 3; i++) await s.SubmitAsync($"c{i}", Some.Call());
            await s.UntilIdleAsync();
        });
        string[] told = [.. log.Lines.Where(line => line.Contains("This machine's clock", StringComparison.Ordinal))];
        told.Length.ShouldBe(warnings);
        if (warnings > 0) told[0].ShouldContain(ahead > 0 ? "301 s behind that of scripted" : "301 s ahead of that of scripted");
    }

    [Fact]
    public void An_hour_later_it_is_told_again()
    {
        using var log = new KeptLog();
        var s = new Scenario(Fate.Talks(1));
        s.Carrier.ClockAhead = TimeSpan.FromHours(1);
        s.Host.Logging = log;
        s.Play(async () =>
        {
            foreach (double minutes in (double[])[0, 30, 31])
            {
                await s.Host.WaitAsync(TimeSpan.FromMinutes(minutes));
                await s.SubmitAsync($"c{minutes}", Some.Call());
                await s.UntilIdleAsync();
            }
        });
        log.Lines.Count(line => line.Contains("This machine's clock", StringComparison.Ordinal)).ShouldBe(2);
    }
}
