using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Leads;
using CallQueue.Speech;
using CallQueue.Leads.Sources;

namespace CallQueue.Dialing;

/// <summary>Checks the file of people before anything else happens, and reports all its problems at once.</summary>
internal static class LeadReview
{
    /// <param name="speech">What the carrier documents about spoken texts.</param>
    /// <exception cref="CommandException">The file can't be dialed.</exception>
    public static async Task<(LeadFile File, LeadCheck Check)> ReadAsync(DialOrder order, SpeechRules speech, CommandContext context)
    {
        var options = new LeadFileOptions
        {
            TimeZone = order.Rules.TimeZone ?? "UTC",
            Country = order.Country,
            SkipInvalid = order.SkipInvalid,
            AllowDuplicates = order.AllowDuplicates,
            Script = order.Script,
            Speech = speech,
            Mapping = order.Mapping,
            Time = context.Time,
        };
        (LeadFile file, LeadCheck check) = await CheckAsync(options, order, context);
        if (!check.IsReadable) throw Refused(order, check, context);
        if (check.ProblemCount > 0)
        {
            context.SayError($"{order.File}: {Count(check.ProblemCount)}; these rows are skipped because of --skip-invalid:");
            List(check, context);
        }

        foreach (string note in check.Notes) context.Say(note);
        return (file, check);
    }

    private static async Task<(LeadFile, LeadCheck)> CheckAsync(LeadFileOptions options, DialOrder order, CommandContext context)
    {
        try
        {
            return await ReadingBar.CheckAsync(new FileSource(order.File), options, order.HasDisplay(context), context);
        }
        catch (OperationCanceledException)
        {
            throw new CommandException(ExitCode.Interrupted, "Interrupted before the first call.");
        }
        catch (FileNotFoundException e)
        {
            throw new CommandException(ExitCode.BadInput, $"There is no file {order.File}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"The file {order.File} can't be read: {e.Message}", e);
        }
    }

    private static CommandException Refused(DialOrder order, LeadCheck check, CommandContext context)
    {
        context.SayError($"{order.File}: {Count(check.ProblemCount)}, nobody was called:");
        List(check, context);
        string skip = check.CanSkip && !order.SkipInvalid ? $" Fix the file, or add --skip-invalid to call the {check.Total:N0} people with valid rows." : " Fix the file.";
        return new CommandException(ExitCode.BadInput, $"The file has invalid rows, so no call was placed.{skip}");
    }

    private static void List(LeadCheck check, CommandContext context)
    {
        foreach (LeadProblem problem in check.Problems) context.SayError($"  {problem}");
        if (check.Unlisted > 0) context.SayError($"  and {check.Unlisted:N0} more");
    }

    private static string Count(int problems) => problems == 1 ? "1 problem" : $"{problems:N0} problems";
}
