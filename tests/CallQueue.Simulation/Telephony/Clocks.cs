using CallQueue.Simulation.Running;
using CallQueue.Simulation.Workloads;

namespace CallQueue.Simulation.Telephony;

/// <summary>
/// The carrier's clock beside ours. All else in the simulation happens by our clock as it is now; setting it makes what was stamped before wrong by that
/// much, and a reading of the carrier's clock from before worthless, as <see cref="Carriers.CarrierClock"/> finds out.
/// </summary>
internal sealed class Clocks(World world, Scenario scenario)
{
    /// <summary>The carrier's time now.</summary>
    public DateTimeOffset Carrier => world.Now + scenario.CarrierAhead;

    /// <summary>Grows each time our clock is set.</summary>
    public int Epoch => scenario.ClockJumps.Count(jump => scenario.Start + jump.At <= world.Now);

    /// <summary>What a stamp of that instant says since.</summary>
    public DateTimeOffset AsStamped(DateTimeOffset at) =>
        at - TimeSpan.FromTicks(scenario.ClockJumps.Where(jump => scenario.Start + jump.At > at && scenario.Start + jump.At <= world.Now).Sum(jump => jump.By.Ticks));
}
