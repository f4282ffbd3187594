using CallQueue.Directories;
using CallQueue.Hosting;
using CallQueue.Outboxes;
using CallQueue.Speech;
using CallQueue.Timing;
using CallQueue.Validation;
using Microsoft.Extensions.Logging;

namespace CallQueue.Schedules;

/// <summary>
/// A due occurrence is stored, then submitted to the business, then stored as done: after any crash in between
/// the next instance hands it over again, under the same name.
/// </summary>
internal sealed class Schedule : IActor, ISchedule
{
    private const int ShownTimes = 10;
    private static readonly FieldProblem Crowded = new("id", $"exceeds the limit of {IDirectory.MaxNames} schedules per business; delete schedules that are not used any more");

    private readonly IActorContext _context;
    private readonly ScheduleId _id;
    private readonly SpeechRules _speech;
    private readonly ILogger _log;
    private readonly Commits<ScheduleRoot> _commits;
    private readonly Launcher _launcher;
    private readonly WakeUps _wakeUps;
    private ScheduleRoot? _root;
    private DateTimeOffset? _alarmAt;
    private readonly AlarmInstruments _alarms;
    private DateTimeOffset? _committedNextAt;
    private DateTimeOffset? _retryAt;
    private int _tries;
    private Task _orders = Task.CompletedTask;
    private Task? _work;

    public Schedule(IActorContext context, CallQueueServices services)
    {
        (_context, _id) = (context, ScheduleId.Parse(context.Key));
        _speech = services.Carriers.Speech.Strict;
        _log = services.Logging.CreateLogger<Schedule>();
        _alarms = services.Instruments.Alarms;
        _launcher = new Launcher(_id, context, _log);
        _wakeUps = new WakeUps(context, services.Options.WakeInterval, () => context.Actors.Schedule(_id).WakeAsync());
        _commits = new Commits<ScheduleRoot>(context, CallQueueJson.Default.ScheduleRoot)
        {
            Measures = services.Instruments.Commits.Of("schedule"),
            Snapshot = () => _root!,
            Committed = root => _committedNextAt = root.NextAt,
        };
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    /// <summary>The schedule, unless it is being deleted.</summary>
    private ScheduleRoot? Standing => _root is { Deleted: false } root ? root : null;

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        _root = await _commits.LoadAsync(cancellation) is { } stored ? ScheduleSteps.Current(stored) : null;
        _committedNextAt = _root?.NextAt;

        // Not by a timer, which would bring the next instance back at once where the store fails this one.
        bool isDue = _root is { Deleted: true } or { Pending.Count: > 0 } || _root?.NextAt <= Now;
        if (isDue) _ = ResumeAsync();
        else _wakeUps.SetTimer(NextLookAt);
    }

    public async Task OnAlarmAsync(CancellationToken cancellation)
    {
        _alarmAt = null;
        await WakeAsync();
        if (_alarmAt is not null) return;
        _alarmAt = AlarmFor(_root);
        await _context.Alarm.SetAsync(_alarmAt, cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _wakeUps.Dispose();
        return ValueTask.CompletedTask;
    }

    public async Task WakeAsync()
    {
        _alarms.Woke("schedule", _wakeUps.Fired(), Now);
        if (_root is { Deleted: true }) await InOrderAsync(FinishDeletionAsync);
        else await WorkAsync();
    }

    public Task<ScheduleAnswer> CreateAsync(ScheduleSpec spec) => InOrderAsync<ScheduleAnswer>(async () =>
    {
        spec = ScheduleRules.Current(spec);
        if (ScheduleRules.FindProblem(_id.Name, spec, _speech) is { } problem) return new ScheduleAnswer.Refused(problem);
        await FinishDeletionAsync();
        if (_root is { } known)
        {
            // A write proves that this is not a stale instance, which would not have the deletion.
            await CommitAsync(known);
            return ScheduleRules.AreSame(known.Spec, spec) ? new ScheduleAnswer.Done(Show(known), false) : new ScheduleAnswer.Conflict();
        }

        if (await FindFenceProblemAsync(spec) is { } fence) return new ScheduleAnswer.Refused(fence);

        // Listed first: a name without a schedule is not shown, a schedule without its name would never be found.
        if (!await _context.Actors.Schedules(_id.Business).AddAsync(_id.Name)) return new ScheduleAnswer.Refused(Crowded);
        ScheduleRoot made = await CommitAsync(ScheduleSteps.New(spec, Now));
        return new ScheduleAnswer.Done(Show(made), true);
    });

    public Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec) => ChangeAsync(spec, null);

    public Task<ScheduleAnswer> ReplaceAsync(ReplaceSchedule request) => ChangeAsync(request.Spec, request.Known);

    private Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec, ScheduleSpec? known) => InOrderAsync<ScheduleAnswer>(async () =>
    {
        spec = ScheduleRules.Current(spec);
        if (ScheduleRules.FindProblem(_id.Name, spec, _speech) is { } problem) return new ScheduleAnswer.Refused(problem);
        if (Standing is not { } now) return new ScheduleAnswer.NotFound();
        if (known is not null && !ScheduleRules.AreSame(now.Spec, ScheduleRules.Current(known))) return new ScheduleAnswer.Stale();
        if (!ScheduleRules.AreSame(now.Spec, spec) && await FindFenceProblemAsync(spec) is { } fence) return new ScheduleAnswer.Refused(fence);

        // What has come goes as the schedule was when it came.
        await WorkAsync();
        if (Standing is not { Pending.Count: 0 } root) throw new UnavailableException($"an occurrence of schedule '{_id.Name}' is being submitted");
        ScheduleRoot changed = await CommitAsync(ScheduleSteps.Change(root, spec, Now));
        return new ScheduleAnswer.Done(Show(changed), !ScheduleRules.AreSame(root.Spec, spec));
    });

    public async Task<ScheduleSnapshot?> GetAsync()
    {
        ScheduleSnapshot? shown = Standing is { } root ? Show(root) : null;
        await _commits.SettledAsync();
        return shown;
    }

    public Task<ScheduleSnapshot?> PauseAsync(bool paused) => InOrderAsync(async () =>
    {
        if (Standing is not { } root) return null;
        await CommitAsync(paused ? ScheduleSteps.Pause(root, _id.Name, Now) : ScheduleSteps.Resume(root, Now));

        // What had begun is over before the answer, where the business can be reached.
        await WorkAsync();
        return await GetAsync();
    });

    public async Task<RunNowAnswer> RunNowAsync()
    {
        if (Standing is not { } root) return new RunNowAnswer.NotFound();
        if (ScheduleSteps.RunNow(root, Now) is not { } asked) return new RunNowAnswer.Full();
        await CommitAsync(asked.Root);
        await WorkAsync();
        string name = OccurrenceName.Of(_id.Name, asked.Run);
        return new RunNowAnswer.Taken(
            _root?.Results.FirstOrDefault(result => result.Name == name) ?? new Occurrence(name, asked.Run.At, true, OccurrenceStatus.Pending));
    }

    public Task<bool> DeleteAsync() => InOrderAsync(async () =>
    {
        bool wasThere = Standing is not null;
        if (Standing is { } root) await CommitAsync(root with { Deleted = true, Pending = [], NextAt = null });
        await FinishDeletionAsync();
        return wasThere;
    });

    /// <summary>Continues the interrupted work of an earlier instance. After a failure the alarm retries.</summary>
    private async Task ResumeAsync()
    {
        try
        {
            await WakeAsync();
        }
        catch (Exception e)
        {
            // Not awaited.
            _log.ResumeFailed(_id.Business, _id.Name, e);
        }
    }

    /// <summary>Takes the name out of the directory, then the record away. Interrupted, the alarm brings it back here.</summary>
    private async Task<bool> FinishDeletionAsync()
    {
        if (_root is not { Deleted: true }) return false;
        if (_work is { } work) await work;
        await _context.Actors.Schedules(_id.Business).RemoveAsync(_id.Name);
        await _commits.DeleteRootAsync(isFenced: true);
        (_root, _committedNextAt) = (null, null);
        _wakeUps.SetTimer(null);
        return true;
    }

    /// <summary>Runs all due work; one caller at a time. Other callers wait for it.</summary>
    private Task WorkAsync() => _work is { IsCompleted: false } ? _work : _work = WorkOnAsync();

    private async Task WorkOnAsync()
    {
        while (Standing is { } root)
        {
            ScheduleRoot come = ScheduleSteps.Come(root, _id.Name, Now);
            if (come != root) await CommitAsync(come);
            else if (root.Pending.Count == 0 || !await LaunchAsync(root.Pending[0])) break;
        }

        _wakeUps.SetTimer(NextLookAt);
    }

    /// <summary>Hands one over and notes how it went; false when it must be tried later.</summary>
    private async Task<bool> LaunchAsync(PendingOccurrence occurrence)
    {
        await _commits.SettledAsync();
        if (Standing is not { } root || _retryAt > Now) return false;
        (Occurrence Result, IReadOnlyList<string> Open)? launched = await _launcher.TryAsync(root, occurrence);
        _retryAt = launched is null ? Now + Backoff.After(++_tries, _context.Key) : null;
        if (launched is not { } settled || Standing is not { } then) return false;
        _tries = 0;
        await CommitAsync(ScheduleSteps.Settle(then, settled.Result, settled.Open));
        _log.OccurrenceSettled(_id.Business, settled.Result.Name, settled.Result.Status);
        return true;
    }

    private async Task<ScheduleRoot> CommitAsync(ScheduleRoot root)
    {
        _root = root;
        DateTimeOffset? alarmAt = AlarmFor(root);
        if (alarmAt is { } at && alarmAt != _alarmAt) _commits.WakeAt(at);
        _alarmAt = alarmAt ?? _alarmAt;
        _wakeUps.SetTimer(NextLookAt);
        await _commits.CommitAsync();
        return root;
    }

    /// <summary>When this instance is to look by itself; null also while it works.</summary>
    private DateTimeOffset? NextLookAt => _root is { Pending.Count: > 0 } ? _retryAt : _root?.NextAt;

    /// <summary>The alarm is set before the root is written, so it must serve the root before as well as the new one.</summary>
    private DateTimeOffset? AlarmFor(ScheduleRoot? root) =>
        _wakeUps.AlarmFor(Earliest.Of(root?.NextAt, _committedNextAt), root is { Deleted: true } or { Pending.Count: > 0 }, _alarmAt);

    private async Task<FieldProblem?> FindFenceProblemAsync(ScheduleSpec spec) =>
        ScheduleRules.FindFenceProblem(spec, (await _context.Actors.Business(_id.Business).GetAsync()).InForce);

    private ScheduleSnapshot Show(ScheduleRoot root)
    {
        IEnumerable<DateTimeOffset> later = root.NextAt is { } next ? ScheduleRules.TimesOf(root.Spec).After(next.AddTicks(-1)) : [];
        IEnumerable<Occurrence> pending = root.Pending.Reverse()
            .Select(run => new Occurrence(OccurrenceName.Of(_id.Name, run), run.At, run.IsManual, OccurrenceStatus.Pending));
        return new ScheduleSnapshot(root.Spec, root.Paused, root.CreatedAt, [.. later.Take(ShownTimes)], [.. pending, .. root.Results], root.EarlierCron);
    }

    /// <summary>One order after the other, across their awaits: a deletion and a creation side by side would undo each other.</summary>
    private async Task<T> InOrderAsync<T>(Func<Task<T>> order)
    {
        Task before = _orders;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders = done.Task;
        await before;
        try
        {
            return await order();
        }
        finally
        {
            // Held on to, no order would ever come in again.
            done.SetResult();
        }
    }
}
