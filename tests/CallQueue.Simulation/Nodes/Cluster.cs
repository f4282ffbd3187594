using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Sabotages;

namespace CallQueue.Simulation.Nodes;

/// <summary>
/// The directory: which instance answers for an actor, on which node, and how calls get there and back. Normally one
/// instance per actor; now and then two, for a stale twin is what a cluster sometimes has.
/// </summary>
internal sealed class Cluster
{
    private readonly World world;
    private readonly Chance chance;
    private readonly Func<Node, IReadOnlyList<ActorKind>> kindsOn;
    private readonly Sabotage sabotage;
    private readonly Dictionary<ActorAddress, Activation> directory = [];
    private readonly Dictionary<ActorAddress, Activation> twins = [];
    private int nodeNumber;
    private int activationNumber;

    public Cluster(World world, Faults faults, Func<Node, IReadOnlyList<ActorKind>> kindsOn, Sabotage? sabotage = null, TimeSpan alarmLateness = default,
        RecordStore? store = null)
    {
        this.world = world;
        this.kindsOn = kindsOn;
        this.sabotage = sabotage ?? Sabotage.None;
        chance = world.Chance.Fork();
        Faults = faults;
        Store = store ?? new RecordStore();
        Alarms = new AlarmClock(world, faults, Ring) { Lateness = alarmLateness };
        Outside = new LocalActors(new Wire(this, null));
    }

    public Faults Faults { get; }

    public RecordStore Store { get; }

    public AlarmClock Alarms { get; }

    /// <summary>Each process has one writer for all its actors, and its commits are ordered. For clusters of one node without twins.</summary>
    public bool OrdersCommits { get; init; }

    /// <summary>A planted bug: callers from outside are answered before what they learn is durable.</summary>
    public bool AnswersEarly => sabotage.AnswersEarly;

    public List<Node> Nodes { get; } = [];

    /// <summary>The actors as clients and webhooks reach them.</summary>
    public IActors Outside { get; }

    public IEnumerable<ActorAddress> Active => directory.Keys;

    /// <summary>Until when a second instance of some actor may still answer readers with old news.</summary>
    public DateTimeOffset StaleUntil { get; private set; }

    public Activation? Find(ActorAddress address) => directory.GetValueOrDefault(address);

    public Node StartNode()
    {
        bool first = !Nodes.Exists(n => n.Serves);
        var node = new Node(world, ++nodeNumber);
        foreach (ActorKind kind in kindsOn(node)) node.Kinds.Add(kind.Name, sabotage.Kind(kind, world));
        if (OrdersCommits) node.Writes = new OrderedWrites(world, Store, Faults, why => Abort(node, why));
        Nodes.Add(node);
        world.Trace($"{node} starts");
        if (!first) return node;
        foreach (ActorAddress address in Alarms.Set.ToArray()) Alarms.RingSoon(address, TimeSpan.FromSeconds(1));
        return node;
    }

    public void Crash(Node node)
    {
        if (node.Dead) return;
        world.Trace($"{node} crashes");
        node.Crash(chance);
        Nodes.Remove(node);
        Expel(node, TimeSpan.FromSeconds(15));
    }

    /// <summary>Takes a node's actors away from it: from now on other nodes answer for them.</summary>
    public void Expel(Node node, TimeSpan alarmsWithin)
    {
        if (node.Expelled) return;
        node.Expelled = true;
        if (!node.Dead) world.Trace($"{node} is expelled");
        foreach (Activation activation in node.Activations)
        {
            Forget(activation);
            activation.LoseCallers();
            Alarms.RingSoon(activation.Address, alarmsWithin);
        }
    }

    /// <summary>
    /// For <paramref name="duration"/> a second instance of the actor answers some of the calls. Then neither does any
    /// more, though both run on for a while: which of them is stale, nobody knows.
    /// </summary>
    public void MakeTwin(ActorAddress address, TimeSpan duration)
    {
        if (twins.ContainsKey(address) || !directory.ContainsKey(address) || PickNode() is not { } node) return;
        Activation twin = twins[address] = Activate(address, node);
        NoteStale(duration);
        world.Trace($"twin {twin}");
        world.After(duration, () =>
        {
            if (!twins.TryGetValue(address, out Activation? still) || still != twin) return;
            world.Trace($"{twin} and its twin are no longer called");
            Activation? first = Find(address);
            Forget(twin);
            if (first is not null) Forget(first);
            if (chance.Of(0.5)) twin.LetGo();
            if (chance.Of(0.5)) first?.LetGo();
            Bury(twin);
            if (first is not null) Bury(first);
        });
    }

    public void NoteStale(TimeSpan duration)
    {
        DateTimeOffset until = world.Now + duration + TimeSpan.FromSeconds(5);
        if (until > StaleUntil) StaleUntil = until;
    }

    /// <summary>Lets instances go that have had no turn for <paramref name="idle"/>.</summary>
    public void LetIdleGo(TimeSpan idle)
    {
        foreach (Activation activation in directory.Values.Where(a => a.Idle && world.Now - a.LastTurnAt > idle).ToArray())
        {
            Forget(activation);
            activation.LetGo();
            Bury(activation);
        }
    }

    public Task<T> Send<T>(Activation? from, ActorAddress to, Func<IActor, Task<T>> turn)
    {
        var letter = new Letter<T>(to, from, turn);
        if (Faults.RequestLost()) Lose(letter, "request lost (injected)");
        else world.After(Faults.WireTime(), () => Deliver(letter));
        return letter.Answer;
    }

    internal void Reply(Letter letter, Action answer)
    {
        if (letter.From is { Node.Dead: true }) return;
        letter.From?.Learn();
        if (Faults.ReplyLost()) Lose(letter, "reply lost (injected)");
        else world.After(Faults.WireTime(), answer);
    }

    internal void Lose(Letter letter, string why)
    {
        if (!letter.Answered) world.After(Faults.TimeToNoticeLoss(), () => letter.Fail(new NodeLostException(why)));
    }

    internal void Redeliver(Letter letter) => world.After(Faults.WireTime(), () => Deliver(letter));

    internal void Forget(Activation activation)
    {
        if (directory.TryGetValue(activation.Address, out Activation? current) && current == activation)
        {
            directory.Remove(activation.Address);
            if (twins.Remove(activation.Address, out Activation? heir)) directory[activation.Address] = heir;
        }
        else if (twins.TryGetValue(activation.Address, out Activation? twin) && twin == activation)
        {
            twins.Remove(activation.Address);
        }
    }

    /// <summary>Ends what an instance that is no longer called still does, after a while.</summary>
    internal void Bury(Activation activation) => world.After(TimeSpan.FromMinutes(2), () =>
    {
        activation.Strand.Kill();
        activation.Node.Activations.Remove(activation);
    });

    /// <summary>A save was lost in a process whose commits are ordered: no instance outlives it.</summary>
    private void Abort(Node node, string why)
    {
        if (world.Tracing) world.Trace($"{node} ends all its instances: {why}");
        foreach (Activation activation in node.Activations.ToArray())
            if (!activation.IsAborted && sabotage.IsEndedByLoss(activation)) activation.Abort(why);
    }

    private void Deliver(Letter letter)
    {
        if (letter.From is { IsAborted: true })
        {
            letter.Fail(new StorageException("a save was lost (injected)"));
            return;
        }

        Activation? activation = twins.TryGetValue(letter.To, out Activation? twin) && chance.Of(0.5) ? twin : Find(letter.To);
        if (activation is null)
        {
            if (PickNode() is not { } node)
            {
                Lose(letter, "no node serves");
                return;
            }

            directory[letter.To] = activation = Activate(letter.To, node);
        }

        activation.Receive(letter);
    }

    private Activation Activate(ActorAddress address, Node node)
    {
        var activation = new Activation(world, this, node, address, ++activationNumber);
        node.Activations.Add(activation);
        var scene = new Scene(world, node, address);
        IRecords records = sabotage.Records(
            node.Writes is null ? new ActorRecords(world, Store, Faults, activation) : new OrderedRecords(world, Store, Faults, activation), scene);
        IAlarm alarm = sabotage.Alarm(new ActorAlarm(world, Alarms, Faults, activation), scene);
        var actors = new LocalActors(sabotage.Turns(node.Writes is null ? new Wire(this, activation) : new OrderedWire(this, activation), scene));
        activation.Start(node.Kinds[address.Kind], new ActivationContext(address.Key, node.Time, records, alarm, actors, () => sabotage.DurableAsync(activation)));
        return activation;
    }

    private Node? PickNode()
    {
        Node[] serving = [.. Nodes.Where(n => n.Serves)];
        return serving.Length == 0 ? null : chance.Pick(serving);
    }

    private void Ring(ActorAddress address)
    {
        if (world.Tracing) world.Trace($"alarm {address}");
        world.Outside.Run(async () =>
        {
            try
            {
                await Send(null, address, async actor =>
                {
                    await actor.OnAlarmAsync(CancellationToken.None);
                    return true;
                });
            }
            catch (Exception e) when (e is not PromiseBrokenException)
            {
                if (world.Tracing) world.Trace($"alarm {address} failed: {e.Message}");
            }
        });
    }
}
