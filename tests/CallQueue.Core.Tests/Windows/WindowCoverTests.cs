namespace CallQueue.Windows;

public sealed class WindowCoverTests
{
    [Theory] // window, outer window → whether it is within, and the hours in both
    [InlineData("09:00-20:00", "09:00-21:00", true, "09:00-20:00")]
    [InlineData("09:00-21:00", "09:00-21:00", true, "09:00-21:00")]
    [InlineData("08:59-21:00", "09:00-21:00", false, "09:00-21:00")]
    [InlineData("08:00-12:00", "09:00-21:00", false, "mon-sun 09:00-12:00")]
    [InlineData("mon-fri 09:00-17:00", "09:00-21:00", true, "mon-fri 09:00-17:00")]
    [InlineData("mon-sat 09:00-17:00", "mon-fri 08:00-21:00", false, "mon-fri 09:00-17:00")]
    [InlineData("09:00-12:00,13:00-18:00", "08:00-18:00", true, "09:00-12:00,13:00-18:00")]
    [InlineData("09:00-18:00", "09:00-12:00,12:00-18:00", true, "09:00-18:00")]
    [InlineData("22:00-02:00", "20:00-03:00", true, "22:00-02:00")]
    [InlineData("sun 22:00-02:00", "20:00-24:00", false, "sun 22:00-24:00")]
    [InlineData("22:00-02:00", "00:00-24:00", true, "22:00-02:00")]
    [InlineData("sat 20:00-24:00", "fri-sat 18:00-06:00", true, "sat 20:00-24:00")]
    [InlineData("06:00-07:00", "09:00-21:00", false, null)]
    public void Hours_are_compared_over_the_whole_week(string window, string outer, bool isWithin, string? both)
    {
        WindowCover.IsWithin(Window(window), Window(outer)).ShouldBe(isWithin);
        (CallingWindow.Both(Window(window), Window(outer)) is { } common ? Canonical(common) : null).ShouldBe(both is null ? null : Canonical(Window(both)));
    }

    [Fact]
    public void Closed_dates_of_both_stay_closed() =>
        CallingWindow.Both(Window("09:00-21:00; closed 2026-12-25"), Window("10:00-20:00; closed 2026-12-26"))!.Closed!.Count.ShouldBe(2);

    /// <summary>The hours of each day, whatever way the window writes them.</summary>
    private static string Canonical(CallingWindow window) => string.Join("; ", Enumerable.Range(0, 7).Select(day => string.Join(",", window.Spans(day).Select(span => $"{span.Start:HH\\:mm}-{span.End:HH\\:mm}"))));

    private static CallingWindow Window(string text) => CallingWindow.TryParse(text, out CallingWindow? window, out string? problem) ? window : throw new FormatException(problem);
}
