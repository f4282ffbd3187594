using System.Diagnostics.CodeAnalysis;

namespace CallQueue.Windows;

/// <summary>
/// The local hours in which a person may be called: from <paramref name="Start"/> up to, not including,
/// <paramref name="End"/>, every day unless <see cref="Week"/> says otherwise. An end before the start is the next day's:
/// 20:00-02:00. Hours count by what the clock on the wall shows: where it is set back, an hour that comes twice is
/// open both times; where it skips an opening, the first instant after the gap opens.
/// </summary>
public sealed record CallingWindow(TimeOnly Start, TimeOnly End)
{
    /// <summary>The most spans that may begin on one day.</summary>
    public const int MostSpansPerDay = 12;

    /// <summary>The most closed dates.</summary>
    public const int MostClosed = 400;

    internal const string Never = "never opens";

    /// <summary>How far ahead an opening is looked for.</summary>
    internal static readonly TimeSpan LookAhead = TimeSpan.FromDays(732);

    /// <summary>
    /// The hours of each weekday, seven lists, Monday's first; an empty list is a closed day. A span that runs past midnight
    /// belongs to the day on which it begins. Null: <see cref="Start"/> to <see cref="End"/> every day.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<HourSpan>>? Week { get; init; }

    /// <summary>Local dates on which nobody is called, nor in the hours that begin on them; null: none.</summary>
    public IReadOnlyList<DateOnly>? Closed { get; init; }

    /// <summary>
    /// Reads <c>09:00-21:00</c>, <c>09:00-12:00,13:00-18:00</c> and
    /// <c>mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25</c>. Days not named are closed.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CallingWindow? window, [NotNullWhen(false)] out string? problem)
    {
        (window, problem) = WindowText.Parse(text);
        return problem is null;
    }

    /// <summary>A window of hours per weekday. <paramref name="week"/> has seven lists, Monday's first.</summary>
    internal static CallingWindow Weekly(IReadOnlyList<IReadOnlyList<HourSpan>> week, IReadOnlyList<DateOnly>? closed)
    {
        HourSpan first = week.SelectMany(day => day).FirstOrDefault();
        return new CallingWindow(first.Start, first.End) { Week = week, Closed = closed };
    }

    /// <summary>Why no call could ever be placed in this window; null when it is valid.</summary>
    public string? FindProblem() => this switch
    {
        { Week: { } week } when week.Count != 7 => "must give the hours of seven days",
        { Week: { } week } when week.All(day => day.Count == 0) => $"{Never}: every day is closed",
        { Week: { } week } when week.Any(day => day.Count > MostSpansPerDay) => $"may have at most {MostSpansPerDay} spans a day",
        { Closed.Count: > MostClosed } => $"may have at most {MostClosed} closed dates",
        _ when Enumerable.Range(0, 7).SelectMany(Spans).Any(span => span.IsEmpty) => $"{Never}: its start equals its end",
        _ => null,
    };

    /// <summary>
    /// When a person in <paramref name="zone"/> may next be called: <paramref name="at"/> itself inside the window, else
    /// the next opening after it; null when it does not open within two years.
    /// </summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at, string zone) => ZoneSet.Of(zone).NextOpening(this, at, at + LookAhead);

    /// <summary>
    /// When the window that is open at <paramref name="at"/> closes for a person in <paramref name="zone"/>: at its end, or
    /// when a clock change moves out of it. For a window that does not close, some instant days ahead.
    /// </summary>
    public DateTimeOffset Closing(DateTimeOffset at, string zone) => ZoneSet.Of(zone).Closing(this, at);

    /// <summary>The hours that are open in both windows; null when they have none in common.</summary>
    public static CallingWindow? Both(CallingWindow one, CallingWindow other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return WindowCover.IsWithin(one, other) && other.Closed is null ? one : WindowCover.IsWithin(other, one) && one.Closed is null ? other : WindowCover.Both(one, other);
    }

    /// <summary>In the form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => WindowText.Write(this);

    /// <summary>The spans that begin on a weekday, 0 is Monday.</summary>
    internal IReadOnlyList<HourSpan> Spans(int day) => Week is null ? [new HourSpan(Start, End)] : Week[day];
}
