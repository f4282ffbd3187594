namespace CallQueue.Simulation.Running;

/// <summary>
/// A line of work that its owner can freeze or kill: the turns of one actor instance, or a process's thread pool. Turns
/// begin in their order; what goes on after an await does so in an order chosen by chance. What a dead strand had still
/// to do never happens, finally-blocks included.
/// </summary>
internal sealed class Strand : TaskScheduler
{
    private readonly World world;
    private readonly Queue<Task> turns = new();
    private readonly List<Task> rest = [];
    private bool isTurn;
    private bool listed;
    private bool frozen;

    public Strand(World world, string name)
    {
        this.world = world;
        Name = name;
        Id = world.NextStrand();
    }

    public string Name { get; }

    public new int Id { get; }

    public bool Dead { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Work in no order with other work.</summary>
    public void Post(Action work) => new Task(work).Start(this);

    /// <summary>Work that begins after all turns posted before.</summary>
    public void PostTurn(Action turn)
    {
        isTurn = true;
        new Task(turn).Start(this);
        isTurn = false;
    }

    /// <summary>Runs async code here; a failure of it breaks the simulation, for it is the tests' own code.</summary>
    public void Run(Func<Task> code) => Post(async void () =>
    {
        try
        {
            await code();
        }
        catch (PromiseBrokenException)
        {
            // Already noted by the world.
        }
        catch (Exception e)
        {
            world.Break("host", "the simulation's own code failed: " + e);
        }
    });

    public void Kill()
    {
        Dead = true;
        turns.Clear();
        rest.Clear();
        Unlist();
    }

    public void Freeze()
    {
        frozen = true;
        Unlist();
    }

    public void Thaw()
    {
        frozen = false;
        List();
    }

    /// <summary>Runs one piece of work; false when nothing more is ready here.</summary>
    internal bool RunOne(Chance picks)
    {
        int choices = rest.Count + (turns.Count > 0 ? 1 : 0);
        if (choices == 0) return listed = false;
        int pick = picks.Below(choices);
        Task task;
        if (pick < rest.Count)
        {
            task = rest[pick];
            rest[pick] = rest[^1];
            rest.RemoveAt(rest.Count - 1);
        }
        else
        {
            task = turns.Dequeue();
        }

        TryExecuteTask(task);
        if (!listed) return true; // Killed or frozen by what it did: no longer in the world's list.
        return listed = rest.Count + turns.Count > 0;
    }

    protected override void QueueTask(Task task)
    {
        if (!world.OnOurThread() || Dead) return;
        if (isTurn) turns.Enqueue(task);
        else rest.Add(task);
        List();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. turns, .. rest];

    private void List()
    {
        if (listed || frozen || Dead || rest.Count + turns.Count == 0) return;
        listed = true;
        world.Ready(this);
    }

    private void Unlist()
    {
        if (!listed) return;
        listed = false;
        world.NotReady(this);
    }
}
