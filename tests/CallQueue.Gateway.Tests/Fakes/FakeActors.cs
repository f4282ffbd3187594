using System.Globalization;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.ChosenIds;
using CallQueue.Directories;
using CallQueue.Evidence;
using CallQueue.Guards;
using CallQueue.Histories;
using CallQueue.Hosting;
using CallQueue.Hosting.Memory;
using CallQueue.Keys;
using CallQueue.Replies;
using CallQueue.Rosters;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Gateway.Tests.Fakes;

/// <summary>
/// Businesses, runs and calls that keep what they were sent and answer by script, so that a test can assert both; every other
/// actor is real. One lock: tests send requests in parallel too.
/// </summary>
internal sealed class FakeActors : IActors, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeBusiness> _businesses = [];
    private readonly Dictionary<RunId, FakeRun> _runs = [];
    private readonly Dictionary<CallId, FakeCall> _calls = [];

    /// <summary>Runs the real ones.</summary>
    private readonly MemoryHost _real;

    public FakeActors(TimeProvider time, ICarriers? carriers = null)
    {
        _real = new MemoryHost(time);
        _real.Use(CallQueueActors.Kinds(new CallQueueServices(carriers ?? new FakeCarriers(), new CallQueueOptions())));
    }

    public void Dispose() => _real.Kill();

    /// <summary>The trunk that <see cref="FakeCarriers"/> dials through.</summary>
    public ITrunk Trunk => _real.Actors.Trunk(new FakeCarriers().Trunk);

    /// <summary>The businesses that are listed.</summary>
    public IDirectory Directory => _real.Actors.Businesses;

    /// <summary>How many calls were made to any actor.</summary>
    public int Told;

    /// <summary>When set, every call to an actor fails with it.</summary>
    public Exception? Failure { get; set; }

    public FakeBusiness Business(string name = "default") => Get(_businesses, name, () => new FakeBusiness(this, new BusinessId(name)));

    public FakeRun Run(string name, string business = "default") => Run(new RunId(new BusinessId(business), name));

    public FakeRun Run(RunId id) => Get(_runs, id, () => new FakeRun(this));

    public FakeCall Call(string name, string business = "default") => Call(new CallId(new BusinessId(business), name));

    public FakeCall Call(CallId id) => Get(_calls, id, () => new FakeCall(this));

    IBusiness IActors.Business(BusinessId id) => Business(id.Value);

    IRun IActors.Run(RunId id) => Run(id);

    ICall IActors.Call(CallId id) => Call(id);

    ITrunk IActors.Trunk(TrunkId id) => _real.Actors.Trunk(id);

    IDirectory IActors.Businesses => _real.Actors.Businesses;

    IDirectory IActors.Keys => _real.Actors.Keys;

    IKeyring IActors.Keyring(string shard) => _real.Actors.Keyring(shard);

    IReply IActors.Reply(string key) => _real.Actors.Reply(key);

    ISchedule IActors.Schedule(ScheduleId id) => _real.Actors.Schedule(id);

    IDirectory IActors.Schedules(BusinessId business) => _real.Actors.Schedules(business);

    IRoster IActors.Roster(RosterId id) => _real.Actors.Roster(id);

    INumberGuard IActors.Guard(GuardId id) => _real.Actors.Guard(id);

    IChosenIds IActors.ChosenIds(IdShard shard) => _real.Actors.ChosenIds(shard);

    IAuditTrail IActors.Audit(AuditId id) => _real.Actors.Audit(id);

    ISigner IActors.Signer => _real.Actors.Signer;

    internal Task<T> Answer<T>(Func<T> answer)
    {
        Interlocked.Increment(ref Told);
        if (Failure is { } failure) return Task.FromException<T>(failure);
        lock (_lock)
        {
            try
            {
                return Task.FromResult(answer());
            }
            catch (UnavailableException e)
            {
                return Task.FromException<T>(e);
            }
        }
    }

    private T Get<TKey, T>(Dictionary<TKey, T> all, TKey key, Func<T> make) where TKey : notnull
    {
        lock (_lock)
        {
            if (!all.TryGetValue(key, out T? found)) all[key] = found = make();
            return found;
        }
    }
}

/// <summary>Takes what it is given, by the contract's rules for repetition and conflict.</summary>
internal sealed class FakeBusiness(FakeActors actors, BusinessId id) : IBusiness
{
    private readonly Dictionary<string, (string Fingerprint, int Received)> _runs = [];
    private readonly Dictionary<string, string> _calls = [];
    private int _numbers;

    /// <summary>What the verbs answer, by the order that asks.</summary>
    public Func<object, CallVerbAnswer> Verb { get; set; } = _ => new CallVerbAnswer(CallVerbResult.NotFound);

    /// <summary>Orders about calls, as they came.</summary>
    public List<object> Orders { get; } = [];

    public Dictionary<QueuePart, IReadOnlyList<ListedCall>> Lists { get; } = [];

    public CallReasons? Reasons { get; set; }

    /// <summary>How many each clean forgets, at most.</summary>
    public int Cleanable { get; set; }

    public CallCounts Counts { get; set; } = CallCounts.Zero;

    public DateTimeOffset? NextAt { get; set; }

    public QueuePace Pace { get; set; } = QueuePace.None;

    public List<RunSnapshot> Runs { get; } = [];

    public IReadOnlyList<Hold> Holds { get; set; } = [];

    public int Woken { get; private set; }

    /// <summary>Answers of the watch, in their order; it waits for ever when there are no more.</summary>
    public Queue<BusinessSnapshot> News { get; } = [];

    public Task<BusinessSnapshot> WatchAsync(string? seenStamp, TimeSpan wait) =>
        News.TryDequeue(out BusinessSnapshot? news) ? Task.FromResult(news) : new TaskCompletionSource<BusinessSnapshot>().Task;

    public Task<CallVerbAnswer> CancelCallAsync(CancelCall request) => Ordered(request);

    public Task<CallVerbAnswer> RetryCallAsync(string call) => Ordered(call);

    public Task<CallVerbAnswer> MoveCallAsync(MoveCall request) => Ordered(request);

    public Task<CallPage> ListAsync(ListCalls request) => actors.Answer(() =>
    {
        IReadOnlyList<ListedCall> all = Lists.GetValueOrDefault(request.Part, []);
        return new CallPage([.. all.Skip((int)request.Start).Take(request.Count)], all.Count);
    });

    public Task<IdConflict?> ClaimIdsAsync(ClaimIds request) => actors.Answer(() => (IdConflict?)null);

    public Task ReleaseIdsAsync(ClaimIds request) => actors.Answer(() => true);

    public List<ListedRun> EndedRuns { get; } = [];

    /// <summary>What the last list of runs was asked for.</summary>
    public ListRuns? RunsAsked { get; private set; }

    public Task<RunList> ListRunsAsync(ListRuns request) => actors.Answer(() =>
    {
        RunsAsked = request;
        List<ListedRun> all = [.. Runs.Select(run => new ListedRun(run.Name, run.Status, null) { Progress = run }), .. EndedRuns];
        return new RunList([.. all.Skip((int)request.Start).Take(request.Count)], all.Count);
    });

    public Task<ListedCall?> FindAsync(string call) =>
        actors.Answer(() => Lists.Values.SelectMany(list => list).FirstOrDefault(listed => listed.Name == call));

    public Task<CallReasons?> WhyAsync(string call) => actors.Answer(() => Reasons);

    /// <summary>What was dialed lately; answered for the numbers that are asked about.</summary>
    public List<RecentDial> RecentDials { get; } = [];

    public Task<IReadOnlyList<RecentDial>> FindRecentDialsAsync(FindRecentDials request) => actors.Answer<IReadOnlyList<RecentDial>>(
        () => [.. RecentDials.Where(dial => request.Numbers.Contains(dial.Number) && (request.ExceptRun is null || dial.Run != request.ExceptRun))]);

    /// <summary>What searches answer, by the request.</summary>
    public Func<SearchCalls, SearchAnswer> Search { get; set; } = _ => new SearchAnswer([], null, 0);

    public Task<SearchAnswer> SearchAsync(SearchCalls request) => actors.Answer(() => Search(request));

    /// <summary>The dial ledger; null: nobody was dialed.</summary>
    public LedgerHead? Ledger { get; set; }

    public Task<LedgerHead?> LedgerAsync() => actors.Answer(() => Ledger);

    public Task<LedgerPage?> LedgerPageAsync(int page) => actors.Answer(() => (LedgerPage?)null);

    public Task<EraseAnswer> EraseAsync(PhoneNumber number) => actors.Answer(() => new EraseAnswer(false));

    public Task<int> CleanAsync(CleanEnded request) => actors.Answer(() =>
    {
        Orders.Add(request);
        int cleaned = Math.Min(Cleanable, request.Limit);
        Cleanable -= cleaned;
        return cleaned;
    });

    public List<EnqueueCalls> Parts { get; } = [];

    public List<SubmitCall> Submitted { get; } = [];

    public List<StopRun> Stops { get; } = [];

    public StopAnswer StopAnswer { get; set; } = new(false, 0, 0);

    /// <summary>Answers a part instead of taking it; null takes it.</summary>
    public Func<EnqueueCalls, EnqueueAnswer?> Enqueue { get; set; } = _ => null;

    /// <summary>The store fails once so many parts were taken.</summary>
    public int? FailAfterParts { get; set; }

    public SubmitAnswer? Submit { get; set; }

    public bool Paused { get; set; }

    public BusinessSettings Settings { get; set; } = new();

    /// <summary>Somebody else, just before the next change of settings.</summary>
    public Action? Meddling { get; set; }

    public Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request) => actors.Answer(() => Enqueue(request) ?? Take(request));

    public Task<SubmitAnswer> SubmitAsync(SubmitCall request) => actors.Answer(() => Submit ?? Take(request));

    public Task<StopAnswer> StopRunAsync(StopRun request) => actors.Answer(() =>
    {
        Stops.Add(request);
        return StopAnswer;
    });

    public Task<BusinessSnapshot> GetAsync() =>
        actors.Answer(() => new BusinessSnapshot(Settings, Paused, Counts, [], Runs, Holds, NextAt)
        {
            Pace = Pace, LookedAt = Woken > 0 ? Some.Now.AddSeconds(-1) : null, IsOwner = Woken > 0, AlarmAt = Woken > 0 ? Some.Now.AddSeconds(14.5) : null,
        });

    public Task<bool> PauseRunAsync(string run, bool paused) => actors.Answer(() =>
    {
        int at = Runs.FindIndex(r => r.Name == run);
        if (at >= 0) Runs[at] = Runs[at] with { Status = paused ? RunStatus.Paused : RunStatus.Running };
        return at >= 0;
    });

    public Task PauseAsync(bool paused) => actors.Answer(() => Paused = paused);

    public Task<Preview?> PreviewAsync(PreviewedCommand command) => actors.Answer<Preview?>(() => null);

    public Task<ConfirmAnswer> ConfirmAsync(ConfirmPreview request) => actors.Answer(() => new ConfirmAnswer("outdated"));

    public Task<bool> ConfirmJumpAsync() => actors.Answer(() => true);

    public Task<FieldProblem?> ChangeSettingsAsync(BusinessSettings settings) => actors.Answer(() =>
    {
        FieldProblem? problem = settings.FindProblem();
        if (problem is null) Settings = settings;
        return problem;
    });

    public Task<SettingsAnswer> ReplaceSettingsAsync(ReplaceSettings request) => actors.Answer<SettingsAnswer>(() =>
    {
        Action? meddling = Meddling;
        Meddling = null;
        meddling?.Invoke();
        if (!ReferenceEquals(request.Known, Settings)) return new SettingsAnswer.Stale();
        if (request.Settings.FindProblem() is { } problem) return new SettingsAnswer.Refused(problem);
        Settings = request.Settings;
        return new SettingsAnswer.Taken();
    });

    /// <summary>What is answered of each resolution; empty otherwise.</summary>
    public Dictionary<HistoryResolution, HistorySeries> Histories { get; } = [];

    public Task<HistorySeries> HistoryAsync(HistoryResolution resolution) => actors.Answer(() => Histories.GetValueOrDefault(resolution, new HistorySeries(resolution, [])));

    public Task<RunSnapshot?> GetRunAsync(string run) => actors.Answer(() => Runs.Find(r => r.Name == run));

    public Task DialedAsync(long lease, DateTimeOffset at) => throw new NotSupportedException();

    public Task<bool> ReleaseAsync(long lease, LeaseEnd end) => throw new NotSupportedException();

    public Task RecordedAsync(RecordingNotice notice) => throw new NotSupportedException();

    public Task LookedAtAsync() => throw new NotSupportedException();

    public Task OnTrunkAsync(TrunkNotice notice) => throw new NotSupportedException();

    public Task KeepListAsync() => actors.Answer(() => true);

    public Task OrderBackAsync(IReadOnlyList<PhoneNumber>? numbers) => actors.Answer(() =>
    {
        Orders.Add(numbers ?? []);
        return true;
    });

    public Task WakeAsync() => actors.Answer(() => ++Woken);

    private EnqueueAnswer Take(EnqueueCalls request)
    {
        (string fingerprint, int received) = _runs.GetValueOrDefault(request.Run, (request.Fingerprint, 0));
        if (fingerprint != request.Fingerprint) return new EnqueueAnswer.Conflict($"'{request.Run}' is a run with other calls");
        if (Parts.Count >= FailAfterParts) throw new StorageException("disk is full");
        Parts.Add(request);
        bool added = request.Offset + request.Calls.Count > received;
        received = Math.Max(received, request.Offset + request.Calls.Count);
        _runs[request.Run] = (fingerprint, received);
        actors.Run(new RunId(id, request.Run)).Snapshot ??= new RunSnapshot(
            request.Run, RunStatus.Running, new CallCounts { Total = request.Total, Ready = request.Total }, 1, request.Template.Data);
        return new EnqueueAnswer.Taken(received, added);
    }

    private Task<CallVerbAnswer> Ordered(object order) => actors.Answer(() =>
    {
        Orders.Add(order);
        return Verb(order);
    });

    private SubmitAnswer Take(SubmitCall request)
    {
        string name = request.Name ?? (++_numbers).ToString(CultureInfo.InvariantCulture);
        if (_calls.TryGetValue(name, out string? known)) return known == request.Fingerprint ? new SubmitAnswer.Taken(false, name) : new SubmitAnswer.Conflict();
        _calls[name] = request.Fingerprint;
        Submitted.Add(request);
        actors.Call(new CallId(id, name)).Snapshot = Some.Ready(new CallId(id, name), request.Call);
        return new SubmitAnswer.Taken(true, name);
    }
}

internal sealed class FakeRun(FakeActors actors) : IRun
{
    public RunSnapshot? Snapshot { get; set; }

    public List<RunResult> Results { get; } = [];

    public List<RunPart> People { get; } = [];

    public Task KeepPeopleAsync(RunPart part) => throw new NotSupportedException();

    public Task<RunPart?> PeopleAsync(int page) => actors.Answer(() => page < People.Count ? People[page] : null);

    public HistorySeries? History { get; set; }

    public Task<HistorySeries?> HistoryAsync(HistoryResolution resolution) => actors.Answer(() => History);

    public Task<RunSnapshot?> GetAsync() => actors.Answer(() => Snapshot);

    public Task<ResultsFound> SearchAsync(SearchResults request) => actors.Answer(() => new ResultsFound([], null, 0));

    public Task<IReadOnlyList<RunResult>> ResultsAsync(int from, int count) => actors.Answer<IReadOnlyList<RunResult>>(
        () => [.. Results.Where(r => r.Index >= from && r.Index < from + count)]);

    public Task<BeginAnswer> BeginAsync(BeginRun request) => throw new NotSupportedException();

    public Task<long> ApplyAsync(RunNews news) => throw new NotSupportedException();

    /// <summary>Answers of the watch, in their order; it waits for ever when there are no more.</summary>
    public Queue<RunSnapshot> News { get; } = [];

    /// <summary>The stamps that watchers had seen.</summary>
    public List<long> Seen { get; } = [];

    public Task<RunSnapshot?> WatchAsync(long seenStamp, TimeSpan wait)
    {
        Seen.Add(seenStamp);
        return News.TryDequeue(out RunSnapshot? news) ? Task.FromResult<RunSnapshot?>(news) : new TaskCompletionSource<RunSnapshot?>().Task;
    }

    public Task<IReadOnlyList<int>> EraseAsync(PhoneNumber number) => throw new NotSupportedException();

    public Task ForgetAsync() => throw new NotSupportedException();
}

internal sealed class FakeCall(FakeActors actors) : ICall
{
    public Task<CancelAnswer> CancelAsync(CancelWaiting request) => throw new NotSupportedException();

    public Task<ReopenAnswer> ReopenAsync(long number) => throw new NotSupportedException();

    public Task<CallSnapshot?> MoveAsync(Priority priority) => throw new NotSupportedException();

    public CallSnapshot? Snapshot { get; set; }

    public List<CarrierEvent> Events { get; } = [];

    public Task<CallSnapshot?> GetAsync() => actors.Answer(() => Snapshot);

    public Task<CallSnapshot?> LookAsync() => GetAsync();

    /// <summary>Why it ignores whatever carriers report; null: it does not.</summary>
    public EventIgnored? Ignores { get; set; }

    public Task<EventAnswer> OnCarrierEventAsync(CarrierEvent carrierEvent) => actors.Answer(() =>
    {
        bool repeated = Events.Contains(carrierEvent);
        Events.Add(carrierEvent);
        EventIgnored? ignored = Ignores ?? (repeated ? EventIgnored.Repeated : null);
        return new EventAnswer(ignored is null, false) { Ignored = ignored };
    });

    public Task<AcceptAnswer> AcceptAsync(AcceptCall request) => throw new NotSupportedException();

    public Task ConfirmAsync() => throw new NotSupportedException();

    public Task<LeaseStanding> StartAsync(StartCall request) => throw new NotSupportedException();

    public Task<LeaseStanding> WithdrawAsync(WithdrawCall request) => throw new NotSupportedException();

    public Task<LeaseStanding> CheckAsync(long lease) => throw new NotSupportedException();

    public Task<bool> EraseAsync(PhoneNumber number) => throw new NotSupportedException();

    public Task ForgetAsync() => throw new NotSupportedException();
}
