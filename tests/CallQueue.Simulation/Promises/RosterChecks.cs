using System.Globalization;
using CallQueue.Calls.Attempts;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;
using CallQueue.Simulation.Workloads;
using NodaTime;
using NodaTime.Text;

namespace CallQueue.Simulation.Promises;

/// <summary>Everybody on the roster had the call of each date that was owed, and nobody one that was not.</summary>
internal sealed class RosterChecks(World world, Scenario scenario, IActors actors, Ledger ledger, RosterBook book)
{
    private static readonly LocalDatePattern Dates = LocalDatePattern.Create("uuuuMMdd", CultureInfo.InvariantCulture);

    /// <summary>The roster's calls that exist; to be checked further like calls submitted alone.</summary>
    public async Task<IReadOnlyList<CallId>> CheckAsync()
    {
        List<CallId> made = [];

        // A week with closed days may leave a date no time before the next one's call: then it has none.
        bool mayBeClosed = scenario.Businesses[0].Settings.Rules.Window is { } window && (window.Week is not null || window.Closed is { Count: > 0 });
        foreach (ContactBook contact in book.Contacts)
        {
            foreach (CallId call in contact.Calls)
            {
                LocalDate date = Dates.Parse(call.Name[(call.Name.IndexOf('@', StringComparison.Ordinal) + 1)..]).Value;
                bool isMade = await actors.Call(call).GetAsync() is not null;
                bool? isOwed = contact.IsOwed(date, scenario);
                if (isOwed == true && !isMade && !mayBeClosed) throw world.Break("P4", $"{call} was owed and never made");
                if (isOwed == false && (isMade || ledger.Of(call).Count > 0)) throw world.Break("P5", $"{call} was made, and its contact is not called on that date");
                if (isMade) made.Add(call);
            }
        }

        return made;
    }
}
