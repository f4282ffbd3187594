using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.CallerIds;
using CallQueue.Calls;
using CallQueue.Evidence;
using CallQueue.Fences;
using CallQueue.Hosting;
using CallQueue.Outboxes;
using CallQueue.PagedLists;
using CallQueue.Rates;
using CallQueue.Speech;

namespace CallQueue.Businesses.State;

/// <summary>A business's memory: its pure parts, made from the root record and made into it.</summary>
internal sealed class BusinessState
{
    private int _nextRun;
    private readonly BusinessSettings _defaults;
    private readonly bool _isFenced;
    private BusinessSettings? _ownSettings;

    public BusinessState(
        BusinessId id, BusinessRoot? root, BusinessSettings defaults, IPageWriter pages, IReadOnlyList<IEndingSink>? sinks = null, PriceTable? prices = null, bool keepsLedger = true,
        TrunkShares? trunks = null, AgentLine? agents = null)
    {
        Id = id;
        bool isNew = root is null;
        root ??= new BusinessRoot { Epoch = 0, IsFenced = true };
        Epoch = root.Epoch + 1;
        _ownSettings = root.Settings;
        (_defaults, _isFenced) = (defaults, root.IsFenced);
        (Settings, Ceiling) = (Ceilings.Under(Wanted, _isFenced), Ceilings.FindHold(Wanted));
        (Paused, AlarmAt, _nextRun, HasList) = (root.Paused, root.AlarmAt, root.NextRun, root.HasList);
        Book = new PageBook(Epoch, root.Trash, pages);
        Tally = new Tally(root.Counts, root.DialCounts);
        Slots = new Slots(root.Leases, root.NextLease);
        Runs = [.. root.Runs.Select(run => new ActiveRun(run))];
        Lanes = new Lanes(Book, root.Lanes);
        NumberBusy = [.. root.NumberBusy];
        Vetting = new Vetting(root.Vetting);
        Delayed = new DelayedCalls(Book, root.Delayed);
        Rate = new RateLimit(Settings.Rates, root.RateStamps);
        Retained = new Retained(Book, root.Retained);
        Dials = new DialLog(Book, root.Dials);
        Index = new CallIndex(Book, root.Index, isNew);
        Ledger = new DialLedger(id, Book, root.Ledger, keepsLedger);
        GeneratedNames = new GeneratedNames(root.NamesReserved);
        Requests = new Requests(root.Requests);
        Tombstones = new Tombstones(Book, root.Tombstones);
        Pace = new Pace(root.Pace);
        CallerIds = new CallerIdPool(root.CallerIds, Settings.CallerIds, Settings.CallerIdPolicy);
        (Usage, Prices) = (new Usage(root.Usage), prices);
        Outboxes = new OutboxSet(id, Book, root.Outboxes, sinks ?? []);
        Trunks = trunks ?? new TrunkShares([new TrunkLine(new TrunkId("only:one"), "only")]);
        Trunks.Prefer(Settings.Trunks);
        Agents = agents;
    }

    public BusinessId Id { get; }

    /// <summary>Grows with each instance of the business.</summary>
    public long Epoch { get; }

    /// <summary>The settings as they were set.</summary>
    public BusinessSettings Wanted => _ownSettings ?? _defaults;

    /// <summary>The settings in force: as they were set, under the operator's ceilings.</summary>
    public BusinessSettings Settings { get; private set; }

    /// <summary>Why a ceiling holds every call of the business; null when none does.</summary>
    public string? Ceiling { get; private set; }

    public bool Paused { get; set; }

    /// <summary>There may be numbers on the business's own do-not-call list.</summary>
    public bool HasList { get; set; }

    /// <summary>The time of the durable alarm; null when there is none.</summary>
    public DateTimeOffset? AlarmAt { get; set; }

    public PageBook Book { get; }

    public Tally Tally { get; }

    public Slots Slots { get; }

    public List<ActiveRun> Runs { get; }

    public Lanes Lanes { get; }

    /// <summary>Ready calls whose number is live in another call; each goes back to its lane when that ends.</summary>
    public List<QueuedCall> NumberBusy { get; }

    /// <summary>Whether the app is asked before each dial.</summary>
    public bool IsVetted => Settings.Veto is not null;

    /// <summary>Ready calls about which the app is asked.</summary>
    public Vetting Vetting { get; }

    public DelayedCalls Delayed { get; }

    public RateLimit Rate { get; private set; }

    public Retained Retained { get; }

    /// <summary>Which numbers were dialed lately.</summary>
    public DialLog Dials { get; }

    /// <summary>Finds calls that were dialed or have ended.</summary>
    public CallIndex Index { get; }

    /// <summary>The evidence of every dial.</summary>
    public DialLedger Ledger { get; }

    public GeneratedNames GeneratedNames { get; }

    public Requests Requests { get; }

    /// <summary>Entries of the queue that no longer count.</summary>
    public Tombstones Tombstones { get; }

    public Pace Pace { get; }

    /// <summary>How much it has called in this hour and this day.</summary>
    public Usage Usage { get; }

    /// <summary>The numbers that its calls show.</summary>
    public CallerIdPool CallerIds { get; }

    /// <summary>What a minute costs; null: nobody has said.</summary>
    public PriceTable? Prices { get; }

    /// <summary>What sinks have not been notified of what has ended.</summary>
    public OutboxSet Outboxes { get; }

    /// <summary>The business's shares of its trunks.</summary>
    public TrunkShares Trunks { get; }

    /// <summary>The business's share of the agent server's sessions; null: no agent server is asked for any.</summary>
    public AgentLine? Agents { get; }

    /// <summary>Whether there are ready entries. With tombstones the tally may attribute calls to ready or delayed too late.</summary>
    public bool HasReady => Tally.Waiting > 0 && Lanes.Count + NumberBusy.Count + Vetting.Count > 0;

    /// <summary>A list's page could not be loaded lately.</summary>
    public bool HasStuckLists { get; set; }

    /// <summary>Whether anything waits or is live, or is owed to a run or a sink.</summary>
    public bool HasWork => Tally.Open > 0 || Runs.Count > 0 || Outboxes.IsOwing;

    public ActiveRun? RunOf(QueuedCall call) => call.Run == 0 ? null : FindRun(call.Run);

    public ActiveRun? FindRun(int ordinal) => ActiveRun.Find(Runs, ordinal);

    public ActiveRun? FindRun(string name) => Runs.Find(run => run.Name == name);

    /// <summary>The priority a call is queued at.</summary>
    public Priority PriorityOf(QueuedCall call) => call.Priority ?? RunOf(call)?.Template?.Priority ?? Priority.Normal;

    public string NameOf(QueuedCall call) =>
        call.Name ?? CallId.OfRun(new RunId(Id, RunOf(call)!.Name), call.Index).Name;

    /// <summary>The complete spec; only for calls whose own record does not have it.</summary>
    public CallSpec SpecOf(QueuedCall call)
    {
        ActiveRun? run = RunOf(call);
        CallRules rules = CallHours.Over((call.Rules ?? new CallRules()).Over(run?.Template?.Rules), call.To, Settings.CallDefaults);
        return new CallSpec
        {
            To = call.To,
            Priority = PriorityOf(call),
            Run = run?.Name,
            Script = SpokenFields.Complete((call.Script ?? new CallScript()).Over(run?.Template?.Script), call.To, call.Data, rules.VoicemailMessage),
            Rules = rules,
            Data = call.Data,
            Trace = run?.Template?.Trace,
        };
    }

    /// <summary>Reads what must be in memory before the first turn.</summary>
    public async Task LoadAsync(IPageReader pages)
    {
        await Tombstones.LoadAsync(pages);
        await Retained.LoadAsync(pages);
        foreach (ActiveRun run in Runs)
        {
            run.Template = await pages.ReadPageAsync(run.TemplatePage, CallQueueJson.Default.RunTemplate)
                ?? throw new StorageException($"the template of run '{run.Name}' is missing");
        }

        // Set aside for a request that is answered by now, or for a move that a crash has ended.
        foreach (QueuedCall call in NumberBusy.FindAll(call => !Slots.IsLive(call.To))) Lanes.Return(PriorityOf(call), call);
        NumberBusy.RemoveAll(call => !Slots.IsLive(call.To));
        foreach (QueuedCall call in Vetting.TakeBefore()) Lanes.Return(PriorityOf(call), call);
    }

    public void Change(BusinessSettings settings, DateTimeOffset now)
    {
        _ownSettings = settings;
        Settings = Ceilings.Under(settings, _isFenced);
        Ceiling = Ceilings.FindHold(settings);
        Rate = Rate.Under(Settings.Rates);
        CallerIds.Change(Settings.CallerIds, Settings.CallerIdPolicy);
        Trunks.Prefer(Settings.Trunks);
        if (Settings.HoldOnJump == false) Usage.FindJump(isWatched: false, now);
        Outboxes.Change(Settings, now);
    }

    /// <summary>Why the business may not call a number now; null when it may.</summary>
    public string? FindNumberProblem(PhoneNumber number) => NumberFence.FindProblem(number, Settings)
        ?? (Settings.Usage?.CostPerDay is not null && Prices?.PerMinute(number) is null ? $"has no price in the operator's price table ({number}), and cost_per_day is set; add its prefix to the table" : null);

    /// <summary>Tells sinks of limits that are nearly or fully used, and holds the business when its rate has jumped.</summary>
    public void TellUsage(DateTimeOffset now)
    {
        foreach (UsageNotice notice in Usage.TakeNotices(Settings.Usage)) Outboxes.Add(OutboxEntry.Of(notice, now), Settings);
        if (Usage.FindJump(Settings.HoldOnJump != false, now) is { } jump) Outboxes.Add(OutboxEntry.Of(jump, now), Settings);
    }

    /// <summary>Removes a run from the root that has ended and is acknowledged.</summary>
    public void CloseRun(ActiveRun run, DateTimeOffset now)
    {
        Runs.Remove(run);
        Drop(run);
        Book.Trash(run.TemplateTrash);
        Retained.RunEnded(run.Name, now, run.Status == CallQueue.Runs.RunStatus.Stopped, run.FilledAt);
        Outboxes.Add(OutboxEntry.Of(run, now), Settings);
    }

    /// <summary>Removes a run from the root that was taken back.</summary>
    public void ForgetRun(ActiveRun run)
    {
        Runs.Remove(run);
        Book.Trash(run.TemplateTrash);
    }

    /// <summary>What waits of a run is given up.</summary>
    public void Drop(ActiveRun run)
    {
        Lanes.Drop(run.Ordinal);
        NumberBusy.RemoveAll(call => call.Run == run.Ordinal);
        while (Vetting.Take(call => call.Run == run.Ordinal) is not null) { }
        Tombstones.Forget(QueuedCall.KeyOf(run.Ordinal, 0)[..^1]);
    }

    public ActiveRun OpenRun(string name, int total, string fingerprint, RunTemplate template, DateTimeOffset now)
    {
        int ordinal = _nextRun++;
        var page = new PageRange(Epoch, ordinal, ordinal);
        var run = new ActiveRun(new RunRecord
        {
            Ordinal = ordinal, Name = name, Total = total, Fingerprint = fingerprint, Template = page, FilledAt = now,
        }) { Template = template };
        Book.Write(run.TemplatePage, template, CallQueueJson.Default.RunTemplate);
        Runs.Add(run);
        return run;
    }

    /// <summary>A list that wants a page loaded that may be loaded now; null when none does.</summary>
    public (string Page, IWantsPages List)? WantedPage(DateTimeOffset now, Predicate<string> mayLoad) =>
        WantedOf(Lanes.Lists, mayLoad) ?? WantedOf(Delayed.Opening(now), mayLoad) ?? WantedOf(Retained.Lists, mayLoad) ?? WantedOf(Outboxes.Lists, mayLoad)
        ?? WantedOf(Dials.Sealing, mayLoad) ?? WantedOf(Index.Sealing, mayLoad) ?? WantedOf([Ledger], mayLoad);

    public BusinessSnapshot ToSnapshot(PumpResult pumped, DateTimeOffset now) => new(
        Wanted, Paused, Tally.Shown,
        [.. Slots.Leases.Select(lease => new LeaseSnapshot(lease.Id, lease.Name, RunOf(lease.Call)?.Name, lease.Call.To, lease.LeasedAt, lease.DialedAt))],
        [.. Runs.Select(run => run.ToSnapshot())],
        pumped.Holds,
        pumped.NextAt)
    {
        Effective = ReferenceEquals(Settings, Wanted) ? null : Settings,
        Pace = Pace.At(now),
        Usage = Usage.ToSnapshot(),
        Outboxes = Outboxes.ToSnapshots(),
        HasList = HasList,
    };

    public BusinessRoot ToRoot() => new()
    {
        Epoch = Epoch,
        Settings = _ownSettings,
        Paused = Paused,
        NextLease = Slots.NextId,
        NextRun = _nextRun,
        Counts = Tally.Counts,
        DialCounts = Tally.Dials,
        Leases = Slots.Leases,
        OpenLeases = Slots.Open,
        Runs = [.. Runs.Select(run => run.ToRecord())],
        Lanes = Lanes.ToRecords(),
        NumberBusy = [.. NumberBusy],
        Delayed = Delayed.ToRecord(),
        RateStamps = Rate.ToRecord(),
        Retained = Retained.ToRecord(),
        Outboxes = Outboxes.ToRecords(),
        Trash = Book.Trashed,
        AlarmAt = AlarmAt,
        NamesReserved = GeneratedNames.Reserved,
        Requests = Requests.Open.Count == 0 ? null : [.. Requests.Open],
        Tombstones = Tombstones.ToRecord(),
        Pace = Pace.ToRecord(),
        Usage = Usage.ToRecord(),
        CallerIds = CallerIds.ToRecord(),
        IsFenced = _isFenced,
        HasList = HasList,
        Vetting = Vetting.ToRecord(),
        Dials = Dials.ToRecord(),
        Index = Index.ToRecord(),
        Ledger = Ledger.ToRecord(),
    };

    private static (string Page, IWantsPages List)? WantedOf(IEnumerable<IWantsPages> lists, Predicate<string> mayLoad)
    {
        foreach (IWantsPages list in lists) if (list.Wanted is { } page && mayLoad(page)) return (page, list);
        return null;
    }
}
