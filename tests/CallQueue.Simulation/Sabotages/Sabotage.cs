using CallQueue.Carriers;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Where a sabotaged instance lives.</summary>
internal sealed record Scene(World World, Node Node, ActorAddress Address);

/// <summary>
/// A bug planted between Core and its host, to prove that the checks have teeth. Every seam hands back what it was given
/// unless a bug overrides it.
/// </summary>
internal class Sabotage
{
    public static Sabotage None { get; } = new();

    public virtual string Name => "none";

    /// <summary>The promises of which one is to be found broken.</summary>
    public virtual IReadOnlyList<string> Breaks => [];

    public virtual CallQueueOptions Options(CallQueueOptions options) => options;

    public virtual ActorKind Kind(ActorKind kind, World world) => kind;

    public virtual IRecords Records(IRecords records, Scene scene) => records;

    public virtual IAlarm Alarm(IAlarm alarm, Scene scene) => alarm;

    public virtual ITurns Turns(ITurns turns, Scene scene) => turns;

    public virtual IVeto Veto(IVeto veto) => veto;

    /// <summary>Where commits are ordered: waits until what an instance knows is durable.</summary>
    public virtual Task DurableAsync(Activation activation) => activation.DurableAsync();

    /// <summary>Where commits are ordered: callers from outside are answered before what they learn is durable.</summary>
    public virtual bool AnswersEarly => false;

    /// <summary>Where commits are ordered: whether an instance ends when its process has lost a save.</summary>
    public virtual bool IsEndedByLoss(Activation activation) => true;

    public virtual ICarrier Carrier(ICarrier carrier, World world, Node node) => carrier;

    public virtual ICarriers Carriers(ICarriers carriers) => carriers;
}
