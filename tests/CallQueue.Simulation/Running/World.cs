namespace CallQueue.Simulation.Running;

/// <summary>
/// Everything that happens, one thing at a time, on one thread: ready work in an order chosen by chance, and when no
/// work is ready, time jumps to the next event.
/// </summary>
internal sealed class World
{
    private const long MostSteps = 2_000_000;

    private readonly List<Strand> ready = [];
    private readonly PriorityQueue<Action, (long At, long Order)> later = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly Chance picks;
    private readonly Action<string>? trace;
    private PromiseBrokenException? broken;
    private volatile string? escaped;
    private long now;
    private long order;
    private int strands;

    public World(ulong seed, DateTimeOffset start, Action<string>? trace = null)
    {
        Seed = seed;
        Chance = new Chance(seed);
        picks = Chance.Fork();
        now = start.UtcTicks;
        this.trace = trace;
        Outside = new Strand(this, "outside");
    }

    public ulong Seed { get; }

    /// <summary>Nobody wants to know any more how it ends.</summary>
    public CancellationToken Cancellation { get; init; }

    public Chance Chance { get; }

    public DateTimeOffset Now => new(now, TimeSpan.Zero);

    /// <summary>Where clients, webhooks and checks run: it never crashes.</summary>
    public Strand Outside { get; }

    /// <summary>Grows with every step; equal after equal seeds.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    public long Steps { get; private set; }

    public bool Tracing => trace is not null;

    /// <summary>Runs <paramref name="happening"/> when time has come that far; things due at one instant keep their order.</summary>
    public void After(TimeSpan delay, Action happening) =>
        later.Enqueue(happening, (now + Math.Max(0, delay.Ticks), ++order));

    public void At(DateTimeOffset at, Action happening) => After(at - Now, happening);

    /// <summary>A wait for code that runs on a strand.</summary>
    public Task Delay(TimeSpan delay)
    {
        var done = new TaskCompletionSource();
        After(delay, done.SetResult);
        return done.Task;
    }

    public void Trace(string line) => trace?.Invoke($"{Now:dd HH:mm:ss.ffff} {line}");

    public void Mix(ulong value) => Hash = (Hash ^ value) * 1099511628211;

    /// <summary>Ends the simulation: a promise does not hold.</summary>
    public PromiseBrokenException Break(string promise, string what, string? state = null)
    {
        broken ??= new PromiseBrokenException(Seed, promise, Now, what, state);
        return broken;
    }

    /// <summary>Runs until <paramref name="done"/> holds or time reaches <paramref name="limit"/>; false for the latter.</summary>
    /// <exception cref="OperationCanceledException"><see cref="Cancellation"/> came first.</exception>
    public bool RunUntil(Func<bool> done, DateTimeOffset limit)
    {
        // A test runner's context would take continuations away to its own threads.
        SynchronizationContext? outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (!done())
            {
                Cancellation.ThrowIfCancellationRequested();
                bool more = Step(limit.UtcTicks);
                if (Steps > MostSteps) Break("P4", $"never ends: {MostSteps} steps");
                if (escaped is not null) Break("host", "work escaped to another thread:\n" + escaped);
                if (broken is not null) throw broken;
                if (!more) return false;
            }

            return true;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    internal int NextStrand() => ++strands;

    internal void Ready(Strand strand) => ready.Add(strand);

    internal void NotReady(Strand strand) => ready.Remove(strand);

    /// <summary>False when work came from a thread that is not ours; the run then fails with the place it came from.</summary>
    internal bool OnOurThread()
    {
        if (Environment.CurrentManagedThreadId == thread) return true;
        escaped ??= Environment.StackTrace;
        return false;
    }

    private bool Step(long limit)
    {
        bool isAny = false;
        while (later.TryPeek(out _, out var next) && next.At <= now)
        {
            Steps++;
            later.Dequeue()();
            isAny = true;
        }

        if (ready.Count > 0)
        {
            int at = picks.Below(ready.Count);
            Strand strand = ready[at];
            Steps++;
            Mix((ulong)(now ^ ((long)strand.Id << 40)));
            if (!strand.RunOne(picks))
            {
                int last = ready.Count - 1;
                at = at <= last && ready[at] == strand ? at : ready.IndexOf(strand);
                if (at >= 0)
                {
                    ready[at] = ready[last];
                    ready.RemoveAt(last);
                }
            }

            return true;
        }

        if (isAny) return true;
        if (!later.TryPeek(out _, out var due) || due.At > limit)
        {
            now = Math.Max(now, limit);
            return false;
        }

        now = due.At;
        return true;
    }
}
