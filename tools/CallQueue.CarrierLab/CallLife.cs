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

    /// <summary>Gets a document while the call goes on; null when the URL fails.</summary>
    Task<string?> FetchAsync(LabCall call, string url) => Task.FromResult<string?>(null);

    /// <summary>Tells whether a machine has answered; for a carrier that does not detect, nothing.</summary>
    void Judged(LabCall call, string url)
    {
    }
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
        LabVerdict verdict = LabVerdict.Never;
        if (wait > TimeSpan.Zero && await OrHungUpAsync(call, wait)) goto ended;
        lock (call.Changing) call.RingsAt = time.GetUtcNow();
        Note(call, "ringing");
        voice.Initiated(call);
        voice.Ringing(call);
        if (await OrHungUpAsync(call, chance.Within(options.RingMs))) goto ended;
        if (end.IsAnswered)
        {
            lock (call.Changing) call.AnsweredAt = time.GetUtcNow();
            call.IsMachine = chance.IsMachine();
            Note(call, "answered", call.IsMachine ? "machine" : null);
            if (call.Detection is not null) verdict = chance.Verdict();
            end = await TalkAsync(call, voice, end, verdict);
        }
        ended:
        End(call, call.HungUp.Task.IsCompletedSuccessfully ? await call.HungUp.Task : end);
        voice.Ended(call, whileQueued: call.RingsAt is null);
        if (verdict == LabVerdict.Late) Judge(call, voice, verdict);
    }

    /// <summary>From the answer to the end; how it ends.</summary>
    private async Task<LabEnd> TalkAsync(LabCall call, ICarrierVoice voice, LabEnd end, LabVerdict verdict)
    {
        bool waits = call.Detection is { Url: null };
        if (waits && verdict is not (LabVerdict.Never or LabVerdict.Late)) call.JudgedMachine = call.IsMachine ^ verdict == LabVerdict.Wrong;
        else if (verdict == LabVerdict.Early) Judge(call, voice, verdict);
        if (await voice.AnsweredAsync(call) is { } failed) return failed;
        if (waits && call is { JudgedMachine: true } && (call.Detection!.HangsUp || LabSpeech.HangsUp(call.Document))) return call.Detection.HangsUp ? LabEnd.MachineDetected : end;
        TimeSpan talk = chance.Within(options.TalkMs);
        if (!waits && verdict is LabVerdict.Prompt or LabVerdict.Twice or LabVerdict.Wrong)
        {
            if (await OrHungUpAsync(call, talk / 3)) return end;
            talk -= talk / 3;
            for (int times = verdict == LabVerdict.Twice ? 2 : 1; times > 0; times--) Judge(call, voice, verdict);
        }

        if (call is { JudgedMachine: true, Detection.HangsUp: true }) return LabEnd.MachineDetected;
        await OrHungUpAsync(call, talk);
        return end;
    }

    private void Judge(LabCall call, ICarrierVoice voice, LabVerdict verdict)
    {
        if (call.Detection is not { Url: { } url }) return;
        call.JudgedMachine = call.IsMachine ^ verdict == LabVerdict.Wrong;
        Note(call, "judged", $"{verdict} {(call.JudgedMachine == true ? "machine" : "human")}");
        voice.Judged(call, url);
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
