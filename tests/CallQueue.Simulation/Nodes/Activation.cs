using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Nodes;

/// <summary>
/// One actor instance on one node. Its turns never run side by side and interleave at awaits; none begins before
/// <see cref="IActor.ActivateAsync"/> has finished.
/// </summary>
internal sealed class Activation
{
    private readonly World world;
    private readonly Cluster cluster;
    private readonly Queue<Letter> mailbox = new();
    private IActor? actor;
    private bool active;

    public Activation(World world, Cluster cluster, Node node, ActorAddress address, int number)
    {
        this.world = world;
        this.cluster = cluster;
        Node = node;
        Address = address;
        Number = number;
        Strand = new Strand(world, $"{address}#{number}");
        LastTurnAt = world.Now;
    }

    public Node Node { get; }

    public ActorAddress Address { get; }

    /// <summary>Tells instances of one actor apart.</summary>
    public int Number { get; }

    public Strand Strand { get; }

    /// <summary>Calls begun and not answered yet.</summary>
    public List<Letter> Running { get; } = [];

    public List<PendingSave> Saves { get; } = [];

    /// <summary>A save of it has failed: what it still runs may not write any more.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>A lost save has ended it together with all other instances of its process: nothing that follows from its memory may be used.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Where commits are ordered: the place of its last save.</summary>
    public long Saved { get; set; }

    /// <summary>Where commits are ordered: the last place that what it knows may depend on.</summary>
    public long Learned { get; private set; }

    public DateTimeOffset LastTurnAt { get; private set; }

    public bool Idle => active && Running.Count == 0 && mailbox.Count == 0 && Saves.Count == 0 && (Node.Writes?.Settled ?? 0) >= Saved;

    /// <summary>A call or an answer reaches it: from here on it may depend on everything saved before.</summary>
    public void Learn() => Learned = Node.Writes?.Added ?? 0;

    /// <summary>As <see cref="IActorContext.DurableAsync"/>.</summary>
    public async Task DurableAsync()
    {
        if (Node.Writes is not { } writes) return;
        if (writes.Settled < Learned) await writes.SettledAsync(Learned);
        if (IsAborted) throw new StorageException("this instance has ended");
    }

    /// <summary>After a lost save of its process: the calls that wait fail, for what they follow from may be lost too.</summary>
    public void Abort(string why)
    {
        IsAborted = true;
        Letter[] letters = [.. mailbox];
        mailbox.Clear();
        Retire(why);
        foreach (Letter letter in letters) cluster.Reply(letter, () => letter.Fail(new StorageException(why)));
    }

    public void Start(ActorKind kind, IActorContext context) => Strand.PostTurn(async void () =>
    {
        try
        {
            actor = kind.Create(context);
            await actor.ActivateAsync(CancellationToken.None);
            active = true;
            for (int i = 0; i < mailbox.Count; i++) Strand.PostTurn(BeginNext);
        }
        catch (Exception e)
        {
            if (world.Tracing) world.Trace($"{this} could not activate: {e.GetType().Name} {e.Message}");
            cluster.Forget(this);
            cluster.Bury(this);
            foreach (Letter letter in mailbox) cluster.Reply(letter, () => letter.Fail(e));
            mailbox.Clear();
        }
    });

    public void Receive(Letter letter)
    {
        mailbox.Enqueue(letter);
        if (active) Strand.PostTurn(BeginNext);
    }

    /// <summary>After a failed save: whoever calls next gets a fresh instance. What this one has begun runs on.</summary>
    public void Retire(string why)
    {
        if (IsRetired) return;
        IsRetired = true;
        if (world.Tracing) world.Trace($"{this} retires: {why}");
        cluster.Forget(this);
        while (mailbox.TryDequeue(out Letter? letter)) cluster.Redeliver(letter);
        world.After(world.Chance.Seconds(0, 5), LetGo);
        cluster.Bury(this);
    }

    /// <summary>Tells the instance that it is no longer needed. Its detached work, if any, is not ended.</summary>
    public void LetGo()
    {
        if (actor is not { } instance || Strand.Dead) return;
        Strand.PostTurn(async void () =>
        {
            try
            {
                await instance.DisposeAsync();
            }
            catch (Exception e)
            {
                world.Break("host", $"{this}: DisposeAsync threw {e}");
            }
        });
    }

    /// <summary>Its process is gone, and with it all of its memory.</summary>
    public void Kill(Chance chance)
    {
        Strand.Kill();
        foreach (PendingSave save in Saves) save.CutOff(chance);
    }

    /// <summary>The callers give up, sooner or later; the calls themselves may still be carried out if the node was only frozen.</summary>
    public void LoseCallers()
    {
        foreach (Letter letter in Running.Concat(mailbox)) cluster.Lose(letter, $"{Node} does not answer");
    }

    public override string ToString() => $"{Address}#{Number}@{Node}";

    private async void BeginNext()
    {
        if (!mailbox.TryDequeue(out Letter? letter)) return;
        LastTurnAt = world.Now;
        Running.Add(letter);
        Learn();
        Action reply = await letter.CarryOutAsync(actor!);
        LastTurnAt = world.Now;
        if (letter.From is null && Node.Writes is { } writes && !cluster.AnswersEarly) writes.WhenSettled(writes.Added, () => Answer(letter, reply));
        else Answer(letter, reply);
    }

    private void Answer(Letter letter, Action reply)
    {
        Running.Remove(letter);
        if (letter.From is null && IsAborted) reply = () => letter.Fail(new StorageException("a save was lost (injected)"));
        cluster.Reply(letter, reply);
    }
}
