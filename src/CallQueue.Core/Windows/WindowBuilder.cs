namespace CallQueue.Windows;

/// <summary>Builds a window from its parts; each step returns a problem, or null.</summary>
public sealed class WindowBuilder
{
    private readonly List<HourSpan>[] _days = [.. Enumerable.Range(0, 7).Select(_ => new List<HourSpan>())];
    private readonly List<DateOnly> _closed = [];
    private bool _isWeekly;
    private bool _isDaily;

    /// <summary>Hours of every day: <c>09:00-12:00,13:00-18:00</c>.</summary>
    public string? AddEveryDay(string spans)
    {
        _isDaily = true;
        return Add(Enumerable.Range(0, 7), spans.Split(','));
    }

    /// <summary>Hours of some days, 0 is Monday.</summary>
    public string? AddDays(IEnumerable<int> days, string spans) => AddDays(days, spans.Split(','));

    /// <inheritdoc cref="AddDays(IEnumerable{int}, string)"/>
    public string? AddDays(IEnumerable<int> days, IEnumerable<string> spans)
    {
        _isWeekly = true;
        return Add(days, spans);
    }

    /// <summary>Dates such as 2026-12-25.</summary>
    public string? AddClosed(IEnumerable<string> dates)
    {
        foreach (string text in dates)
        {
            if (WindowText.ParseDate(text) is not { } date) return $"has an invalid closed date '{text}'; write dates such as 2026-12-25";
            _closed.Add(date);
        }

        return null;
    }

    /// <summary>The window, or the problem of the whole.</summary>
    public (CallingWindow? Window, string? Problem) Build()
    {
        if (!_isDaily && !_isWeekly) return (null, WindowText.Problem);
        IReadOnlyList<DateOnly>? closed = _closed.Count > 0 ? [.. _closed.Distinct().Order()] : null;
        CallingWindow window = _isDaily && _days[0] is [var only]
            ? new CallingWindow(only.Start, only.End) { Closed = closed }
            : CallingWindow.Weekly([.. _days.Select(day => (IReadOnlyList<HourSpan>)[.. day.OrderBy(span => span.Start)])], closed);
        return window.FindProblem() is { } problem ? (null, problem) : (window, null);
    }

    private string? Add(IEnumerable<int> days, IEnumerable<string> spans)
    {
        if (_isDaily && _isWeekly) return "has hours for every day and for single days; use one of the two forms";
        List<HourSpan> read = [];
        foreach (string text in spans.Select(span => span.Trim()))
        {
            if (WindowText.ParseSpan(text) is not { } span) return WindowText.Problem;
            if (span.Start == span.End && !text.EndsWith("24:00", StringComparison.Ordinal)) return $"{CallingWindow.Never}: '{text}' starts and ends at the same time";
            read.Add(span);
        }

        foreach (int day in days)
        {
            if (_days[day].Count > 0) return $"has {WindowText.Days[day]} twice; write all hours of a day together";
            _days[day].AddRange(read);
        }

        return null;
    }
}
