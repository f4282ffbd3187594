using System.Net.Sockets;
using System.Threading.Channels;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Dialing;
using CallQueue.Runs;

namespace CallQueue.Servers;

/// <summary>Follows a run on a server by its event stream until it ends, and connects again when the stream breaks.</summary>
internal sealed class ServedWatch(ServedRuns runs, string run, string business, CommandContext context)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan QueueAge = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>A server that restarts is back by then.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromMinutes(2);

    private readonly Pace _pace = new(context.Time);
    private readonly long _since = context.Time.GetTimestamp();
    private readonly Channel<ServedRun> _news = Channel.CreateBounded<ServedRun>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private QueueState? _queue;
    private long _queueAt;
    private long? _stoppedAt;
    private bool _isPausing;
    private volatile bool _isSilent;

    /// <summary>The run as last seen.</summary>
    public ServedRun? Run { get; private set; }

    public string? CarrierReason => _queue?.CarrierReason;

    public TimeSpan Elapsed => context.Time.GetElapsedTime(_since);

    /// <exception cref="CommandException">The server refuses, or has not responded for two minutes.</exception>
    public async Task<WatchEnd> FollowAsync(Action<DialProgress> show)
    {
        using var stop = new CancellationTokenSource();
        Task reading = ReadAsync(stop.Token);
        try
        {
            return await FollowAsync(reading, show);
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<WatchEnd> FollowAsync(Task reading, Action<DialProgress> show)
    {
        while (true)
        {
            long began = context.Time.GetTimestamp();
            await NewsAsync(reading);
            if (Run is { } now)
            {
                await LookAsync();
                show(Progress(now));
                if (EndOf(now) is { } end) return end;
            }

            if (context.Interrupts.Now.IsCancellationRequested) return WatchEnd.Left;
            if (context.Interrupts.Once.IsCancellationRequested && !await PauseAsync()) return WatchEnd.Left;
            if (_isPausing && Run?.Counts.Live == 0) return WatchEnd.Left;
            TimeSpan rest = Shortest - context.Time.GetElapsedTime(began);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, context.Time);
        }
    }

    private async Task NewsAsync(Task reading)
    {
        CancellationToken hurry = _isPausing ? context.Interrupts.Now : context.Interrupts.Once;
        using var longest = new CancellationTokenSource(Longest, context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(hurry, longest.Token);
        try
        {
            Run = await _news.Reader.ReadAsync(limit.Token);
            _pace.Mark(Run.Counts.Ended);
        }
        catch (OperationCanceledException)
        {
            // Nothing new.
        }

        if (reading.IsFaulted) await reading;
    }

    /// <summary>Reads the event stream, again and again, until it is canceled.</summary>
    private async Task ReadAsync(CancellationToken cancellation)
    {
        (string? seen, long? silentSince, TimeSpan pause) = (null, null, Shortest);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await foreach ((ServedRun now, string? id) in runs.WatchAsync(run, seen, cancellation))
                {
                    seen = id;
                    Heard(now);
                }

                // It ended by itself: the run is over, or the server stops.
                ServedRun left = await runs.FindAsync(run, cancellation) ?? throw Gone();
                Heard(left);
                if (left.IsOver) return;
            }
            catch (Exception e) when (e is ServerSilentException or IOException or HttpRequestException or SocketException)
            {
                _isSilent = true;
                silentSince ??= context.Time.GetTimestamp();
                if (context.Time.GetElapsedTime(silentSince.Value) > SilenceLimit) throw new ServerSilentException($"{e.Message} The run goes on at the server; run the same command again to follow it.", e);
            }

            await Task.Delay(pause, context.Time, cancellation);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        void Heard(ServedRun now)
        {
            (_isSilent, silentSince, pause) = (false, null, Shortest);
            _news.Writer.TryWrite(now);
        }
    }

    /// <summary>The business, from time to time: why calls wait, and its slots.</summary>
    private async Task LookAsync()
    {
        if (_isSilent || (_queue is not null && context.Time.GetElapsedTime(_queueAt) < QueueAge)) return;
        try
        {
            _queue = await runs.StateAsync(business, context.Interrupts.Now);
            _queueAt = context.Time.GetTimestamp();
        }
        catch (Exception e) when (e is ServerSilentException or OperationCanceledException)
        {
            // The event stream notices it too.
        }
    }

    private WatchEnd? EndOf(ServedRun now)
    {
        if (now.Status == RunStatus.Completed) return WatchEnd.Completed;
        if (now is { Status: RunStatus.Stopped, Counts.Live: 0 }) return WatchEnd.Stopped;
        if (CarrierReason is null)
        {
            _stoppedAt = null;
            return null;
        }

        _stoppedAt ??= context.Time.GetTimestamp();
        return now.Counts.Live == 0 || context.Time.GetElapsedTime(_stoppedAt.Value) >= SettleLimit ? WatchEnd.CarrierStopped : null;
    }

    /// <summary>Pauses the run once: after it returns no more of its calls are dialed. False: the user does not want to wait for that.</summary>
    private async Task<bool> PauseAsync()
    {
        if (_isPausing) return true;
        _isPausing = true;
        try
        {
            await runs.PauseAsync(run, true, context.Interrupts.Now);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private DialProgress Progress(ServedRun now)
    {
        string? note = _isSilent ? "The server does not respond; connecting again. The run goes on there."
            : _isPausing ? $"Pausing: no more calls are dialed. Waiting for {now.Counts.Live} live {(now.Counts.Live == 1 ? "call" : "calls")} to end; press Ctrl-C again to exit now."
            : null;
        return new DialProgress(now.Counts, _queue ?? new QueueState(0, [], null), Elapsed, _pace.PerMinute, _pace.Left(now.Counts.Total - now.Counts.Ended), note);
    }

    private CommandException Gone() => new(ExitCode.RunStopped, $"Run {run} no longer exists at the server.");
}
