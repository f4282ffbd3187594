using System.Collections.Concurrent;
using CallQueue.Speech;

namespace CallQueue.Carriers.Simulated;

/// <summary>
/// A carrier that places no real calls: calls ring and are answered, declined or missed by chance, and their events are delivered
/// until they are accepted, as a real carrier does. Thread-safe.
/// </summary>
public sealed class SimulatedCarrier : ICarrier, IAsyncDisposable
{
    /// <summary>A caller id that this carrier refuses, as Twilio does for test credentials: https://www.twilio.com/docs/iam/test-credentials.</summary>
    public const string RefusedCallerId = "+15005550001";

    private readonly SimulatedOptions _options;
    private readonly TimeProvider _time;
    private readonly Fate _fate;
    private readonly SimulatedLedger? _ledger;
    private readonly Delivery _delivery;
    private readonly ConcurrentDictionary<string, PlacedCall> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<AttemptRef, PlacedCall> _byAttempt = new();
    private readonly ConcurrentQueue<PlacedCall> _inOrder = new();
    private readonly IReadOnlyList<PlacedCall> _readBack;
    private long _placed;

    /// <exception cref="ArgumentException">The options are out of their ranges.</exception>
    /// <exception cref="IOException">The ledger can't be opened.</exception>
    public SimulatedCarrier(SimulatedOptions options, TimeProvider time)
    {
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        _options = options;
        _time = time;
        _fate = new Fate(options);
        _delivery = new Delivery(options.RedeliverAfter, time);
        _readBack = [];
        if (options.Instant || options.LedgerPath is not { } path) return;
        (_ledger, IReadOnlyList<SimulatedCall> calls) = SimulatedLedger.Open(path);
        DateTimeOffset forgetBefore = time.GetUtcNow() - options.Retention;
        _readBack = [.. calls.Where(call => call.EndsAt >= forgetBefore).Select(Remember)];
        _placed = calls.Count;
    }

    /// <inheritdoc/>
    public string Name => "simulated";

    /// <inheritdoc/>
    public SpeechRules Speech { get; init; } = SpeechRules.Unlimited;

    /// <inheritdoc/>
    public TrunkId Trunk { get; } = new("simulated:local");

    /// <inheritdoc/>
    public TimeSpan AbsenceBelievedAfter => _options.AbsenceBelievedAfter;

    /// <summary>
    /// Sets the receiver of events, once. Until then events wait; from then on those of calls that the ledger holds and
    /// that still run are delivered again. A receiver that throws gets the same event again, later.
    /// </summary>
    /// <exception cref="InvalidOperationException">A receiver is already set.</exception>
    public void Attach(Func<CarrierEvent, Task> receiver)
    {
        _delivery.Attach(receiver);
        DateTimeOffset now = _time.GetUtcNow();
        foreach (PlacedCall placed in _readBack)
            if (placed.Call.EndsAt > now) placed.Telling = TellAsync(placed);
    }

    /// <inheritdoc/>
    public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (now >= request.SendBefore || _delivery.Stopping.IsCancellationRequested)
            return Task.FromResult<DialAnswer>(new DialAnswer.TryLater("not sent: the request was too late"));
        if (request.From?.Value == RefusedCallerId)
            return Task.FromResult<DialAnswer>(new DialAnswer.Rejected(Outcome.Failed, "simulated 21212: the caller id is not valid") { IsOfCallerId = true });
        CarrierCallId id = Fate.NewId(request.Attempt, Interlocked.Increment(ref _placed));
        if (_options.Instant)
            _ = Task.Run(() => _delivery.DeliverAsync(new CarrierEvent(request.Attempt, Completed(id)), _delivery.Stopping), CancellationToken.None);
        else
            Place(_fate.Decide(request, id, now));
        return Task.FromResult<DialAnswer>(new DialAnswer.Accepted(id));
    }

    /// <inheritdoc/>
    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation)
    {
        DateTimeOffset now = _time.GetUtcNow();
        PlacedCall? placed = request.Call is { } id ? _calls.GetValueOrDefault(id.Value) : _byAttempt.GetValueOrDefault(request.Attempt);
        LookupAnswer answer = (placed, request.Call) switch
        {
            ({ } known, _) => new LookupAnswer.Found(known.Call.At(now)),
            (null, { } call) when _options.Instant => new LookupAnswer.Found(Completed(call)),
            (null, { } call) => new LookupAnswer.Found(new CarrierReport(
                call, CarrierStatus.Ended, Outcome.Failed, "the simulated carrier no longer has this call", Retryable: false)),
            _ when now >= request.SentAt + AbsenceBelievedAfter => new LookupAnswer.Absent(),
            _ => new LookupAnswer.Unknown("too early to conclude that the call was not placed"),
        };
        return Task.FromResult(answer);
    }

    /// <inheritdoc/>
    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation)
    {
        if (!_calls.TryGetValue(call.Value, out PlacedCall? placed))
            return Task.FromResult<HangUpAnswer>(new HangUpAnswer.Unknown("the simulated carrier has no such call"));
        DateTimeOffset now = _time.GetUtcNow();
        if (placed.TryHangUp(now)) _ledger?.HungUp(call, now);
        return Task.FromResult<HangUpAnswer>(new HangUpAnswer.Ended(placed.Call.At(now)));
    }

    /// <inheritdoc/>
    public Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation) => Task.FromResult<MessageAnswer>(
        _calls.TryGetValue(call.Value, out PlacedCall? placed) && placed.Call.EndsAt > _time.GetUtcNow()
            ? new MessageAnswer.Speaking()
            : new MessageAnswer.Refused("the simulated carrier has no such live call"));

    /// <summary>Stops delivering events. Calls continue in the ledger.</summary>
    public async ValueTask DisposeAsync()
    {
        await _delivery.StopAsync();
        await Task.WhenAll(_calls.Values.Select(placed => placed.Telling));
        _ledger?.Dispose();
        _delivery.Dispose();
    }

    private static CarrierReport Completed(CarrierCallId id) =>
        new(id, CarrierStatus.Ended, Outcome.Completed, "simulated completed", Duration: TimeSpan.Zero);

    private void Place(SimulatedCall call)
    {
        ForgetOld(call.PlacedAt);
        _ledger?.Placed(call);
        PlacedCall placed = Remember(call);
        placed.Telling = TellAsync(placed);
    }

    private PlacedCall Remember(SimulatedCall call)
    {
        var placed = new PlacedCall(call);
        _calls[call.Id.Value] = placed;
        _byAttempt[call.Attempt] = placed;
        _inOrder.Enqueue(placed);
        return placed;
    }

    private void ForgetOld(DateTimeOffset now)
    {
        while (_inOrder.TryPeek(out PlacedCall? oldest) && oldest.Telling.IsCompleted && oldest.Call.EndsAt + _options.Retention < now
            && _inOrder.TryDequeue(out PlacedCall? old))
        {
            _calls.TryRemove(old.Call.Id.Value, out _);
            _byAttempt.TryRemove(new(old.Call.Attempt, old));
        }
    }

    private async Task TellAsync(PlacedCall placed)
    {
        try
        {
            foreach ((DateTimeOffset at, CarrierReport report) in placed.Call.EventsFrom(_time.GetUtcNow()))
            {
                bool isEnd = report.Status == CarrierStatus.Ended;
                await placed.WaitUntilAsync(at, _time, _delivery.Stopping);
                if (placed.HungUp && !isEnd) continue;
                CarrierReport told = isEnd ? placed.Call.At(_time.GetUtcNow()) : report;
                await _delivery.DeliverAsync(new CarrierEvent(placed.Call.Attempt, told), _delivery.Stopping);
            }
        }
        catch (OperationCanceledException) when (_delivery.Stopping.IsCancellationRequested)
        {
            // The process ends; the next process that reads the ledger continues delivering.
        }
    }
}
