using CallQueue.Composition;
using Spectre.Console;

namespace CallQueue.Transfer;

/// <summary>A bar on terminals; elsewhere nothing is shown while work goes on.</summary>
internal static class TransferBar
{
    /// <param name="around">Where it is shown.</param>
    /// <param name="what">What is being done.</param>
    /// <param name="total">How much there is to do.</param>
    /// <param name="work">Is given what to call with how much is done. Runs beside the picture.</param>
    public static Task<T> WhileAsync<T>(Surroundings around, string what, long total, Func<Action<long>, Task<T>> work)
    {
        if (!around.IsTerminal) return Task.Run(() => work(_ => { }));
        return around.Console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1));
                return Task.Run(() => work(done => bar.Value = done));
            });
    }
}
