using CallQueue.Composition;
using Spectre.Console;

namespace CallQueue.Transfer;

/// <summary>A bar on terminals; elsewhere it shows nothing.</summary>
internal static class TransferBar
{
    /// <param name="context">Where it is shown.</param>
    /// <param name="what">What is being done.</param>
    /// <param name="total">The total amount of work.</param>
    /// <param name="work">The work; it receives a callback for the amount done. Runs while the bar is shown.</param>
    public static Task<T> WhileAsync<T>(CommandContext context, string what, long total, Func<Action<long>, Task<T>> work)
    {
        if (!context.IsTerminal) return Task.Run(() => work(_ => { }));
        return context.Console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(bars =>
            {
                ProgressTask bar = bars.AddTask(TerminalText.Of(what), maxValue: Math.Max(total, 1));
                return Task.Run(() => work(done => bar.Value = done));
            });
    }
}
