using System.Collections.Concurrent;

namespace CallQueue.CarrierLab;

/// <summary>One carrier's side of a call that only it knows: its events and documents.</summary>
public interface ICarrierVoice
{
    void Initiated(LabCall call);

    void Ringing(LabCall call);

    /// <summary>Tells of the answer and gets the document; another end than the planned one when there is none.</summary>
    Task<LabEnd?> AnsweredAsync(LabCall call);

    void Ended(LabCall call, bool whileQueued);
}

/// <summary>Leads calls from the queue to their end, and keeps them for lookups.</summary>
public sealed class CallLife(LabOptions options, LabChance chance, LabLedger ledger, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LabCall> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<LabCall>> _byNumber = new(StringComparer.Ordinal);
    private readonly Lock _pacing = new();
    private DateTimeOffset _nextStart;

    public IEnumerable<LabCall> All => _calls.Values;

    public DateTimeOffset Seen => time.GetUtcNow() - TimeSpan.FromMilliseconds(options.FetchLagMs);

    public LabCall? Find(string id) => _calls.GetValueOrDefault(id);

    /// <summary>The calls to a number (digits only), oldest first.</summary>
    public IEnumerable<LabCall> To(string digits) => _byNumber.GetValueOrDefault(digits) ?? [];

    /// <summary>Makes the call; true when it waits for others before it.</summary>
    public bool Place(LabCall call, ICarrierVoice voice)
    {
        _calls[call.Id] = call;
        _byNumber.GetOrAdd(string.Concat(call.To.Where(char.IsAsciiDigit)), _ => new()).Enqueue(call);
        TimeSpan wait = WaitInQueue();
        _ = LiveAsync(call, voice, wait);
        return wait > TimeSpan.Zero;
    }

    /// <summary>Ends a call; false when it had ended.</summary>
    public static bool HangUp(LabCall call)
    {
        lock (call.Changing)
        {
            if (call.EndedAt is not null) return false;
            return call.HungUp.TrySetResult(call.AnsweredAt is null ? LabEnd.Canceled : LabEnd.Completed);
        }
    }

    private async Task LiveAsync(LabCall call, ICarrierVoice voice, TimeSpan wait)
    {
        LabEnd end = chance.End();
        if (wait > TimeSpan.Zero && await OrHungUpAsync(call, wait)) goto ended;
        lock (call.Changing) call.RingsAt = time.GetUtcNow();
        Note(call, "ringing");
        voice.Initiated(call);
        voice.Ringing(call);
        if (await OrHungUpAsync(call, chance.Within(options.RingMs))) goto ended;
        if (end.IsAnswered)
        {
            lock (call.Changing) call.AnsweredAt = time.GetUtcNow();
            Note(call, "answered");
            if (await voice.AnsweredAsync(call) is { } failed) end = failed;
            else await OrHungUpAsync(call, chance.Within(options.TalkMs));
        }
        ended:
        End(call, call.HungUp.Task.IsCompletedSuccessfully ? await call.HungUp.Task : end);
        voice.Ended(call, whileQueued: call.RingsAt is null);
    }

    private void End(LabCall call, LabEnd end)
    {
        lock (call.Changing)
        {
            call.End = end;
            call.EndedAt = time.GetUtcNow();
        }
        Note(call, "ended", end.Word);
    }

    private async Task<bool> OrHungUpAsync(LabCall call, TimeSpan wait)
    {
        using var waiting = new CancellationTokenSource();
        await Task.WhenAny(call.HungUp.Task, Task.Delay(wait, time, waiting.Token));
        await waiting.CancelAsync();
        return call.HungUp.Task.IsCompleted;
    }

    private TimeSpan WaitInQueue()
    {
        if (options.Cps <= 0) return TimeSpan.Zero;
        lock (_pacing)
        {
            DateTimeOffset now = time.GetUtcNow(), start = _nextStart > now ? _nextStart : now;
            _nextStart = start + TimeSpan.FromSeconds(1 / options.Cps);
            return start - now;
        }
    }

    private void Note(LabCall call, string kind, string? said = null) => ledger.Add(new LabEntry(
        time.GetUtcNow(), kind, call.Carrier, call.Id, call.To, call.Attempt.Call, call.Attempt.Number, call.Attempt.Token, Said: said));
}
