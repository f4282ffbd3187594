using CallQueue.Businesses;
using CallQueue.Businesses.Steps;
using CallQueue.Hosting;
using CallQueue.Rosters.Pages;
using CallQueue.Timing;
using CallQueue.Validation;
using Microsoft.Extensions.Logging;

namespace CallQueue.Rosters.Passes;

/// <summary>
/// One shard of a roster. Contacts are on hash pages, and an index has the pages with due contacts, so that a pass
/// over a million reads only the contacts it calls; memory has the recently used pages, the root a few KB.
/// </summary>
internal sealed class Roster : IActor, IRoster
{
    private const int MostTrash = 256;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly IActorContext _context;
    private readonly CallQueueServices _services;
    private readonly RosterId _id;
    private readonly ILogger _log;
    private readonly Commits<RosterRoot> _commits;
    private readonly RosterAlarm _alarm;
    private readonly WakeUps _timer;
    private RosterState _state = null!;
    private RosterEdits _edits = null!;
    private RosterOffers _offers = null!;
    private RosterPass _pass = null!;
    private RosterRoot? _durable;
    private Task? _claim;
    private Task _passing = Task.CompletedTask;

    public Roster(IActorContext context, CallQueueServices services)
    {
        (_context, _services, _id) = (context, services, RosterId.Parse(context.Key));
        _log = services.Logging.CreateLogger<Roster>();
        _commits = new Commits<RosterRoot>(context, CallQueueJson.Default.RosterRoot)
        {
            Measures = services.Instruments.Commits.Of("roster"),
            Snapshot = () => _state.ToRoot(),
            Committed = Committed,
            Deleted = page => _state.Stamps.Deleted(page),
        };
        _alarm = new RosterAlarm(context);
        _timer = new WakeUps(context, services.Options.WakeInterval, () => context.Actors.Roster(_id).LookAsync());
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        _durable = await _commits.LoadAsync(cancellation);
        _state = new RosterState(_id, _durable, _commits, Now);
        _edits = new RosterEdits(_state, _context.Time);
        _offers = new RosterOffers(_state, _context, _log);
        _pass = new RosterPass(_state, _offers, _context, EndAsync, _log);
        if (_durable is { } root) _timer.SetTimer(IsOwing(root.Pass, root.Cancels.Count) ? Now : root.NextAt);
    }

    public async Task OnAlarmAsync(CancellationToken cancellation)
    {
        await LookAsync();
        await PutOffAlarmAsync();
    }

    public ValueTask DisposeAsync()
    {
        _timer.Dispose();
        return ValueTask.CompletedTask;
    }

    public async Task<PutAnswer> PutAsync(PutContacts request)
    {
        if (FindProblem(request.Contacts) is { } problem) return new PutAnswer.Refused(problem);
        await ClaimAsync();
        if (await _edits.PutAsync(request) is not { } put) return new PutAnswer.Stale();
        await EndAsync(put.Cancels);
        return new PutAnswer.Taken(put.Added, put.Changed);
    }

    public async Task<bool> RemoveAsync(string id)
    {
        await ClaimAsync();
        (bool wasThere, IReadOnlyList<string> cancels) = await _edits.RemoveAsync(id);
        await EndAsync(cancels);
        return wasThere;
    }

    public async Task<ContactReasons?> WhyAsync(string id)
    {
        if (await EntryAsync(id) is not { } entry) return null;
        ContactReasons found = ContactStanding.Of(entry, _state.FiredThrough, Now);
        await _commits.SettledAsync();
        if (found.Reason != ContactReason.Submitted || await _context.Actors.Call(new CallId(_id.Business, found.Call)).GetAsync() is not null) return found;
        BusinessSettings settings = (await _context.Actors.Business(_id.Business).GetAsync()).Settings;
        SubmitCall call = RosterCalls.Of(found.Contact, found.Date, settings);
        FieldProblem? problem = Intake.FindProblem(call, _services.Carriers.Speech) ?? Intake.FindUndialable(call, settings, Now);
        return problem is null ? found : found with { Reason = ContactReason.Refused, Refusal = problem.ToString() };
    }

    public async Task<Contact?> GetAsync(string id)
    {
        // The state is read before the await, since later turns change memory while a write runs.
        Contact? contact = (await EntryAsync(id))?.Contact;
        await _commits.SettledAsync();
        return contact;
    }

    private async Task<ContactEntry?> EntryAsync(string id)
    {
        int page = ContactPlace.Of(id).Page;
        ContactEntry[] entries;
        while (!_state.Pages.TryGet(page, out entries)) await _state.Pages.LoadAsync(page);
        return ContactPages.Find(entries, id) is >= 0 and var at ? entries[at] : null;
    }

    public async Task<IReadOnlyList<Contact>> ListAsync(string? after, int count)
    {
        List<Contact> found = [];
        int? page = _state.Pages.NextFrom(after is null ? 0 : ContactPlace.Of(after).Page);
        for (; page is { } at && found.Count < count; page = _state.Pages.NextFrom(at + 1))
        {
            ContactEntry[] entries;
            while (!_state.Pages.TryGet(at, out entries)) await _state.Pages.LoadAsync(at);
            bool isFirst = after is not null && at == ContactPlace.Of(after).Page;
            IEnumerable<Contact> contacts = entries.Select(entry => entry.Contact);
            found.AddRange((isFirst ? contacts.Where(contact => string.CompareOrdinal(contact.Id, after) > 0) : contacts).Take(count - found.Count));
        }

        await _commits.SettledAsync();
        return found;
    }

    public async Task<RosterSnapshot> CountAsync()
    {
        var snapshot = new RosterSnapshot(_state.Contacts, _state.Enabled, _state.NextAt);
        await _commits.SettledAsync();
        return snapshot;
    }

    public async Task<PassReport> TriggerAsync(TimeSpan ahead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ahead, RosterEdits.LongestAhead);
        if (_durable is null) return PassReport.Nothing;
        return await InTurnAsync(async () => await _pass.RunAsync() + await _pass.AheadAsync(ahead));
    }

    public async Task LookAsync()
    {
        _timer.Fired();
        if (_durable is null) return;
        try
        {
            await InTurnAsync(_pass.RunAsync);
        }
        catch (UnavailableException e)
        {
            // It is retried soon; the unchanged alarm is a safety net.
            _log.BrokeOff(_id, e);
        }
    }

    /// <summary>One pass after the other: two side by side would only get in each other's way.</summary>
    private async Task<PassReport> InTurnAsync(Func<Task<PassReport>> pass)
    {
        Task before = _passing;
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _passing = over.Task;
        bool isOver = false;
        try
        {
            await before;
            await ClaimAsync();
            PassReport report = await pass();
            if (_state.Cancels.Count > 0) await CancelAsync([.. _state.Cancels]);
            isOver = true;
            return report;
        }
        finally
        {
            // Otherwise it would block all following passes.
            over.SetResult();
            _timer.SetTimer(isOver ? TimerAt() : Now + RetryAfter);
        }
    }

    /// <summary>The first write of this instance proves that it is not stale; page names are its own from then on.</summary>
    private Task ClaimAsync() => _claim ??= _commits.CommitAsync();

    /// <summary>What every change ends with.</summary>
    private async Task EndAsync()
    {
        await _alarm.NotAfterAsync(IsOwing(_state.Pass, _state.Cancels.Count) ? Now + _services.Options.WakeInterval : _state.NextAt);
        await _commits.CommitAsync();
        while (_state.Stamps.Trash.Count > MostTrash) await _commits.CommitAsync();
        await PutOffAlarmAsync();
        if (_passing.IsCompleted) _timer.SetTimer(TimerAt());
    }

    private async Task EndAsync(IReadOnlyCollection<string> cancels)
    {
        await EndAsync();
        if (cancels.Count > 0) await CancelAsync(cancels);
    }

    /// <summary>Sent only after the root is durable; canceled names are then removed from the root.</summary>
    private async Task CancelAsync(IReadOnlyCollection<string> calls)
    {
        int before = _state.Cancels.Count;
        await _offers.CancelAsync(calls);
        if (_state.Cancels.Count < before) await EndAsync();
    }

    /// <summary>When to look next: soon while calls that are to be canceled are live.</summary>
    private DateTimeOffset? TimerAt() => _state.Cancels.Count > 0 && !(_state.NextAt < Now + RetryAfter) ? Now + RetryAfter : _state.NextAt;

    /// <summary>The alarm may ring later only once a root that agrees is durable, and nothing is left to do.</summary>
    private Task PutOffAlarmAsync()
    {
        if (_durable is not { } root || IsOwing(root.Pass, root.Cancels.Count) || IsOwing(_state.Pass, _state.Cancels.Count)) return Task.CompletedTask;
        return _alarm.SetAsync(root.NextAt <= _state.NextAt || _state.NextAt is null ? root.NextAt : _state.NextAt);
    }

    private static bool IsOwing(PassCursor? pass, int cancels) => pass is not null || cancels > 0;

    private void Committed(RosterRoot root)
    {
        _durable = root;
        _state.Stamps.Committed(root, _commits);
    }

    private static FieldProblem? FindProblem(IReadOnlyList<Contact> contacts) =>
        contacts.Select((contact, i) => contact.FindProblem(i)).FirstOrDefault(problem => problem is not null);
}
