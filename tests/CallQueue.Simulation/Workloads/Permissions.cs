using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;

namespace CallQueue.Simulation.Workloads;

/// <summary>
/// Refused permissions, in one seed out of five: the account runs out of funds, or the caller id of one business is rejected, and later
/// that is mended without a word to us. Drawn apart from the rest, so that the other seeds stay as they were.
/// </summary>
internal static class Permissions
{
    public static Scenario Join(ulong seed, Scenario scenario)
    {
        Chance chance = new Chance(seed ^ 0xF0BB1D).Fork();
        if (scenario.Storms.Count == 0 || !chance.Of(0.2)) return scenario;
        Storm storm = scenario.Storms[0];
        CarrierHabits habits = chance.Of(0.6) ? storm.Habits with { Stopped = 0.01 + (0.05 * chance.Fraction()) } : storm.Habits;
        TimeSpan lasts = storm.Ends - storm.Begins;
        TimeSpan begins = storm.Begins + (lasts * (0.5 * chance.Fraction()));
        return scenario with
        {
            MendedInSilence = true,
            Rejection = chance.Of(0.6) ? new Rejection(chance.Pick(scenario.Businesses).Id, begins, begins + (lasts * (0.5 * chance.Fraction()))) : null,
            Storms = [storm with { Habits = habits }, .. scenario.Storms.Skip(1)],
        };
    }
}
