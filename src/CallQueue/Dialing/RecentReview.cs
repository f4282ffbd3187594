using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Leads;

namespace CallQueue.Dialing;

/// <summary>The same people again: finds out, before a new run is queued, who of its list was called lately.</summary>
internal static class RecentReview
{
    /// <summary>Numbers that are named one by one.</summary>
    private const int Listed = 10;

    /// <exception cref="CommandException">Some were, and the user has not said <c>--again</c>.</exception>
    public static async Task CheckAsync(DialOrder order, LeadFile file, LeadCheck check, IBusiness business, CommandContext context)
    {
        // A business without any calls has called nobody: a first run does not read its file once more.
        if (order.Again || (await business.GetAsync()).Counts.Total == 0) return;
        List<RecentDial> found = [];
        List<PhoneNumber> numbers = [];
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync(cancellation: context.Interrupts.Once))
        {
            numbers.AddRange(part.Select(call => call.To));
            if (numbers.Count >= FindRecentDials.MostAtOnce) await AskAsync();
        }

        await AskAsync();
        if (found.Count == 0) return;
        foreach (RecentDial dial in found.Take(Listed)) context.SayError($"  {dial.Number.Masked} {RecentDials.Describe(dial)}");
        if (found.Count > Listed) context.SayError($"  and {found.Count - Listed:N0} more");
        throw new CommandException(ExitCode.BadInput, $"{RecentDials.Describe(found, check.Total)}; add --again to call them. Nobody was called now.");

        async Task AskAsync()
        {
            found.AddRange(await RecentDials.FindAsync(business, numbers));
            numbers.Clear();
        }
    }
}
