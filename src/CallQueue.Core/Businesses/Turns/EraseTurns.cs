using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Evidence;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Outboxes;
using CallQueue.PagedLists;
using CallQueue.Searches;

namespace CallQueue.Businesses.Turns;

/// <summary>
/// Erases one number. Its waiting calls are canceled as anybody would cancel them; then every place that still has the number is gone
/// through, page by page. A crash on the way leaves nothing half-done: who repeats the request finds the rest.
/// </summary>
internal sealed class EraseTurns(BusinessState state, BusinessTurn turn, Commits<BusinessRoot> commits, QueueReader reader, CallVerbTurns verbs, IActorContext context)
{
    private readonly PageReplacer<BusinessRoot> _replacer = new(commits);
    private Task _last = Task.CompletedTask;

    /// <summary>One after the other: two at once would each write pages that the other has loaded.</summary>
    public async Task<EraseAnswer> EraseAsync(PhoneNumber number)
    {
        Task before = _last;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _last = done.Task;
        try
        {
            await before;
            return await EraseOneAsync(number);
        }
        finally
        {
            done.SetResult();
        }
    }

    private async Task<EraseAnswer> EraseOneAsync(PhoneNumber number)
    {
        await turn.ClaimAsync();
        if (state.Slots.IsLive(number)) return new EraseAnswer(IsLive: true);
        IReadOnlyList<string> waiting = await reader.WaitingToAsync(number);
        int canceled = 0;
        foreach (string call in waiting)
            if (await verbs.CancelAsync(new CancelCall(call, false)) is { Result: CallVerbResult.Done }) canceled++;
        if (state.Slots.IsLive(number)) return new EraseAnswer(IsLive: true);

        // All pages are stored before any is replaced.
        await turn.EndAsync();
        HashSet<string> calls = [.. waiting, .. await IndexedAsync(number)];
        (int records, int results) = await EraseCallsAsync(number, calls);
        int queued = await EraseQueueAsync(number);
        int indexed = await EraseIndexAsync(number, calls);
        int dials = await EraseDialsAsync(number);
        int webhooks = await EraseOutboxesAsync(number);
        int keys = await EraseLedgerAsync(number);
        await turn.EndAsync();
        return new EraseAnswer(false, canceled, records, results, queued, indexed, dials, webhooks, keys);
    }

    /// <summary>Deletes the records of calls, and takes the person out of results. <paramref name="calls"/> gets the names of the calls.</summary>
    private async Task<(int Records, int Results)> EraseCallsAsync(PhoneNumber number, HashSet<string> calls)
    {
        (int records, int results) = (0, 0);
        HashSet<string> runs = [.. state.Runs.Select(run => run.Name)];
        await foreach (EndedThing run in state.Retained.Runs().ReadAsync(commits)) runs.Add(run.Name);
        List<string> unnamed = [];
        foreach (string run in runs)
        {
            var id = new RunId(state.Id, run);
            IReadOnlyList<int> untold = state.FindRun(run)?.Erase(number) ?? [];
            IReadOnlyList<int> told = await context.Actors.Run(id).EraseAsync(number);
            results += untold.Count + told.Count;
            calls.UnionWith(untold.Concat(told).Select(index => CallId.OfRun(id, index).Name));

            // What waited when a run was stopped, or expired, has no result: the records of all its calls are asked.
            if (await context.Actors.Run(id).GetAsync() is { } known && known.UnnamedEnd() is not null) unnamed.AddRange(Enumerable.Range(0, (int)known.Counts.Total).Select(index => CallId.OfRun(id, index).Name));
        }

        HashSet<string> asked = [.. calls, .. unnamed, .. await OlderCallsAsync(runs)];
        foreach (string call in asked)
        {
            if (!await context.Actors.Call(new CallId(state.Id, call)).EraseAsync(number)) continue;
            calls.Add(call);
            records++;
        }

        return (records, results);
    }

    /// <summary>The remembered calls that the index may not have, since they ended before there was one: their own records say whom they were to reach.</summary>
    private async Task<IReadOnlyList<string>> OlderCallsAsync(HashSet<string> runs)
    {
        List<string> older = [];
        foreach (PagedListSnapshot<EndedThing> ended in state.Retained.Calls())
        {
            await foreach (EndedThing call in ended.ReadAsync(commits))
            {
                // The calls of runs are known from the results of their runs.
                bool isKnown = call.At >= state.Index.Since || (new CallId(state.Id, call.Name).InRun() is { } place && runs.Contains(place.Run.Name));
                if (!isKnown) older.Add(call.Name);
            }
        }

        return older;
    }

    /// <summary>The names of the calls to a number that the index finds.</summary>
    private async Task<IReadOnlyList<string>> IndexedAsync(PhoneNumber number)
    {
        uint key = IndexKey.OfNumber(number);
        List<IndexedCall> found = [];
        foreach (HashedPart<IndexedCall> part in state.Index.Snapshot())
        {
            await foreach (IndexedCall call in part.ReadUnsealedAsync(commits)) found.Add(call);
            for (int segment = 0; segment < part.Sealed.Segments; segment++) found.AddRange(await part.Sealed.ReadAsync(segment, SealedPages<IndexedCall>.BucketOf(key), commits));
            found.RemoveAll(call => !call.Hashes.Contains(key));
        }

        return [.. found.Select(call => call.Name)];
    }

    /// <summary>An entry of a retried attempt has no number: it is known by the name of its call.</summary>
    private Task<int> EraseIndexAsync(PhoneNumber number, HashSet<string> calls)
    {
        uint key = IndexKey.OfNumber(number);
        return state.Index.ReplaceAsync(call => calls.Contains(call.Name) || call.Hashes.Contains(key) ? call.WithoutPerson() : call, _replacer);
    }

    /// <summary>Entries that no longer count, for a tombstone or since their run is over, stay in their places until the queue comes to them.</summary>
    private async Task<int> EraseQueueAsync(PhoneNumber number)
    {
        int erased = 0;
        foreach (PagedList<QueuedCall> list in state.Lanes.Lists.ToList()) erased += await _replacer.ReplaceAsync(list, Without);
        state.Delayed.ReplaceInMemory(WithoutDelayed);
        foreach (PagedList<DelayedCall> list in state.Delayed.Lists.ToList()) erased += await _replacer.ReplaceAsync(list, WithoutDelayed);
        return erased;

        QueuedCall Without(QueuedCall call) => call.To == number && IsDead(call) ? call.AsKept() with { To = PhoneNumber.Erased, Rules = null } : call;

        bool IsDead(QueuedCall call) => !Pump.IsWaited(state, call) || state.Tombstones.Covers(call.Key, call.Since);

        DelayedCall WithoutDelayed(DelayedCall delayed) => Without(delayed.Call) is var call && ReferenceEquals(call, delayed.Call) ? delayed : delayed with { Call = call };
    }

    private async Task<int> EraseDialsAsync(PhoneNumber number)
    {
        long digits = NumberPlace.DigitsOf(number), nobody = NumberPlace.DigitsOf(PhoneNumber.Erased);
        return await state.Dials.ReplaceAsync(Without, _replacer);

        DialedNumber Without(DialedNumber dial) => dial.Number == digits ? dial with { Number = nobody } : dial;
    }

    private async Task<int> EraseOutboxesAsync(PhoneNumber number)
    {
        int erased = 0;
        foreach (Outbox outbox in state.Outboxes.All.ToList()) erased += outbox.ReplaceParked(Without) + await _replacer.ReplaceAsync(outbox.List, Without);
        return erased;

        OutboxEntry Without(OutboxEntry entry) => entry.To == number ? entry with { To = PhoneNumber.Erased, Reason = null } : entry;
    }

    /// <summary>From the first page on, since an end's row names its dial's.</summary>
    private async Task<int> EraseLedgerAsync(PhoneNumber number)
    {
        int erased = 0;
        HashSet<long> dials = [];
        for (int place = state.Ledger.FirstPage; state.Ledger.Has(place); place++)
        {
            string name = DialLedger.NameOf(place);
            LedgerPage? page = await _replacer.LoadAsync(name, CallQueueJson.Default.LedgerPage);
            IReadOnlySet<int> persons = page is null ? new HashSet<int>() : PersonKeys.PersonsOf(page, number, dials);
            if (persons.Count > 0 && state.Ledger.Has(place))
            {
                commits.WritePage(name, PersonKeys.Without(page!, persons), CallQueueJson.Default.LedgerPage);
                await commits.CommitAsync();
                erased += persons.Count;
            }

            commits.LetGo(name);
        }

        erased += state.Ledger.EraseInTail(number, dials);
        return erased;
    }
}
