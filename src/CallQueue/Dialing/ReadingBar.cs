using CallQueue.Composition;
using CallQueue.Leads;
using Spectre.Console;

namespace CallQueue.Dialing;

/// <summary>Shows how far the check of a long list is: a bar on a terminal, a line every 100,000 rows elsewhere.</summary>
internal static class ReadingBar
{
    /// <summary>Shorter lists, in bytes, are read before a bar could be seen.</summary>
    private const long Long = 4L * 1024 * 1024;

    /// <summary>Each byte is read once to check the text, and once for its rows.</summary>
    private const int Readings = 2;

    public static async Task<(LeadFile, LeadCheck)> CheckAsync(ILeadSource source, LeadFileOptions options, bool hasDisplay, CommandContext context)
    {
        if (!hasDisplay || source.Stamp().Length < Long)
        {
            var plain = new LeadFile(source, options);
            return (plain, await plain.CheckAsync(new Lines(context), context.Interrupts.Once));
        }

        return await context.Console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async bars =>
            {
                ProgressTask task = bars.AddTask($"reading {TerminalText.Of(Path.GetFileName(source.Name))}", maxValue: source.Stamp().Length * Readings);
                var file = new LeadFile(new MeasuredSource(source, new Bar(task)), options);
                return (file, await file.CheckAsync(null, context.Interrupts.Once));
            });
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }

    private sealed class Lines(CommandContext context) : IProgress<int>
    {
        private const int Every = 100_000;

        public void Report(int value)
        {
            if (value % Every == 0) context.Say($"Checked {value:N0} rows ...");
        }
    }
}
