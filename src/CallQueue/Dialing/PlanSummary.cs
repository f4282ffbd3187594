using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Composition;
using CallQueue.Planning;
using Spectre.Console;

namespace CallQueue.Dialing;

/// <summary>Prints a forecast.</summary>
internal sealed class PlanSummary(CommandContext context)
{
    private const int MostHours = 72;

    public void Show(RunPlan plan, DialOrder order)
    {
        context.Say(Invariant($"{plan.Counts.Total:N0} people, {order.Slots ?? new BusinessSettings().Slots} at once, started {Clock(plan.StartsAt)} UTC:"));
        context.Say(plan.EndsAt is { } end
            ? Invariant($"It ends {Clock(end)} UTC, after {Span(end - plan.StartsAt)}.")
            : Invariant($"It does not end within a year: {plan.Counts.Total - plan.Counts.Ended:N0} people are still waiting then."));
        context.Say(Invariant($"Dials {plan.Dials:N0}, on average {plan.DialsPerHour:N0} in an hour in which it dials; at most {plan.MostLive} live at once."));
        context.Say($"Ends: {OutcomeWords.Of(plan.Counts)}.");
        context.Say(Invariant($"Conversations {Span(TimeSpan.FromSeconds(plan.TalkSeconds))}, {plan.BilledMinutes:N0} minutes billed") + (plan.Cost is { } cost ? Invariant($": {cost:N2} in all.") : "."));
        if (plan.NeverDialed.Count > 0) ShowNever(plan.NeverDialed);
        ShowHours(plan.Hours);
        context.Say("The forecast assumes an empty queue and the given answer rate, talk and ring times. Nobody was called.");
    }

    private void ShowNever(Unreached never)
    {
        string rows = string.Join(", ", never.Indexes.Take(10).Select(index => (index + 1).ToString(CultureInfo.InvariantCulture)));
        context.Say(Invariant($"NOT REACHED within their windows and deadlines: {never.Count:N0} people (number {rows}{(never.Count > 10 ? ", ..." : "")} of the list)."));
    }

    private void ShowHours(IReadOnlyList<PlannedHour> hours)
    {
        var table = new Table().AddColumn("hour (UTC)").AddColumn(new TableColumn("dials").RightAligned()).AddColumn(new TableColumn("answered").RightAligned());
        foreach (PlannedHour hour in hours.Take(MostHours)) table.AddRow(Clock(hour.From), Invariant($"{hour.Dials:N0}"), Invariant($"{hour.Answered:N0}"));
        context.Console.Write(table);
        if (hours.Count > MostHours) context.Say(Invariant($"and {hours.Count - MostHours:N0} more hours (--json shows all)"));
    }

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan time) => time.TotalDays >= 1 ? Invariant($"{(int)time.TotalDays} d {time.Hours} h {time.Minutes} min") : Invariant($"{time.Hours} h {time.Minutes} min");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
