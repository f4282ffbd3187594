using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Timing;
using CallQueue.Trunks;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Effects;

/// <summary>
/// What leaves a business: calls to start, withdraw, check and forget, news for runs, questions to the trunk. All but the
/// question is computed from a committed root, so nothing leaves before its commit, and the root of a crashed instance
/// has the effects that are still open. Every effect may run twice.
/// </summary>
internal sealed class BusinessEffects(
    BusinessState state, Commits<BusinessRoot> commits, IActorContext context, CallQueueServices services, TurnHooks turns)
{
    private const int MostDeletions = 128;
    private const int WithdrawalRounds = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShareKeptIdle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShareKeptAhead = TimeSpan.FromMinutes(1);

    private readonly ILogger _log = services.Logging.CreateLogger<BusinessEffects>();
    private readonly long _firstLease = state.Slots.NextId;
    private readonly HashSet<long> _starting = [];

    /// <summary>Leases whose first request has no answer, or failed.</summary>
    private readonly HashSet<long> _sent = [];
    private readonly Dictionary<long, Task> _withdrawing = [];
    private readonly HashSet<ForgetCommand> _forgetting = [];
    private RequestEffects? _requests;
    private RunEffects? _runs;
    private readonly OutboxDeliveries _outboxes = new(state, context, services, turns.TurnAsync);
    private VetoEffects? _veto;
    private BusinessRoot? _root;
    private bool _isListed;
    private DateTimeOffset _workedAt;
    private DateTimeOffset? _resendAt;

    /// <summary>When to ask the trunk again, or to return the share; computed again in each turn, so that nothing else clears it.</summary>
    private DateTimeOffset? _askAt;

    /// <summary>When to retry failed effects, or to return an idle share; null when nothing is open.</summary>
    public DateTimeOffset? RetryAt => Earliest.Of(_resendAt, _askAt);

    /// <summary>Whether somebody looks at the live calls.</summary>
    public LiveReads LiveReads { get; } = new(context.Time);

    /// <summary>Whether a run has open updates.</summary>
    public bool IsOwing => Runs.IsOwing;

    /// <summary>Requests to single calls.</summary>
    public RequestEffects Requests => _requests ??= new RequestEffects(state, new QueueReader(state, commits), context) { TurnAsync = turns.TurnAsync, Guarded = Guarded };

    /// <summary>News for runs.</summary>
    public RunEffects Runs => _runs ??= new RunEffects(state, context) { TurnAsync = turns.TurnAsync, Guarded = Guarded, Completed = name => _log.RunCompleted(name) };

    private VetoEffects Veto => _veto ??= new VetoEffects(state, context, services) { TurnAsync = turns.TurnAsync, Guarded = Guarded };

    /// <summary>A root has become durable: run its effects.</summary>
    public void Committed(BusinessRoot root)
    {
        _root = root;
        foreach (Lease lease in root.OpenLeases)
        {
            if (state.Slots.Find(lease.Id) is not { } held) continue;
            if (lease.Withdraw is not null && held.Withdraw is not null) Withdraw(lease);
            else if (held is { Started: false, Withdraw: null } && _starting.Add(lease.Id)) _ = StartAsync(lease);
        }

        if (!_isListed) _ = ListAsync();
        Runs.Committed(root);
        Requests.Committed(root);
        Veto.Committed(root);
        foreach (ForgetCommand command in (root.Retained?.Forgetting ?? []).Take(MostDeletions)) if (state.Retained.IsToForget(command) && _forgetting.Add(command)) _ = ForgetAsync(command);
        state.Outboxes.Committed(root.Outboxes);
        TellSinks();
        DeleteTrash(root);
    }

    /// <summary>Delivers ends to sinks.</summary>
    public void TellSinks() => _outboxes.Look();

    /// <summary>Retries failed effects when they are due.</summary>
    public void Resend(DateTimeOffset now)
    {
        if (_resendAt is null || _resendAt > now) return;
        _resendAt = null;
        _sent.RemoveWhere(lease => state.Slots.Find(lease) is null);
        if (_root is not null) Committed(_root);
    }

    /// <summary>An effect failed.</summary>
    public void RetryLater(DateTimeOffset now) => _resendAt = Earliest.Of(_resendAt, now + RetryDelay);

    /// <summary>Looks after the leases whose time it is.</summary>
    public void Check(DateTimeOffset now)
    {
        foreach (Lease lease in state.Slots.TakeChecks(now)) _ = CheckAsync(lease);
    }

    /// <summary>Checks the state of a lease's call at once.</summary>
    public Task CheckNowAsync(Lease lease) => CheckAsync(lease);

    /// <summary>Completes when every lease that was ordered back, of those chosen, has answered.</summary>
    /// <exception cref="UnavailableException">A call could not be reached: whether it was dialed is not certain yet.</exception>
    public async Task WithdrawnAsync(Func<Lease, bool> which)
    {
        for (int round = 0; round < WithdrawalRounds && Ordered().Count > 0; round++)
        {
            foreach (Lease lease in Ordered()) Withdraw(lease);
            await Task.WhenAll(Ordered().Select(lease => _withdrawing.GetValueOrDefault(lease.Id) ?? Task.CompletedTask));
        }

        if (Ordered().FirstOrDefault() is { } open)
            throw new UnavailableException($"call '{open.Name}' did not respond, so its state is not certain; repeat the request");

        List<Lease> Ordered() => [.. state.Slots.Leases.Where(lease => lease.Withdraw is not null && which(lease))];
    }

    /// <summary>Notes, after a submit has been committed, that a repetition need not queue the call again.</summary>
    public void Confirm(ICall call) => _ = Guarded("confirm submitted call", async () => await call.ConfirmAsync());

    /// <summary>Asks each trunk for the current share and permits, if its last answer is outdated.</summary>
    public void AskTrunks(bool couldDial, DateTimeOffset now)
    {
        // Calls that wait for another hour or day leave the share to others until then.
        bool hasWork = state.Slots.Live > 0 || couldDial || state.Delayed.NextAt(now) <= now + ShareKeptAhead;
        if (hasWork) _workedAt = now;
        bool keepsShare = hasWork || now < _workedAt + ShareKeptIdle;
        bool hasShare = false;
        foreach (TrunkLine line in state.Trunks.All) hasShare |= line.Share.Share > 0;
        TrunkPart? part = state.Settings.Ceilings?.Trunk;
        _askAt = hasWork || !hasShare ? null : keepsShare ? _workedAt + ShareKeptIdle : now + RetryDelay;
        foreach (TrunkLine line in state.Trunks.All)
        {
            int demand = keepsShare ? state.Trunks.Demand(line, state.Settings.MostLive, now) : 0;
            AskTrunk? question = line.Share.Question(state.Id, state.Epoch, demand, state.Trunks.Live(line, state.Slots), line.Wanted, now, state.Trunks.IsFirst(line) ? part : part?.Elsewhere);
            if (question is not null) _ = AskAsync(line, question);
            else if (state.HasReady && line.Share.AskAgainAt is { } askAt && askAt > now) _askAt = Earliest.Of(_askAt, askAt);
        }

        if (state.Agents is { } agents) AskAgents(agents, now);
    }

    /// <summary>Asks for sessions of the agent server while calls wait for them or take them.</summary>
    private void AskAgents(AgentLine agents, DateTimeOffset now)
    {
        TrunkShare share = agents.Line.Share;
        int live = state.Slots.WithAgent;
        if (share.Question(state.Id, state.Epoch, agents.Demand(state.Settings.MostLive, live, now), live, wanted: 0, now) is { } question) _ = AskAsync(agents.Line, question);
        else if (share.AskAgainAt is { } askAt && askAt > now) _askAt = Earliest.Of(_askAt, askAt);
        if (live == 0 && agents.IdleAt is { } idleAt && idleAt > now) _askAt = Earliest.Of(_askAt, idleAt);
    }

    private async Task AskAsync(TrunkLine line, AskTrunk question)
    {
        bool isAnswered = await Guarded("ask trunk", async () =>
        {
            TrunkNotice notice = await context.Actors.Trunk(line.Id).AskAsync(question);
            if (notice.Stopped is { } reason && line.Share.Stopped is null) _log.TrunkStopped(line.Id, reason);
            line.Share.Answer(notice, context.Time.GetUtcNow());
        });
        if (isAnswered) await Guarded("run turn", turns.TurnAsync);
        else line.Share.NoAnswer(context.Time.GetUtcNow());
    }

    private async Task StartAsync(Lease lease)
    {
        // Not what an earlier instance may have sent, nor a repetition: then the call may have a record.
        bool isFirst = lease.Id >= _firstLease && _sent.Add(lease.Id);
        await Guarded("start call", async () =>
        {
            CallSpec? spec = lease.Call.Kept ? null : state.SpecOf(lease.Call);
            LeaseStanding standing = await CallOf(lease).StartAsync(
                new StartCall(lease.Id, spec, state.Settings is { Rates.Count: > 0 } or { Usage: not null } || state.Trunks.Of(lease) is { Share.IsUnproved: true })
                {
                    Blocked = lease.Blocked ?? Fenced(lease.Call.To), HasList = state.HasList, Caps = state.Settings.ContactCaps,
                    Limits = Ceilings.OfDials(state.Settings), Probe = lease.Probe, Trunk = lease.Trunk, NoProgress = lease.Call.Run != 0 && !LiveReads.IsWatched, IsNew = isFirst && !lease.Call.Kept,
                    From = lease.From ?? state.Settings.Rules.From, IsFromPool = lease.From is not null,
                });
            _sent.Remove(lease.Id);
            await TakeAsync(lease.Id, standing, answered: null);
        });
        _starting.Remove(lease.Id);
    }

    /// <summary>Why the fence of the business does not allow a number now; it may have been another one when the call was submitted.</summary>
    private string? Fenced(PhoneNumber number) => state.FindNumberProblem(number) is { } problem ? $"the number {problem}" : null;

    private void Withdraw(Lease lease)
    {
        if (_withdrawing.ContainsKey(lease.Id)) return;
        _withdrawing[lease.Id] = Task.CompletedTask;
        Task withdrawing = WithdrawAsync(lease);
        if (_withdrawing.ContainsKey(lease.Id)) _withdrawing[lease.Id] = withdrawing;
    }

    private async Task WithdrawAsync(Lease lease)
    {
        await Guarded("withdraw call", async () =>
        {
            LeaseStanding standing = await CallOf(lease).WithdrawAsync(lease.Withdraw!);
            await TakeAsync(lease.Id, standing, lease.Withdraw);
        });
        _withdrawing.Remove(lease.Id);
    }

    private async Task CheckAsync(Lease lease)
    {
        bool isAnswered = await Guarded("check call", async () =>
            await TakeAsync(lease.Id, await CallOf(lease).CheckAsync(lease.Id), answered: null));
        if (!isAnswered) state.Slots.CheckAt(lease.Id, context.Time.GetUtcNow() + RetryDelay);
    }

    /// <summary>A call has reported the state of its lease, possibly in answer to a withdrawal.</summary>
    private async Task TakeAsync(long id, LeaseStanding standing, WithdrawCall? answered)
    {
        if (standing is LeaseStanding.Over over)
        {
            await turns.EndAsync(id, over.End);
            return;
        }

        var live = (LeaseStanding.Live)standing;
        if (state.Slots.Find(id) is not { } lease) return;
        state.Slots.Change(LedgerSteps.Dialed(state, lease, live.Dial) with { Started = true, Call = lease.Call.AsKept(), Withdraw = lease.Withdraw == answered ? null : lease.Withdraw });
        state.Slots.CheckAt(id, context.Time.GetUtcNow() + live.CheckAfter);
        if (live.DialedAt is { } at && Endings.Dialed(state, id, at)) await turns.TurnAsync();
        else turns.Schedule();
    }

    private ICall CallOf(Lease lease) => context.Actors.Call(new CallId(state.Id, lease.Name));

    private async Task ForgetAsync(ForgetCommand command)
    {
        bool isForgotten = await Guarded("delete expired records", async () =>
        {
            await (command.IsRun
                ? context.Actors.Run(new RunId(state.Id, command.Name)).ForgetAsync()
                : context.Actors.Call(new CallId(state.Id, command.Name)).ForgetAsync());
            state.Retained.Forgotten(command);
        });
        _forgetting.Remove(command);
        if (isForgotten && state.Retained.IsFull) await Guarded("run turn", turns.TurnAsync);
    }

    /// <summary>Once per instance, since an imported business must get into the list too.</summary>
    private async Task ListAsync()
    {
        _isListed = true; // Or in progress; a failure is retried.
        _isListed = await Guarded("list business", async () => await context.Actors.Businesses.AddAsync(state.Id.Value));
    }

    private void DeleteTrash(BusinessRoot root)
    {
        bool isAny = false;
        foreach (string page in state.Book.ToDelete(root.Trash, MostDeletions))
        {
            commits.Delete(page);
            isAny = true;
        }

        if (isAny) _ = Guarded("delete used pages", commits.CommitAsync);
    }

    /// <summary>Runs an effect; a failed one is logged and retried later. True when it succeeded.</summary>
    private async Task<bool> Guarded(string what, Func<Task> effect)
    {
        try
        {
            await effect();
            return true;
        }
        catch (Exception e)
        {
            _log.NotTold(what, state.Id, e);
            RetryLater(context.Time.GetUtcNow());
            turns.Schedule();
            return false;
        }
    }
}
