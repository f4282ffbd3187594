using CallQueue.Hosting;

namespace CallQueue.Replies;

/// <summary>One request and its answer. Its alarm deletes it when its time has passed.</summary>
internal sealed class Reply : IActor, IReply
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly IActorContext _context;
    private readonly Commits<ReplyRecord> _commits;
    private ReplyRecord? _record;
    private Task _forgetting = Task.CompletedTask;

    public Reply(IActorContext context, CommitInstruments.CommitMeasures? commits = null)
    {
        _context = context;
        _commits = new Commits<ReplyRecord>(context, CallQueueJson.Default.ReplyRecord) { Measures = commits, Snapshot = () => _record! };
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    public async Task ActivateAsync(CancellationToken cancellation) => _record = await _commits.LoadAsync(cancellation);

    public async Task OnAlarmAsync(CancellationToken cancellation)
    {
        if (_record is { } record && record.ForgetAt > Now)
        {
            // Hosts ring early: after a restart, for one.
            await _context.Alarm.SetAsync(record.ForgetAt, cancellation);
            return;
        }

        await ForgetAsync();
        await _context.Alarm.SetAsync(null, cancellation);

        // The name may have been used again meanwhile.
        if (_record is { } next) await _context.Alarm.SetAsync(next.ForgetAt, cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<ReplyStanding> BeginAsync(string token, string fingerprint)
    {
        if (_record is { } old && old.ForgetAt <= Now) await ForgetAsync();
        await _forgetting;
        if (_record is { } known)
        {
            ReplyStanding? standing = Standing(known, token, fingerprint);
            if (standing is not null)
            {
                await _commits.SettledAsync();
                return standing;
            }
        }

        DateTimeOffset forgetAt = _record?.ForgetAt ?? Now + IReply.KeptFor;
        if (_record is null) _commits.WakeAt(forgetAt);
        _record = new ReplyRecord { Token = token, Fingerprint = fingerprint, BegunAt = Now, ForgetAt = forgetAt };
        await _commits.CommitAsync();
        return new ReplyStanding.Begun();
    }

    public async Task FinishAsync(string token, KeptAnswer answer)
    {
        if (answer.Body.Length > IReply.MaxBytes) throw new ArgumentException($"an answer of more than {IReply.MaxBytes} bytes can't be stored", nameof(answer));
        if (_record is not { Answer: null } open || open.Token != token) return;
        _record = open with { Answer = answer };
        await _commits.CommitAsync();
    }

    public async Task DropAsync(string token)
    {
        if (_record is not { Answer: null } open || open.Token != token) return;

        // The record stays for its alarm; as one whose try is long over it lets any repetition through.
        _record = open with { Token = "", Fingerprint = "", BegunAt = DateTimeOffset.MinValue };
        await _commits.CommitAsync();
    }

    /// <summary>Null: the try may begin.</summary>
    private ReplyStanding? Standing(ReplyRecord known, string token, string fingerprint) => known switch
    {
        { Token: "" } => null,
        _ when known.Fingerprint != fingerprint => new ReplyStanding.Conflict(),
        { Answer: { } answer } => new ReplyStanding.Kept(answer),
        _ when known.Token == token => new ReplyStanding.Begun(), // The message arrived twice.
        _ when Now - known.BegunAt < IReply.UnderWayFor => new ReplyStanding.UnderWay(AskAgain),
        _ => null,
    };

    private Task ForgetAsync() => _forgetting.IsCompleted ? _forgetting = DeleteAsync() : _forgetting;

    private async Task DeleteAsync()
    {
        if (_record is null) return;
        await _commits.DeleteRootAsync();
        _record = null;
    }
}
