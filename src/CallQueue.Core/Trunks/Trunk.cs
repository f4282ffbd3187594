using CallQueue.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Trunks;

/// <summary>
/// One carrier account shared by all businesses. Shares are booked before they are granted, and lowered only after the
/// business has confirmed as its cap: the sum of what businesses may have live never exceeds the channels. Pace and
/// breaker are this instance's memory: losing them costs a moment, never a second dial.
/// </summary>
internal sealed class Trunk : IActor, ITrunk
{
    /// <summary>Added to the longest way of a probe to the carrier and back, for the messages between actors.</summary>
    private static readonly TimeSpan ProbeGrace = TimeSpan.FromSeconds(5);

    /// <summary>Who has no free channel asks for permits this much later; news of more channels comes before that.</summary>
    private static readonly TimeSpan WithoutChannel = TimeSpan.FromSeconds(1);

    private readonly IActorContext _context;
    private readonly ILogger _log;
    private readonly TrunkId _id;
    private readonly TrunkLimits _limits;
    private readonly Commits<TrunkRoot> _commits;
    private readonly DialPacing? _pacing;
    private readonly Breaker _breaker = new();
    private readonly TrunkStops _stops;
    private readonly TrunkInstruments _instruments;
    private readonly TrunkNumbers _numbers;
    private readonly ShareCredits _credits = new();

    /// <summary>The sessions of an agent server; null: this is a carrier account.</summary>
    private readonly AgentSessions? _agents;
    private TrunkRoot _root = new();

    /// <summary>The durable root: all notices are made from it.</summary>
    private TrunkRoot _durable = new();

    /// <summary>How its channels are divided now; null: not divided yet. Of an agent server it is not kept: its channels change.</summary>
    private IReadOnlyDictionary<string, int>? _fair;

    public Trunk(IActorContext context, CallQueueServices services)
    {
        (_context, _id, _limits) = (context, new TrunkId(context.Key), services.Options.LimitsOf(new TrunkId(context.Key)));
        _log = services.Logging.CreateLogger<Trunk>();
        _instruments = services.Instruments.Trunks;
        _numbers = _instruments.Open(_id);
        _numbers.Limits = _limits;
        _pacing = _limits.DialsPerSecond is { } rate ? new DialPacing(rate) : null;
        _agents = _id == CallQueueOptions.AgentServer ? new AgentSessions() : null;
        _stops = new TrunkStops(CallQueueOptions.SendWithin + services.Options.DialTimeout + ProbeGrace);
        _commits = new Commits<TrunkRoot>(context, CallQueueJson.Default.TrunkRoot) { Measures = services.Instruments.Commits.Of("trunk"), Snapshot = () => _root, Committed = Committed };
    }

    private int Channels => _agents?.Channels(Now) ?? _limits.Channels;

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        _durable = _root = TrunkStops.Upgrade(await _commits.LoadAsync(cancellation) ?? _root, Now);
        Publish();
    }

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _instruments.Close(_numbers);
        return ValueTask.CompletedTask;
    }

    public async Task<TrunkNotice> AskAsync(AskTrunk request)
    {
        _credits.Advance(Now, Channels, _durable.Bookings);
        _fair = null;
        Dictionary<string, int> before = _durable.Bookings.ToDictionary(b => b.Business, b => b.Share, StringComparer.Ordinal);
        TrunkBooking? known = _root.Bookings.FirstOrDefault(b => b.Business == request.Business.Value);
        if (known is null || known.Epoch <= request.Epoch) Book(request, known);
        await _commits.CommitAsync();

        // Permits are given after the commit, so that none expires while it is written; and only for channels that are free, so that none is lost.
        IReadOnlyDictionary<string, int> fair = Fair();
        int dials = Math.Min(request.Dials, Math.Max(0, Notice(request.Business.Value, fair).Share - request.Live));
        (int permits, DateTimeOffset? nextAt) = _pacing?.Ask(request.Business.Value, dials, Now, request.Part?.Weight ?? 1) ?? (0, null);
        if (dials < request.Dials) nextAt ??= Now + WithoutChannel;
        bool isProbe = request.Dials > 0 && (_pacing is null || permits > 0) && _stops.TryProbe(_durable, request.Business.Value, Now);
        foreach (TrunkBooking other in _durable.Bookings.Where(b => b.Business != request.Business.Value))
        {
            bool isRaised = other.Share > before.GetValueOrDefault(other.Business);
            bool isRecalled = other.Share > fair[other.Business];
            if (isRaised || isRecalled) _ = TellAsync(other, Granted(other.Share, fair[other.Business]));
        }

        return Notice(request.Business.Value, fair) with { Permits = _pacing is null ? null : permits, PermitsAt = nextAt, Probe = isProbe };
    }

    public async Task<bool> ReportAsync(DialReport report)
    {
        switch (report)
        {
            case DialReport.Stopped stopped:
                TrunkRoot root = _stops.Stop(_root, stopped, Now);
                if (root != _root)
                {
                    _log.Stopped(_id, stopped.Business?.Value ?? "all", stopped.Reason, _stops.ProbeAt(root, stopped.Business?.Value ?? "")!.Value);
                    await ChangeAsync(root);
                }

                return true;
            case DialReport.ProbeAccepted accepted:
                if (TrunkStops.Of(_root, accepted.Business.Value) is not { } ended) return false;
                _log.Resumed(_id, accepted.Business.Value, ended.Reason, ended.Since);
                await ChangeAsync(_stops.Accepted(_root, accepted.Business.Value));
                return false;
            case DialReport.AgentsAsked asked:
                if (_agents?.Take(asked, Now) != true) return false;
                if (asked.Problem is { } problem) _log.NoSessions(_id, problem);
                await ChangeAsync(_root);
                return false;
            case DialReport.AgentRefused:
                DateTimeOffset? openUntil = _breaker.OpenUntil;
                _breaker.Fail(throttled: true, null, Now);
                if (_breaker.OpenUntil != openUntil) await ChangeAsync(_root);
                return true;
            case DialReport.NotPlaced notPlaced:
                DateTimeOffset? before = _breaker.OpenUntil;
                bool isToBlame = _breaker.Fail(notPlaced.Throttled, notPlaced.RetryAfter, Now);
                if (_breaker.OpenUntil != before) await ChangeAsync(_root);
                return isToBlame;
            default:
                throw new ArgumentOutOfRangeException(nameof(report));
        }
    }

    public async Task ReopenAsync()
    {
        _breaker.Reset();
        await ChangeAsync(_stops.Reopened(_root));
    }

    public async Task<TrunkSnapshot> GetAsync()
    {
        await _commits.SettledAsync();
        return new TrunkSnapshot(
            _id, _limits with { Channels = Channels }, _root.Bookings.Sum(b => b.Share), _root.Bookings.ToDictionary(b => b.Business, b => b.Share),
            _breaker.OpenUntil > Now ? _breaker.OpenUntil : null, _root.Stop?.Reason)
        {
            Stop = _root.Stop, BusinessStops = _root.BusinessStops ?? new Dictionary<string, TrunkStop>(),
        };
    }

    private void Committed(TrunkRoot root)
    {
        (_durable, _fair) = (root, null);
        Publish();
    }

    /// <summary>Publishes the numbers for the instruments.</summary>
    private void Publish()
    {
        int booked = 0;
        foreach (TrunkBooking booking in _durable.Bookings) booked += booking.Share;
        if (_agents is not null) _numbers.Limits = _limits with { Channels = Channels };
        (_numbers.Booked, _numbers.IsStopped, _numbers.OpenUntil) = (booked, (_agents?.Problem(Now) ?? _durable.Stop?.Reason) is not null, _breaker.OpenUntil?.UtcTicks ?? 0);
    }

    /// <summary>Records the business's new share, and gives the released part to others.</summary>
    private void Book(AskTrunk request, TrunkBooking? known)
    {
        int held = Math.Max(request.Live, Math.Min(request.Cap, known?.Share ?? 0));
        List<TrunkBooking> bookings = [.. _root.Bookings.Where(b => b.Business != request.Business.Value)];
        bookings.Add(new TrunkBooking(request.Business.Value, request.Epoch, request.Demand, held) { Part = request.Part });
        IReadOnlyDictionary<string, int> fair = Fair(bookings);
        int free = Channels - bookings.Sum(b => b.Share);
        for (int i = bookings.Count - 1; i >= 0 && free > 0; i--)
        {
            int more = Math.Clamp(fair[bookings[i].Business] - bookings[i].Share, 0, free);
            bookings[i] = bookings[i] with { Share = bookings[i].Share + more };
            free -= more;
        }

        bookings.RemoveAll(b => b is { Demand: 0, Share: 0, Reserved: 0 });
        _root = _root with { Bookings = bookings, Stamp = _root.Stamp + 1 };
    }

    private IReadOnlyDictionary<string, int> Fair() => _agents is null ? _fair ??= Fair(_durable.Bookings) : Fair(_durable.Bookings);

    private IReadOnlyDictionary<string, int> Fair(IReadOnlyList<TrunkBooking> bookings) => ChannelShares.Divide(Channels, bookings, _credits.Of);

    /// <summary>
    /// What a business may use of its booking. An agent server can have fewer sessions than are booked: then nobody dials until all have said what they hold, and there
    /// are sessions for all of it. Otherwise one could take what another's live calls still hold.
    /// </summary>
    private int Granted(int booked, int fair) => _agents is not null && _durable.Bookings.Sum(b => b.Share) > Channels ? 0 : Math.Min(booked, fair);

    private TrunkNotice Notice(string business, IReadOnlyDictionary<string, int> fair)
    {
        int booked = _durable.Bookings.FirstOrDefault(b => b.Business == business)?.Share ?? 0;
        DateTimeOffset? openUntil = _breaker.OpenUntil > Now ? _breaker.OpenUntil : null;
        return new TrunkNotice(_id, _durable.Stamp, Granted(booked, fair.GetValueOrDefault(business)), null, null, openUntil, _agents?.Problem(Now) ?? TrunkStops.Of(_durable, business)?.Reason)
        {
            Booked = booked, StoppedUntil = _stops.ProbeAt(_durable, business),
        };
    }

    /// <summary>Makes a change durable and notifies every business with a share of the trunk.</summary>
    private async Task ChangeAsync(TrunkRoot root)
    {
        _root = root with { Stamp = _root.Stamp + 1 };
        await _commits.CommitAsync();
        IReadOnlyDictionary<string, int> fair = Fair();
        foreach (TrunkBooking booking in _durable.Bookings) _ = TellAsync(booking, Granted(booking.Share, fair[booking.Business]));
    }

    /// <summary>What gets lost here, the business learns when it next asks.</summary>
    private async Task TellAsync(TrunkBooking booking, int share)
    {
        try
        {
            TrunkNotice notice = Notice(booking.Business, Fair()) with { Share = share };
            await _context.Actors.Business(new BusinessId(booking.Business)).OnTrunkAsync(notice);
        }
        catch (Exception e)
        {
            _log.BusinessNotTold(_id, booking.Business, e);
        }
    }
}
