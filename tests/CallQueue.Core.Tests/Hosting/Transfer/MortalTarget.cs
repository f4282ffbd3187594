using System.Collections.Immutable;
using System.Security.Cryptography;
using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>
/// A cluster in memory that is killed, with whoever imports into it, at a chosen step: before or after it took effect. It
/// checks the importer's order as it goes.
/// </summary>
internal sealed class MortalTarget : ITransferTarget
{
    private readonly Lock _turn = new();

    public SortedDictionary<string, ImmutableSortedDictionary<string, string>> Actors { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, DateTimeOffset> Alarms { get; } = new(StringComparer.Ordinal);

    /// <summary>Which export a business is kept for, or came with.</summary>
    public Dictionary<string, string> Reserved { get; } = new(StringComparer.Ordinal);

    /// <summary>Steps left until it is killed; negative: it lives.</summary>
    public int Life { get; set; } = -1;

    public int Steps { get; private set; }

    public int Writes { get; private set; }

    public Func<Task> Pause { get; init; } = () => Task.CompletedTask;

    public bool Has(ActorAddress actor) => Actors.TryGetValue(actor.ToString(), out var records) && records.ContainsKey("root");

    /// <summary>An actor that is there from elsewhere.</summary>
    public void Put(string actor, string root) => Actors[actor] = ImmutableSortedDictionary<string, string>.Empty.Add("root", root);

    public bool Knows(string kind) => kind is "call" or "run" or "trunk" or "business" or "schedule";

    public Task<TransferStanding> FindAsync(ActorAddress business, string exportId, CancellationToken cancellation) => StepAsync(() =>
    {
        bool isOurs = Reserved.GetValueOrDefault(business.ToString()) == exportId;
        bool isKept = Reserved.ContainsKey(business.ToString());
        return Has(business) ? isOurs ? TransferStanding.Imported : TransferStanding.Foreign : isKept && !isOurs ? TransferStanding.Foreign : TransferStanding.Absent;
    });

    public Task ReserveAsync(ActorAddress business, string exportId, CancellationToken cancellation) => StepAsync(() =>
    {
        Writes++;
        return Reserved[business.ToString()] = exportId;
    });

    public Task<bool> WriteAsync(TransferChunk chunk, string exportId, CancellationToken cancellation) => StepAsync(() =>
    {
        if (Has(chunk.Actor)) return false;
        if (chunk.Actor.Kind == "business") Reserved[chunk.Actor.ToString()].ShouldBe(exportId);
        else Actors.ShouldNotContain(actor => actor.Key.StartsWith("business/", StringComparison.Ordinal) && actor.Value.ContainsKey("root"), $"{chunk.Actor} after a business");
        Writes++;
        ImmutableSortedDictionary<string, string> records = Actors.GetValueOrDefault(chunk.Actor.ToString(), ImmutableSortedDictionary<string, string>.Empty);
        Actors[chunk.Actor.ToString()] = records.SetItems(chunk.Records.Select(r => KeyValuePair.Create(r.Name, Convert.ToHexString(SHA256.HashData(r.Data.Span)))));
        return true;
    });

    public Task WakeAsync(TransferAlarm alarm, string exportId, CancellationToken cancellation) => StepAsync(() =>
    {
        Writes++;
        return Has(alarm.Actor) && Alarms.TryAdd(alarm.Actor.ToString(), alarm.DueAt);
    });

    private async Task<T> StepAsync<T>(Func<T> step)
    {
        await Pause();
        lock (_turn)
        {
            // Even: killed before it happens; odd: after, so that nobody hears the answer.
            if (Life is 0) throw new KilledException();
            Steps++;
            T answer = step();
            if (Life is 1) Life = 0;
            else if (Life > 1) Life -= 2;
            return Life is 0 ? throw new KilledException() : answer;
        }
    }

    public sealed class KilledException : Exception;
}
