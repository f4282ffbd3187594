using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CallQueue.Businesses.Queues;
using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Timing;

namespace CallQueue.Businesses.Ends;

/// <summary>
/// No I/O: what has ended and is still remembered, by count and by age; what exceeds either is to be forgotten. Calls whose
/// name was chosen by their submitter are remembered by age alone: their name is their idempotency key.
/// </summary>
internal sealed class Retained
{
    /// <summary>The most entries that <see cref="Clean"/> adds to the list of records to delete.</summary>
    public const int MostToClean = CleanEnded.MostAtOnce;

    private const int MostForgetting = 64;

    private readonly PagedList<EndedThing> _completed;
    private readonly PagedList<EndedThing> _failed;
    private readonly PagedList<EndedThing> _named;
    private readonly PagedList<EndedThing> _namedFailed;
    private readonly PagedList<EndedThing> _runs;
    private readonly Tombstones _reopened;
    private readonly List<ForgetCommand> _forgetting;

    public Retained(PageBook book, RetainedRecord? record)
    {
        _completed = new(book, EndedThing.Format, record?.Completed);
        _failed = new(book, EndedThing.Format, record?.Failed);
        _named = new(book, EndedThing.Format, record?.Named);
        _namedFailed = new(book, EndedThing.Format, record?.NamedFailed);
        _reopened = new(book, record?.Reopened);
        _runs = new(book, EndedThing.Format, record?.Runs);
        _forgetting = [.. record?.Forgetting ?? []];
        Lists = [_completed, _failed, _named, _namedFailed, _runs];
    }

    public IReadOnlyList<PagedList<EndedThing>> Lists { get; }

    /// <summary>Whose records are to be deleted now; they stay here until <see cref="Forgotten"/>.</summary>
    public IReadOnlyList<ForgetCommand> Forgetting => _forgetting;

    /// <summary>The list of records to delete is full; more may be waiting for it.</summary>
    public bool IsFull => _forgetting.Count >= MostForgetting - 1;

    public RetainedRecord ToRecord() =>
        new(_completed.ToRecord(), _failed.ToRecord(), _named.ToRecord(), _runs.ToRecord(), [.. _forgetting])
        {
            NamedFailed = _namedFailed.Count == 0 ? null : _namedFailed.ToRecord(), Reopened = _reopened.ToRecord(),
        };

    /// <summary>To be called once, before anything else.</summary>
    public Task LoadAsync(IPageReader pages) => _reopened.LoadAsync(pages);

    /// <param name="isInRun">The results of its run have it too.</param>
    public void CallEnded(string name, bool nameWasChosen, Outcome outcome, DateTimeOffset at, bool isInRun = false)
    {
        bool isCompleted = outcome == Outcome.Completed;
        PagedList<EndedThing> list = nameWasChosen ? (isCompleted ? _named : _namedFailed) : isCompleted ? _completed : _failed;

        // Opened again and ended in the same instant: this end is the one that counts.
        long ticks = Math.Max(at.UtcTicks, _reopened.BeforeOf(name));
        Add(list, new EndedThing(name, new DateTimeOffset(ticks, TimeSpan.Zero)) { Outcome = outcome, InRun = isInRun });
    }

    /// <summary>A call that had ended is open again: its end is removed.</summary>
    public void Reopened(string name, DateTimeOffset at) => _reopened.Add(name, at.UtcTicks + 1);

    /// <summary>Whether a call's record is about to be deleted.</summary>
    public bool IsForgetting(string name) => _forgetting.Exists(command => !command.IsRun && command.Name == name);

    /// <summary>Whether a record is still to be deleted: a committed root may have it that was deleted since.</summary>
    public bool IsToForget(ForgetCommand command) => _forgetting.Exists(known => ReferenceEquals(known, command));

    /// <param name="wasStopped">It was stopped; otherwise all its calls have ended.</param>
    /// <param name="filledAt">When its last part had arrived.</param>
    public void RunEnded(string name, DateTimeOffset at, bool wasStopped = false, DateTimeOffset? filledAt = null) => Add(_runs, new EndedThing(name, at)
    {
        Outcome = wasStopped ? Outcome.Canceled : Outcome.Completed, LongSince = filledAt < at - EndedThing.UsualRun ? filledAt : null,
    });

    /// <summary>The runs that have ended, for readers, in the order of time.</summary>
    public PagedListSnapshot<EndedThing> Runs() => _runs.Snapshot();

    /// <summary>How many calls that ended so are remembered.</summary>
    public long Count(bool completed) =>
        completed ? _completed.Count + _named.Count : Math.Max(0, _failed.Count + _namedFailed.Count - _reopened.Count);

    /// <summary>The calls that ended so, for readers: two lists, each in the order of time.</summary>
    public (PagedListSnapshot<EndedThing> First, PagedListSnapshot<EndedThing> Second) Snapshot(bool completed) =>
        completed ? (_completed.Snapshot(), _named.Snapshot()) : (_failed.Snapshot(), _namedFailed.Snapshot());

    /// <summary>All calls that ended, for readers: several lists, each in the order of time.</summary>
    public IReadOnlyList<PagedListSnapshot<EndedThing>> Calls() => [_completed.Snapshot(), _named.Snapshot(), _failed.Snapshot(), _namedFailed.Snapshot()];

    /// <summary>Whether an end does not count because its call was opened again.</summary>
    public bool IsReopened(EndedThing thing) => _reopened.Covers(thing.Name, thing.At.UtcTicks);

    /// <summary>Moves what exceeds the limits to <see cref="Forgetting"/>.</summary>
    /// <param name="keepFrom">Ends at this instant or later are kept in any case; null: none are.</param>
    /// <returns>Whether anything did.</returns>
    public bool Trim(Retention retention, DateTimeOffset now, DateTimeOffset? keepFrom = null)
    {
        int before = _forgetting.Count;
        DateTimeOffset tooOld = now - retention.Age;
        Trim(_completed, retention.Completed, tooOld, keepFrom, isRun: false);
        Trim(_failed, retention.Failed, tooOld, keepFrom, isRun: false);
        Trim(_named, long.MaxValue, tooOld, keepFrom, isRun: false);
        Trim(_namedFailed, long.MaxValue, tooOld, keepFrom, isRun: false);
        Trim(_runs, long.MaxValue, tooOld, keepFrom, isRun: true);
        return _forgetting.Count > before;
    }

    /// <summary>
    /// Removes calls that ended before an instant, the oldest first; returns how many. Fewer than there are when a list has to
    /// load a page first, or when much is still being forgotten.
    /// </summary>
    public int Clean(DateTimeOffset before, int limit)
    {
        PagedList<EndedThing>[] calls = [_completed, _failed, _named, _namedFailed];
        int cleaned = 0;
        while (cleaned < limit && _forgetting.Count < MostToClean && Array.TrueForAll(calls, list => list.Count == 0 || list.TryPeek(out _)))
        {
            PagedList<EndedThing>? oldest = calls.Where(list => list.Count > 0).MinBy(At);
            if (oldest is null || At(oldest) >= before) break;
            int known = _forgetting.Count;
            Forget(oldest, isRun: false);
            cleaned += _forgetting.Count - known;
        }

        return cleaned;

        static DateTimeOffset At(PagedList<EndedThing> list) => list.TryPeek(out EndedThing first) ? first.At : DateTimeOffset.MaxValue;
    }

    public void Forgotten(ForgetCommand command) => _forgetting.Remove(command);

    /// <summary>When the oldest stored end becomes too old; null when there is none, its page is not loaded, or earlier ends must first be deleted or delivered.</summary>
    public DateTimeOffset? NextAt(Retention retention, DateTimeOffset? keepFrom = null)
    {
        DateTimeOffset? next = null;
        if (_forgetting.Count >= MostForgetting) return null;
        foreach (PagedList<EndedThing> list in Lists)
            if (list.TryPeek(out EndedThing oldest) && !(oldest.At >= keepFrom)) next = Earliest.Of(next, oldest.At);
        return next + retention.Age;
    }

    private static void Add(PagedList<EndedThing> list, EndedThing thing)
    {
        list.Append(thing);
        list.Trim();
    }

    private void Trim(PagedList<EndedThing> list, long most, DateTimeOffset tooOld, DateTimeOffset? keepFrom, bool isRun)
    {
        while (_forgetting.Count < MostForgetting && list.TryPeek(out EndedThing oldest) && !(oldest.At >= keepFrom) && (list.Count > most || oldest.At <= tooOld))
            Forget(list, isRun);
    }

    private void Forget(PagedList<EndedThing> list, bool isRun)
    {
        list.TryPeek(out EndedThing oldest);
        list.Take();
        if (isRun || _reopened.Drop(oldest.Name, oldest.At.UtcTicks) is null) _forgetting.Add(new ForgetCommand(oldest.Name, isRun));
    }
}

/// <summary>A call, or a run, that has ended.</summary>
internal sealed record EndedThing([property: JsonPropertyName("n")] string Name, [property: JsonPropertyName("a")] DateTimeOffset At)
{
    /// <summary>How it ended; of a run: canceled when it was stopped. Null for runs that ended under an earlier version.</summary>
    [JsonPropertyName("o")] public Outcome? Outcome { get; init; }

    /// <summary>How long a run usually takes at most: only of longer ones it is stored when they began.</summary>
    public static TimeSpan UsualRun { get; } = TimeSpan.FromDays(1);

    /// <summary>Of a run that took long: when its last part had arrived.</summary>
    [JsonPropertyName("b")] public DateTimeOffset? LongSince { get; init; }

    /// <summary>Of a run: nothing of it ended before.</summary>
    [JsonIgnore] public DateTimeOffset Began => LongSince ?? At - UsualRun;

    /// <summary>The results of its run have it too. False for all that ended under an earlier version.</summary>
    [JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool InRun { get; init; }

    /// <summary>Writes a list of them.</summary>
    public static PageFormat<EndedThing> Format { get; } = new(CallQueueJson.Default.ListEndedThing, thing => 48 + thing.Name.Length);
}

internal sealed record RetainedRecord(
    PagedListRecord<EndedThing> Completed, PagedListRecord<EndedThing> Failed,
    PagedListRecord<EndedThing> Named, PagedListRecord<EndedThing> Runs, IReadOnlyList<ForgetCommand> Forgetting)
{
    /// <summary>Calls with chosen names that ended otherwise than completed.</summary>
    public PagedListRecord<EndedThing>? NamedFailed { get; init; }

    /// <summary>Ends that no longer count: their calls were opened again.</summary>
    public PagedListRecord<TombstoneChange>? Reopened { get; init; }
}

/// <summary>Something whose record is to be deleted.</summary>
internal sealed record ForgetCommand(string Name, bool IsRun);
