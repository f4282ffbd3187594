using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Hosting;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: an unsure verdict is taken for a machine.</summary>
internal sealed class HearsMachines(IActor inner) : WrappedCall(inner)
{
    public override Task<EventAnswer> OnCarrierEventAsync(CarrierEvent carrierEvent) => Inner.OnCarrierEventAsync(
        carrierEvent.Report.AnsweredBy == AnsweredBy.Unknown ? carrierEvent with { Report = carrierEvent.Report with { AnsweredBy = AnsweredBy.Machine } } : carrierEvent);
}

/// <summary>Planted bug: the message counts as left, and the carrier is never asked.</summary>
internal sealed class LeavesNoMessage : CarrierBug
{
    public override string Name => "leaves no message";

    public override IReadOnlyList<string> Breaks => ["P14"];

    protected override Task<MessageAnswer> LeaveMessageAsync(ICarrier inner, CarrierCallId call, AttemptRef attempt, CallScript message) =>
        Task.FromResult<MessageAnswer>(new MessageAnswer.Speaking());
}
