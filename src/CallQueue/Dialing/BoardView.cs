using System.Globalization;
using CallQueue.Commands;
using CallQueue.Composition;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CallQueue.Dialing;

/// <summary>A live display that is redrawn in place, for terminals.</summary>
internal sealed class BoardView(CommandContext context) : IProgressView
{
    private const int BarWidth = 40;

    public Task<T> WhileAsync<T>(Func<Action<DialProgress>, Task<T>> work) =>
        context.Console.Live(new Text("")).AutoClear(false).StartAsync(display => work(progress =>
        {
            display.UpdateTarget(Picture(progress));
            display.Refresh();
        }));

    private Rows Picture(DialProgress p)
    {
        List<IRenderable> lines = [new Markup(Bar(p)), new Markup(Figures(p)), new Markup(Outcomes(p))];
        if (p.Waiting(context.Time) is { } waiting) lines.Add(new Markup($"[yellow]{TerminalText.Of(waiting)}[/]"));
        if (p.Note is { } note) lines.Add(new Markup($"[yellow]{TerminalText.Of(note)}[/]"));
        return new Rows(lines);
    }

    private static string Bar(DialProgress p)
    {
        double share = p.Counts.Total == 0 ? 1 : (double)p.Counts.Ended / p.Counts.Total;
        int done = (int)(share * BarWidth);
        return string.Create(CultureInfo.InvariantCulture,
            $"[green]{new string('━', done)}[/][grey]{new string('━', BarWidth - done)}[/] {p.Counts.Ended:N0}/{p.Counts.Total:N0}  {Math.Floor(share * 100)} %");
    }

    private static string Figures(DialProgress p)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"live [bold]{p.Counts.Live}[/]/{p.Queue.Slots}");
        if (p.PerMinute is { } pace) text += string.Create(CultureInfo.InvariantCulture, $"   {pace:0.#} calls/min");
        text += $"   {DurationText.Clock(p.Elapsed)}";
        if (p.Left is { } left && left > TimeSpan.Zero) text += $", about {DurationText.Clock(left)} left";
        if (p.Counts.Delayed > 0) text += string.Create(CultureInfo.InvariantCulture, $"   later {p.Counts.Delayed:N0}");
        return text;
    }

    private static string Outcomes(DialProgress p) => string.Join("   ", OutcomeWords.All.Where(o => p.Counts.Of(o) > 0)
        .Select(o => string.Create(CultureInfo.InvariantCulture, $"[{Color(o)}]{OutcomeWords.Of(o)} {p.Counts.Of(o):N0}[/]")));

    private static string Color(Outcome outcome) => outcome switch
    {
        Outcome.Completed => "green",
        Outcome.Failed or Outcome.Rejected => "red",
        _ => "yellow",
    };
}
