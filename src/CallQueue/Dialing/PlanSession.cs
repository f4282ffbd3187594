using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Leads;
using CallQueue.Planning;
using CallQueue.Speech;
using CallQueue.Validation;
using Spectre.Console;

namespace CallQueue.Dialing;

/// <summary>One <c>callqueue plan</c> from the file to the forecast.</summary>
internal sealed class PlanSession(DialOrder order, PlanAssumptions assumptions, DateTimeOffset startAt, bool asJson, CommandContext context)
{
    /// <exception cref="CommandException">The file or an option is invalid, or it was interrupted.</exception>
    public async Task RunAsync()
    {
        (LeadFile file, LeadCheck check) = await LeadReview.ReadAsync(order, SpeechRules.Unlimited, context);
        List<NewCall> calls = new(check.Total);
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync()) calls.AddRange(part);
        var planner = new RunPlanner(new PlanOrder
        {
            Business = new BusinessSettings { Slots = order.Slots ?? new BusinessSettings().Slots, Rates = order.Rates ?? [] },
            Template = new RunTemplate { Script = order.Script, Rules = order.Rules, NotBefore = order.StartAt },
            Total = calls.Count,
            Assumptions = assumptions,
            StartAt = startAt,
        });
        (RunPlan? plan, FieldProblem? problem) = await PlayAsync(planner, calls);
        if (problem is not null) throw new CommandException(ExitCode.BadInput, $"The queue would reject the run: {problem}.");
        if (asJson) context.Say(PlanJson.Write(plan!));
        else new PlanSummary(context).Show(plan!, order);
    }

    private async Task<(RunPlan?, FieldProblem?)> PlayAsync(RunPlanner planner, List<NewCall> calls)
    {
        try
        {
            return !context.IsTerminal || asJson ? await OnItsOwnThread(planner, calls, null)
                : await context.Console.Progress().HideCompleted(true).StartAsync(async bars =>
                {
                    ProgressTask task = bars.AddTask("playing", maxValue: calls.Count);
                    return await OnItsOwnThread(planner, calls, new Bar(task));
                });
        }
        catch (OperationCanceledException)
        {
            throw new CommandException(ExitCode.Interrupted, "Interrupted; nobody was called.");
        }
    }

    private Task<(RunPlan?, FieldProblem?)> OnItsOwnThread(RunPlanner planner, List<NewCall> calls, IProgress<PlanProgress>? progress) => Task.Factory.StartNew(
        () => planner.Play(calls, progress, context.Interrupts.Once), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class Bar(ProgressTask task) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value)
        {
            task.Value = value.Ended;
            task.Description = value.At.UtcDateTime.ToString("ddd HH:mm", CultureInfo.InvariantCulture);
        }
    }
}
