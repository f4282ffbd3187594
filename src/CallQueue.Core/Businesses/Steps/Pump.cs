using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Timing;

namespace CallQueue.Businesses.Steps;

/// <summary>
/// No I/O: decides which calls are leased now, and what holds the rest back. Runs whenever anything has changed; it does all there
/// is to do, so a free slot with a ready call is filled at once.
/// </summary>
internal static class Pump
{
    private const int MostDuePerRun = 512;
    private const int MostSetAsidePerRun = 512;
    private const int MostNumberBusy = 64;

    /// <summary>A call whose number is live is looked at again after this long, where too many such calls are set aside already.</summary>
    public static readonly TimeSpan NumberBusyRecheck = TimeSpan.FromSeconds(30);

    public static PumpResult Run(BusinessState state, DateTimeOffset now)
    {
        state.Usage.Roll(now, state.Settings.Rules.TimeZone);
        state.CallerIds.Roll(now, state.Settings.Rules.TimeZone);
        bool isExpired = Stopping.ExpireRuns(state, now);
        (bool isMore, bool isChange) = ReadyWhatIsDue(state, now);
        isChange |= ReturnHeld(state);
        List<Lease> leased = [];
        List<DelayedCall> delayed = [];
        SortedSet<DateTimeOffset> openings = [];
        int setAside = 0;
        Hold? hold;
        while ((hold = FirstHold(state, now)) is null && !isMore)
        {
            if (state.Vetting.Take(state.IsVetted, now) is { } vetted)
            {
                if (Lend(state, vetted.Call, delayed, now, vetted) is { } cleared) leased.Add(cleared);
                else isMore = ++setAside == MostSetAsidePerRun;
                continue;
            }

            if (state.IsVetted && !state.Vetting.HasRoom(state.Settings.MostLive)) break;
            if (state.Lanes.Next(lane => IsOpen(state, lane, now, openings)) is not { } lane) break;
            if (!lane.Next.TryPeek(out QueuedCall _))
            {
                hold = new Hold(HoldKind.Loading);
                break;
            }

            QueuedCall call = state.Lanes.Take(lane);
            if (Lend(state, call, delayed, now) is { } lease) leased.Add(lease);
            else isMore = ++setAside == MostSetAsidePerRun;
        }

        // Together, so that they are stored on the same pages.
        if (delayed.Count > 0) state.Delayed.Add(delayed, now);

        // Permits are requested only while an open lane can use them; otherwise the next opening is needed.
        bool isLaneOpen = hold is { Kind: not (HoldKind.Paused or HoldKind.Ceiling or HoldKind.Quota or HoldKind.Jump) } && state.Lanes.Next(lane => IsOpen(state, lane, now, openings)) is not null;
        bool couldDial = isMore || isLaneOpen || (!state.Paused && state.Vetting.Count > 0);
        if (hold?.Kind is HoldKind.TrunkRate or HoldKind.TrunkChannels && !couldDial) hold = null; // A business that can't dial has given its channels back.
        DateTimeOffset? nextAt = isMore ? now : NextAt(state, hold, openings, now);
        bool isAnyChange = isExpired || isChange || leased.Count + setAside > 0 || state.Vetting.IsAsking;
        foreach (TrunkLine line in state.Trunks.All) line.Wanted = WantedOf(state, line, hold, now);
        return new PumpResult(leased, [.. HoldsOf(state, hold, openings, now)], nextAt, isAnyChange) { CouldDial = couldDial, Delayed = delayed };
    }

    /// <summary>Moves due calls to the front of their lanes; returns whether there are more, and whether anything moved.</summary>
    private static (bool IsMore, bool IsChange) ReadyWhatIsDue(BusinessState state, DateTimeOffset now)
    {
        bool isOpened = state.Delayed.Open(now);
        IReadOnlyList<DelayedCall> due = state.Delayed.TakeDue(now, MostDuePerRun);
        foreach (DelayedCall delayed in due)
        {
            if (!IsWaited(state, delayed.Call) || RequestSteps.Drop(state, delayed.Call, Place.Delayed)) continue;
            Move(state, delayed.Call, Place.Delayed, Place.Ready);
            state.Lanes.Return(state.PriorityOf(delayed.Call), delayed.Call);
        }

        return (due.Count == MostDuePerRun, isOpened || due.Count > 0);
    }

    /// <summary>A call with an open veto question does not block others while its own run is paused. Where a ceiling forbids to ask, nobody is asked.</summary>
    private static bool ReturnHeld(BusinessState state)
    {
        bool isAny = false;
        while (state.Vetting.Take(call => state.Ceiling is not null || state.RunOf(call) is { IsOpen: false }) is { } held)
        {
            state.Lanes.Return(state.PriorityOf(held), held);
            isAny = true;
        }

        return isAny;
    }

    /// <summary>Leases a call, or sets it aside when only this call can't be dialed now, or when the app is to be asked first.</summary>
    private static Lease? Lend(BusinessState state, QueuedCall call, List<DelayedCall> delayed, DateTimeOffset now, Vetted? vetted = null)
    {
        if (!IsWaited(state, call) || RequestSteps.Drop(state, call, Place.Ready)) return null;
        if (state.Slots.IsLive(call.To) || state.Requests.Hold(() => state.NameOf(call)))
        {
            SetAside(state, call, delayed, now);
            return null;
        }

        if (OpeningOf(state, call, now) is { } opening)
        {
            delayed.Add(Delay(state, call, opening));
            return null;
        }

        if (vetted is null && state.IsVetted)
        {
            state.Vetting.Add(call);
            return null;
        }

        if (AgentSteps.Holds(state, call, now) || !CallerIdSteps.TryTake(state, call, now, out PhoneNumber? from))
        {
            // Only an answer of the app comes this far, after the last session or number was taken: its call waits in its lane again.
            state.Lanes.Return(state.PriorityOf(call), call);
            return null;
        }

        TrunkLine trunk = state.Trunks.Free(now, state.Slots)!;
        bool isProbe = trunk.Share.Spend(now);
        Move(state, call, Place.Ready, Place.Live);
        call = AgentSteps.Noted(state, call);
        if (call.Agent == true) state.Agents!.Line.Share.Spend(now);
        return state.Slots.Lend(call, state.NameOf(call), now, vetted?.Refusal, isProbe, from, state.Trunks.NameOf(trunk));
    }

    /// <summary>Calls of a run that was stopped, or that has expired, were counted as ended then, in all places.</summary>
    public static bool IsWaited(BusinessState state, QueuedCall call) =>
        call.Run == 0 || state.RunOf(call) is { Status: not Runs.RunStatus.Stopped, IsExpired: false };

    private static void SetAside(BusinessState state, QueuedCall call, List<DelayedCall> delayed, DateTimeOffset now)
    {
        if (state.NumberBusy.Count < MostNumberBusy) state.NumberBusy.Add(call);
        else delayed.Add(Delay(state, call, now + NumberBusyRecheck));
    }

    /// <summary>A ready call is to wait for a time: counted so, and to be added to the delayed ones.</summary>
    public static DelayedCall Delay(BusinessState state, QueuedCall call, DateTimeOffset until)
    {
        Move(state, call, Place.Ready, Place.Delayed);
        return new DelayedCall(until, call);
    }

    private static void Move(BusinessState state, QueuedCall call, Place from, Place to)
    {
        state.Tally.Move(from, to);
        if (state.RunOf(call) is not { } run) return;
        run.Tally.Move(from, to);
        run.Changed();
    }

    /// <summary>The holds that apply to every call of the business now.</summary>
    public static Hold? FirstHold(BusinessState state, DateTimeOffset now) =>
        state.Paused ? new Hold(HoldKind.Paused)
        : state.Ceiling is { } ceiling ? new Hold(HoldKind.Ceiling, ceiling)
        : state.Usage.FindHold(state.Settings.Usage, state.Slots.Undialed) is { } used ? new Hold(used.Kind, used.Reason)
        : state.Slots.Live >= state.Settings.MostLive ? new Hold(state.Slots.Live >= state.Settings.Slots ? HoldKind.Slots : HoldKind.Agents)
        : state.Rate.Free(now, state.Slots.Undialed) == 0 ? new Hold(HoldKind.Rate)
        : state.Trunks.Hold(now, state.Slots);

    /// <summary>Whether a lane's run may be dialed now; notes when its window opens.</summary>
    private static bool IsOpen(BusinessState state, Lane lane, DateTimeOffset now, SortedSet<DateTimeOffset> openings) =>
        MayBeDialed(state, lane, now, openings) && !AgentSteps.Holds(state, lane, now);

    private static bool MayBeDialed(BusinessState state, Lane lane, DateTimeOffset now, SortedSet<DateTimeOffset> openings)
    {
        // Its page can't be read: the others are not held back by that.
        if (lane.Next.IsStuck && !lane.Next.TryPeek(out _)) return false;
        if (CallerIdSteps.Holds(state, lane, now)) return false;
        if (lane.Run == 0) return true;
        if (state.FindRun(lane.Run) is not { IsOpen: true } run) return false;

        // Where calls have hours of their own, or zones by their numbers, each is looked at by itself when its turn comes.
        CallRules rules = run.Template!.Rules;
        if (run.HasOwnHours || rules.TimeZone is null || CallHours.OpeningOf(default, rules, state.Settings.Rules, now) is not { } opening) return true;
        openings.Add(opening);
        return false;
    }

    /// <summary>When to look at a call again that may not be dialed at this hour: its window's opening or its deadline, whichever is first.</summary>
    public static DateTimeOffset? OpeningOf(BusinessState state, QueuedCall call, DateTimeOffset now)
    {
        CallRules? run = state.RunOf(call)?.Template?.Rules;
        CallRules? rules = call.Rules is null ? run : call.Rules.Over(run);
        DateTimeOffset? opening = rules?.Deadline <= now ? null : CallHours.OpeningOf(call.To, rules, state.Settings.Rules, now);
        return opening > rules?.Deadline ? rules?.Deadline : opening;
    }

    private static IEnumerable<Hold> HoldsOf(BusinessState state, Hold? hold, SortedSet<DateTimeOffset> openings, DateTimeOffset now)
    {
        if (!state.HasReady) yield break;
        if (hold is { } first) yield return first;
        if (CallerIdSteps.FindHold(state, now) is { } numbers) yield return numbers;
        if (AgentSteps.FindHold(state, now) is { } agents && hold?.Kind != HoldKind.Agents) yield return agents;
        if (state.HasStuckLists && hold?.Kind != HoldKind.Loading && state.Lanes.Lists.Any(list => list.IsStuck)) yield return new Hold(HoldKind.Loading);
        if (openings.Count > 0) yield return new Hold(HoldKind.Window);
        if (state.NumberBusy.Count > 0) yield return new Hold(HoldKind.NumberBusy);
        if (state.Vetting.Count > 0) yield return new Hold(HoldKind.Veto);
        if (state.Runs.Exists(run => run.Tally.Ready > 0 && run.Status == Runs.RunStatus.Paused)) yield return new Hold(HoldKind.RunPaused);
        if (state.Runs.Exists(run => run.Tally.Ready > 0 && run.Status == Runs.RunStatus.Filling)) yield return new Hold(HoldKind.RunIncomplete);
    }

    private static DateTimeOffset? NextAt(BusinessState state, Hold? hold, SortedSet<DateTimeOffset> openings, DateTimeOffset now)
    {
        DateTimeOffset? expiresAt = null;
        foreach (ActiveRun run in state.Runs) expiresAt = Earliest.Of(expiresAt, run.ExpiresAt);
        return Earliest.Of(
            state.Delayed.NextAt(now),
            openings.Count > 0 ? openings.Min : null,
            hold?.Kind == HoldKind.Quota ? state.Usage.FindHold(state.Settings.Usage, state.Slots.Undialed)?.Until : null,
            state.HasReady ? state.CallerIds.NextAt(now) : null,
            hold?.Kind == HoldKind.Rate ? state.Rate.NextAt(now) : null,
            state.HasReady ? state.Trunks.NextAt(now) : null,
            hold?.Kind == HoldKind.TrunkRate && state.Trunks.Holding(now, state.Slots)?.Share.PermitsAt is { } permitsAt && permitsAt > now ? permitsAt : null,
            state.Slots.NextCheckAt,
            expiresAt);
    }

    /// <summary>Calls that would be leased now if a trunk let them: on one that is waited for as many as there is room for; one call that probes a stopped one, also while another takes the calls.</summary>
    private static int WantedOf(BusinessState state, TrunkLine line, Hold? hold, DateTimeOffset now)
    {
        if (line.Share.Hold(now)?.Kind is not (HoldKind.TrunkRate or HoldKind.TrunkStopped)) return 0;
        if (hold?.Kind is not (HoldKind.TrunkRate or HoldKind.TrunkStopped))
            return line.Share.Stopped is not null && hold?.Kind is HoldKind.Slots or HoldKind.Agents or HoldKind.TrunkPaused or HoldKind.TrunkChannels && state.HasReady ? 1 : 0;
        int free = Math.Max(0, Math.Min(state.Settings.MostLive - state.Slots.Live, line.Share.Share - state.Trunks.Live(line, state.Slots))); // More may be live than a share that has shrunk.
        return (int)Math.Min(Math.Min(Math.Min(free, state.Rate.Free(now, state.Slots.Undialed)), state.Usage.Free(state.Settings.Usage, state.Slots.Undialed)), state.Lanes.Count + state.Vetting.Count);
    }
}
