using CallQueue.Calls;

namespace CallQueue.Businesses;

/// <summary>
/// Pure: what has ended and is still remembered, by count and by age; what exceeds either is to be forgotten. Calls whose
/// name was chosen by their submitter are remembered by age alone: their name is their idempotency key.
/// </summary>
internal sealed class Retained
{
    private const int MostForgetting = 64;

    private readonly PagedList<EndedThing> _completed;
    private readonly PagedList<EndedThing> _failed;
    private readonly PagedList<EndedThing> _named;
    private readonly PagedList<EndedThing> _runs;
    private readonly List<ForgetOrder> _forgetting;

    public Retained(PageBook book, RetainedRecord? record)
    {
        _completed = new(book, PageFormats.Ended, record?.Completed);
        _failed = new(book, PageFormats.Ended, record?.Failed);
        _named = new(book, PageFormats.Ended, record?.Named);
        _runs = new(book, PageFormats.Ended, record?.Runs);
        _forgetting = [.. record?.Forgetting ?? []];
    }

    public IEnumerable<PagedList<EndedThing>> Lists => [_completed, _failed, _named, _runs];

    /// <summary>Whose records are to be deleted now; they stay here until <see cref="Forgotten"/>.</summary>
    public IReadOnlyList<ForgetOrder> Forgetting => _forgetting;

    /// <summary>No more can be put on the list of what is to be forgotten; more may be waiting for it.</summary>
    public bool IsFull => _forgetting.Count >= MostForgetting - 1;

    public RetainedRecord ToRecord() =>
        new(_completed.ToRecord(), _failed.ToRecord(), _named.ToRecord(), _runs.ToRecord(), [.. _forgetting]);

    public void CallEnded(string name, bool nameWasChosen, Outcome outcome, DateTimeOffset at) =>
        Add(nameWasChosen ? _named : outcome == Outcome.Completed ? _completed : _failed, new EndedThing(name, at));

    public void RunEnded(string name, DateTimeOffset at) => Add(_runs, new EndedThing(name, at));

    /// <summary>Moves what exceeds the limits to <see cref="Forgetting"/>.</summary>
    /// <param name="keepFrom">What ended at this instant or later is kept in any case; null: nothing is.</param>
    /// <returns>Whether anything did.</returns>
    public bool Trim(Retention retention, DateTimeOffset now, DateTimeOffset? keepFrom = null)
    {
        int before = _forgetting.Count;
        DateTimeOffset tooOld = now - retention.Age;
        Trim(_completed, retention.Completed, tooOld, keepFrom, isRun: false);
        Trim(_failed, retention.Failed, tooOld, keepFrom, isRun: false);
        Trim(_named, long.MaxValue, tooOld, keepFrom, isRun: false);
        Trim(_runs, long.MaxValue, tooOld, keepFrom, isRun: true);
        return _forgetting.Count > before;
    }

    public void Forgotten(ForgetOrder order) => _forgetting.Remove(order);

    /// <summary>When the oldest of what is remembered becomes too old; null when nothing is, its page is not loaded, or what is to be forgotten must be forgotten, or told, first.</summary>
    public DateTimeOffset? NextAt(Retention retention, DateTimeOffset? keepFrom = null) => _forgetting.Count >= MostForgetting ? null : Lists
        .Select(list => list.TryPeek(out EndedThing oldest) && !(oldest.At >= keepFrom) ? oldest.At + retention.Age : (DateTimeOffset?)null).Min();

    private static void Add(PagedList<EndedThing> list, EndedThing thing)
    {
        list.Append(thing);
        list.Trim();
    }

    private void Trim(PagedList<EndedThing> list, long most, DateTimeOffset tooOld, DateTimeOffset? keepFrom, bool isRun)
    {
        while (_forgetting.Count < MostForgetting && list.TryPeek(out EndedThing oldest) && !(oldest.At >= keepFrom) && (list.Count > most || oldest.At <= tooOld))
        {
            list.Take();
            _forgetting.Add(new ForgetOrder(oldest.Name, isRun));
        }
    }
}
