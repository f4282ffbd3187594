using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Hosting;

namespace CallQueue.Businesses.Turns;

/// <summary>The ids that submitters chose: whether they are free, and which call has one.</summary>
internal sealed class IdTurns(BusinessState state, QueueReader reader, IActorContext context)
{
    /// <summary>As many records are read in the time of a page.</summary>
    private const int IdsOfPage = 4;
    private const int LooksAtOnce = 256;

    public async Task<IdConflict?> ClaimAsync(ClaimIds request)
    {
        if (await FindTakenAsync(request) is { } taken) return taken;
        return await ChosenIdBook.ClaimAsync(context.Actors, state.Id, request);
    }

    /// <summary>What a part of a run claims; null when no call of it has an id of its own, or they were claimed before.</summary>
    public static ClaimIds? ClaimOf(EnqueueCalls request) => request.IdsClaimed ? null : ChosenIdParts.Of(request.Run, request.Offset, request.Calls);

    public Task ReleaseAsync(ClaimIds request) => ChosenIdBook.ReleaseAsync(context.Actors, state.Id, request);

    /// <summary>The name by which the queue knows a call: that of a run's call for an id that its submitter chose, else the same.</summary>
    public async Task<string> NameAsync(string call)
    {
        if (!CallId.IsName(call) || state.Slots.Find(call) is not null) return call;
        var id = new CallId(state.Id, call);
        return await context.Actors.Call(id).GetAsync() is null ? (await ChosenIdBook.ResolveAsync(context.Actors, id)).Name : call;
    }

    /// <summary>
    /// What becomes of a call submitted alone under an id that a call of a run has: the same call when its content is the same, else a
    /// conflict. Null: the id is free.
    /// </summary>
    public async Task<SubmitAnswer?> AnswerAsync(SubmitCall request, string name)
    {
        if (!request.Chosen || await ChosenIdBook.FindAsync(context.Actors, state.Id, name) is not { } taken) return null;
        bool isSame = taken.Fingerprint.Length > 0 && request.Fingerprint.StartsWith(taken.Fingerprint, StringComparison.Ordinal);
        return isSame ? new SubmitAnswer.Taken(false, CallId.OfRun(new RunId(state.Id, taken.Run), taken.Index).Name) : new SubmitAnswer.Conflict();
    }

    /// <summary>Those of some names whose calls have records and belong to no run. Every call that was submitted alone has one, so the cost does not grow with the queue.</summary>
    private async Task<HashSet<string>> RecordedAsync(HashSet<string> names)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (string[] some in names.Where(CallId.IsName).Chunk(LooksAtOnce))
        {
            CallSnapshot?[] calls = await Task.WhenAll(some.Select(name => context.Actors.Call(new CallId(state.Id, name)).GetAsync()));
            for (int i = 0; i < some.Length; i++) if (calls[i] is { Spec.Run: null }) taken.Add(some[i]);
        }

        return taken;
    }

    /// <summary>The first id that is the name of a call submitted alone, or of a call of another run.</summary>
    private async Task<IdConflict?> FindTakenAsync(ClaimIds request)
    {
        HashSet<string> asked = request.Ids.Select(id => id.Id).ToHashSet(StringComparer.Ordinal);
        HashSet<string> names = await reader.NamesAmongAsync(asked, asked.Count / IdsOfPage) ?? await RecordedAsync(asked);
        Dictionary<string, long> runs = new(StringComparer.Ordinal);
        foreach (ChosenId id in request.Ids)
        {
            if (names.Contains(id.Id)) return new IdConflict(id.Index, id.Id, id.Id);
            if (new CallId(state.Id, id.Id).InRun() is not { } place || place.Run.Name == request.Run) continue;
            if (!runs.TryGetValue(place.Run.Name, out long total))
                runs[place.Run.Name] = total = (await context.Actors.Run(place.Run).GetAsync())?.Counts.Total ?? 0;
            if (place.Index < total) return new IdConflict(id.Index, id.Id, id.Id);
        }

        return null;
    }
}
