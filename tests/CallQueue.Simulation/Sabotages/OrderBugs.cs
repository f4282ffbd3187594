using CallQueue.Hosting.Local;
using CallQueue.Simulation.Nodes;

namespace CallQueue.Simulation.Sabotages;

// Planted bugs of processes whose commits are ordered.

/// <summary>Planted bug: a call is dialed, and hung up, before its intent is durable.</summary>
internal sealed class SendsBeforeDurable() : Sabotage
{
    public override string Name => "sends before what it sends is durable";

    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P3", "P4", "P5", "P8", "P12"];

    public override Task DurableAsync(Activation activation) => activation.Address.Kind == LocalActors.CallKind ? Task.CompletedTask : base.DurableAsync(activation);
}

/// <summary>Planted bug: callers from outside have their answer before what it says is durable.</summary>
internal sealed class AnswersBeforeDurable() : Sabotage
{
    public override string Name => "answers before what it says is durable";

    public override IReadOnlyList<string> Breaks => ["P4", "P5", "P6", "P9", "P13"];

    public override bool AnswersEarly => true;
}

/// <summary>Planted bug: a lost save ends the instance whose save it was, and nobody who has built on it.</summary>
internal sealed class EndsOnlyTheLoser() : Sabotage
{
    public override string Name => "a lost save ends only its own instance";

    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P12"];

    public override bool IsEndedByLoss(Activation activation) => activation.Saved > activation.Node.Writes!.Settled;
}
