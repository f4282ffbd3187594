using CallQueue.Hosting.Local;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Nodes;

/// <summary>One process: its memory, its timers and its actor instances, all of which a crash takes at once.</summary>
internal sealed class Node
{
    public Node(World world, int number)
    {
        Number = number;
        Pool = new Strand(world, $"node {number}");
        Time = new VirtualTime(world, Pool, world.Chance.Fork());
    }

    public int Number { get; }

    /// <summary>Where its timers and its carrier adapter work.</summary>
    public Strand Pool { get; }

    public VirtualTime Time { get; }

    /// <summary>Its actor kinds, made with its own services.</summary>
    public SortedDictionary<string, ActorKind> Kinds { get; } = new(StringComparer.Ordinal);

    public List<Activation> Activations { get; } = [];

    /// <summary>Its one writer, where commits are ordered; null: each save goes its own way.</summary>
    public OrderedWrites? Writes { get; set; }

    public bool Dead { get; private set; }

    public bool Frozen { get; private set; }

    /// <summary>The others have noticed that it does not answer and have taken over its actors.</summary>
    public bool Expelled { get; set; }

    /// <summary>New instances may be made here.</summary>
    public bool Serves => !Dead && !Frozen && !Expelled;

    public void Freeze()
    {
        Frozen = true;
        Pool.Freeze();
        foreach (Activation activation in Activations) activation.Strand.Freeze();
    }

    public void Thaw()
    {
        Frozen = false;
        Pool.Thaw();
        foreach (Activation activation in Activations) activation.Strand.Thaw();
    }

    public void Crash(Chance chance)
    {
        Dead = true;
        Pool.Kill();
        Writes?.CutOff(chance);
        foreach (Activation activation in Activations) activation.Kill(chance);
    }

    public override string ToString() => $"n{Number}";
}
