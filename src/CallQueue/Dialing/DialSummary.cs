using System.Globalization;
using CallQueue.Carriers;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Runs;
using Spectre.Console;

namespace CallQueue.Dialing;

/// <summary>The summary of an ended run.</summary>
internal sealed class DialSummary(CommandContext context)
{
    public void Show(CallCounts counts, ResultsFile results, string? resultsPath, TimeSpan? elapsed, CarrierKind kind)
    {
        context.Say();
        ShowTable(counts);
        if (elapsed is { } time) context.Say($"Took {DurationText.Clock(time)}." + (results.MeanTalk is { } talk ? $" Conversations lasted {DurationText.Clock(talk)} on average." : ""));
        ShowNotReached(results);
        if (resultsPath is not null) context.Say($"Results: {resultsPath}");
        if (kind == CarrierKind.Simulated) context.Say("All calls were SIMULATED: nobody was called.");
        if (kind == CarrierKind.Rehearsal) context.Say("All calls were a REHEARSAL: nobody was called.");
    }

    private void ShowTable(CallCounts counts)
    {
        var table = new Table().AddColumn("outcome").AddColumn(new TableColumn("calls").RightAligned()).AddColumn(new TableColumn("%").RightAligned());
        foreach (Outcome outcome in OutcomeWords.All.Where(o => counts.Of(o) > 0)) AddRow(table, OutcomeWords.Of(outcome), counts.Of(outcome), counts.Total);
        if (counts.Ended < counts.Total) AddRow(table, "not dialed yet", counts.Total - counts.Ended, counts.Total);
        AddRow(table, "all", counts.Total, counts.Total);
        context.Console.Write(table);
    }

    private static void AddRow(Table table, string name, long calls, long total) => table.AddRow(
        name, calls.ToString("N0", CultureInfo.InvariantCulture),
        (total == 0 ? 0 : 100.0 * calls / total).ToString("0.#", CultureInfo.InvariantCulture));

    private void ShowNotReached(ResultsFile results)
    {
        if (results.NotReachedCount == 0) return;
        context.Say(results.NotReachedCount == 1 ? "Not reached: 1 person" : $"Not reached: {results.NotReachedCount:N0} people");
        foreach (NotReached person in results.NotReached)
        {
            string attempts = person.Attempts > 1 ? $" after {person.Attempts} attempts" : "";
            context.Say($"  {person.To.Masked}  {OutcomeWords.Of(person.Outcome)}{attempts}");
        }

        int more = results.NotReachedCount - results.NotReached.Count;
        if (more > 0) context.Say($"  and {more:N0} more");
        context.Say("To retry people who were not reached, start a run with --retries 2 (and --retry-delay 30m).");
    }
}
