using System.Globalization;
using CallQueue.Commands;
using CallQueue.Composition;

namespace CallQueue.Dialing;

/// <summary>A line when something has changed, at most every few seconds: for files, pipes and logs.</summary>
internal sealed class PlainView(CommandContext context) : IProgressView
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private long _shownAt;
    private bool _isShown;
    private string _shown = "";
    private string? _note;

    public Task<T> WhileAsync<T>(Func<Action<DialProgress>, Task<T>> work) => work(Show);

    private void Show(DialProgress progress)
    {
        if (progress.Note is { } note && _note is null) context.Say(_note = note);
        string key = Key(progress);
        bool isEnd = progress.Counts.Ended == progress.Counts.Total;
        bool isEarly = _isShown && context.Time.GetElapsedTime(_shownAt) < Between;
        if (key == _shown || (isEarly && !isEnd)) return;
        (_isShown, _shownAt, _shown) = (true, context.Time.GetTimestamp(), key);
        context.Say(Line(progress, context.Time));
    }

    private string Key(DialProgress p) => $"{p.Counts} {p.Waiting(context.Time)}";

    private static string Line(DialProgress p, TimeProvider time)
    {
        List<string> parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"{p.Counts.Ended:N0}/{p.Counts.Total:N0} done"),
            string.Create(CultureInfo.InvariantCulture, $"{p.Counts.Live}/{p.Queue.Slots} live"),
        ];
        if (p.PerMinute is { } pace) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{pace:0.#}/min"));
        if (p.Left is { } left && left > TimeSpan.Zero) parts.Add($"about {DurationText.Clock(left)} left");
        if (p.Counts.Delayed > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{p.Counts.Delayed:N0} later"));
        if (OutcomeWords.Of(p.Counts) is { Length: > 0 } outcomes) parts.Add(outcomes);
        if (p.Waiting(time) is { } waiting) parts.Add(waiting);
        return $"{DurationText.Clock(p.Elapsed),5}  {string.Join(" | ", parts)}";
    }
}
