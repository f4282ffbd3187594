using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CallQueue.PagedLists;
using CallQueue.Runs;

namespace CallQueue.Businesses.Queues;

/// <summary>No I/O: a run that has calls waiting or live, or ends that its Run actor has not acknowledged.</summary>
internal sealed class ActiveRun
{
    /// <summary>The most unacknowledged ends of the run before its dialing stops, so that the root stays small.</summary>
    private const int MostUntoldEnds = 512;

    private const string TemplateList = "template";

    private readonly RunRecord _record;
    private readonly List<RunResult> _ends;
    private long _stamp;

    public ActiveRun(RunRecord record)
    {
        _record = record;
        _stamp = record.Stamp;
        _ends = [.. record.Ends];
        (Status, Received, ToldEnds, FilledAt) = (record.Status, record.Received, record.ToldEnds, record.FilledAt);
        (HasOwnHours, IsExpired, IsHeld) = (record.HasOwnHours, record.Expired, record.Held);
        (HasIds, IsTakenBack) = (record.HasIds, record.TakenBack);
        Tally = new Tally(record.Counts, record.Dials);
    }

    /// <summary>Without a closure, since it is asked several times a turn.</summary>
    public static ActiveRun? Find(List<ActiveRun> runs, int ordinal)
    {
        foreach (ActiveRun run in runs) if (run.Ordinal == ordinal) return run;
        return null;
    }

    public int Ordinal => _record.Ordinal;

    public string Name => _record.Name;

    public int Total => _record.Total;

    public string Fingerprint => _record.Fingerprint;

    public string TemplatePage => PageBook.NameOf(TemplateList, _record.Template.Epoch, _record.Template.First);

    public TrashedPages TemplateTrash => new(TemplateList, _record.Template);

    /// <summary>Whether any of its calls has a window, a time zone or a deadline of its own.</summary>
    public bool HasOwnHours { get; private set; }

    /// <summary>Its deadline has passed: its waiting calls were counted as expired.</summary>
    public bool IsExpired { get; private set; }

    /// <summary>Whether any of its calls has an id that its submitter chose.</summary>
    public bool HasIds { get; private set; }

    /// <summary>A part of it was refused: it is to be forgotten, as if nothing of it had come.</summary>
    public bool IsTakenBack { get; private set; }

    /// <summary>Paused, possibly before all its parts have arrived.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>When that happens next; null when it does not.</summary>
    public DateTimeOffset? ExpiresAt => IsExpired || Tally.Waiting == 0 || Status is not (RunStatus.Running or RunStatus.Paused) ? null : Template?.Rules.Deadline;

    /// <summary>What its calls have in common; null until its page has been loaded.</summary>
    public RunTemplate? Template { get; set; }

    public RunStatus Status { get; private set; }

    public int Received { get; private set; }

    public DateTimeOffset FilledAt { get; private set; }

    public long ToldEnds { get; private set; }

    public Tally Tally { get; }

    /// <summary>Whether its calls may be dialed, windows and limits apart.</summary>
    public bool IsOpen => Status == RunStatus.Running && Template is not null && _ends.Count < MostUntoldEnds;

    /// <summary>Whether it will not change any more.</summary>
    public bool IsOver => Status is RunStatus.Completed or RunStatus.Stopped && Tally.Open == 0;

    public RunRecord ToRecord() => _record with
    {
        Status = Status, Received = Received, Stamp = _stamp, Counts = Tally.Counts, Dials = Tally.Dials, ToldEnds = ToldEnds, Ends = [.. _ends], FilledAt = FilledAt, HasOwnHours = HasOwnHours,
        Held = IsHeld, Expired = IsExpired, HasIds = HasIds, TakenBack = IsTakenBack,
    };

    /// <summary>How a call of it ended, if the Run actor has not acknowledged that yet.</summary>
    public Outcome? UntoldEnd(int index) => _ends.FindLast(end => end.Index == index)?.Outcome;

    /// <summary>Ends that the Run actor has not acknowledged yet.</summary>
    public IReadOnlyList<RunResult> UntoldEnds => [.. _ends];

    /// <summary>Whether its calls wait, or may come to wait again.</summary>
    public bool TakesCalls => !IsExpired && Status is RunStatus.Filling or RunStatus.Running or RunStatus.Paused;

    /// <summary>Whether the Run actor is still owed something beyond <paramref name="toldStamp"/>.</summary>
    public bool Owes(long toldStamp) => _ends.Count > 0 || _stamp > toldStamp;

    public RunSnapshot ToSnapshot() => new(Name, Status, Tally.Shown, _stamp, Template?.Data);

    /// <summary>Another part has come.</summary>
    public void Receive(int calls, bool hasOwnHours, bool hasIds, DateTimeOffset now)
    {
        HasOwnHours |= hasOwnHours;
        HasIds |= hasIds;
        Received += calls;
        FilledAt = now;
        if (Received == Total && Status == RunStatus.Filling) Status = IsHeld ? RunStatus.Paused : RunStatus.Running;
        Changed();
    }

    public void Pause(bool paused)
    {
        IsHeld = paused;
        RunStatus wanted = paused ? RunStatus.Paused : RunStatus.Running;
        if (Status is not (RunStatus.Running or RunStatus.Paused) || Status == wanted) return;
        Status = wanted;
        Changed();
    }

    public void Stop()
    {
        Status = RunStatus.Stopped;
        Changed();
    }

    public void TakeBack()
    {
        IsTakenBack = true;
        Stop();
    }

    public void Expire()
    {
        IsExpired = true;
        Changed();
    }

    /// <summary>A call of it has ended.</summary>
    public void End(RunResult result)
    {
        _ends.Add(result);
        Changed();
    }

    /// <summary>Ends that the Run actor has not recorded no longer name a person; answers the places of those calls.</summary>
    public IReadOnlyList<int> Erase(PhoneNumber number)
    {
        List<int> erased = [];
        for (int i = 0; i < _ends.Count; i++)
        {
            if (_ends[i].To != number) continue;
            _ends[i] = _ends[i].WithoutPerson();
            erased.Add(_ends[i].Index);
        }

        return erased;
    }

    /// <summary>A call of it was counted elsewhere; completes the run when nothing is left to do.</summary>
    public void Changed()
    {
        _stamp++;
        bool isDone = Tally.Open == 0 && Received == Total && (Status is RunStatus.Running or RunStatus.Paused);
        if (isDone) Status = RunStatus.Completed;
    }

    /// <summary>The Run actor has recorded <paramref name="ends"/> ends in all.</summary>
    public void Told(long ends)
    {
        int fresh = (int)Math.Min(ends - ToldEnds, _ends.Count);
        if (fresh <= 0) return;
        _ends.RemoveRange(0, fresh);
        ToldEnds += fresh;
    }
}

/// <summary>An active run as its business stores it.</summary>
internal sealed record RunRecord
{
    public required int Ordinal { get; init; }

    public required string Name { get; init; }

    public required int Total { get; init; }

    public required string Fingerprint { get; init; }

    public required PageRange Template { get; init; }

    public bool HasOwnHours { get; init; }

    /// <summary>Its deadline has passed: what waited was counted as expired.</summary>
    public bool Expired { get; init; }

    public RunStatus Status { get; init; }

    /// <summary>Paused, possibly before all its parts had arrived.</summary>
    public bool Held { get; init; }

    public int Received { get; init; }

    public long Stamp { get; init; }

    public CallCounts Counts { get; init; } = CallCounts.Zero;

    /// <summary>What was dialed and answered so far; null: nothing.</summary>
    public DialCounts? Dials { get; init; }

    /// <summary>Ends that the run has acknowledged.</summary>
    public long ToldEnds { get; init; }

    /// <summary>Ends that it has not.</summary>
    public IReadOnlyList<RunResult> Ends { get; init; } = [];

    /// <summary>When a part of it last arrived.</summary>
    public DateTimeOffset FilledAt { get; init; }

    /// <summary>Some of its calls have ids that their submitter chose.</summary>
    public bool HasIds { get; init; }

    /// <summary>A part of it was refused.</summary>
    public bool TakenBack { get; init; }
}
