using System.Globalization;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Guards;
using CallQueue.Runs;
using CallQueue.Windows;

namespace CallQueue.Businesses.Reading;

/// <summary>No I/O: why one waiting call is not dialed now, and when it may be expected to be.</summary>
internal sealed class Reasons(BusinessState state, DateTimeOffset now)
{
    private const string Scheduled = "the call is scheduled for later";

    /// <summary>The answer of the guards for its number.</summary>
    public Clearance Clearance { get; init; } = Clearance.Clear;

    /// <param name="known">Its record; null when it was never tried.</param>
    /// <param name="position">Calls before it in its part of the queue; null when it is further back than was counted.</param>
    public CallReasons Of(CallSpec spec, ActiveRun? run, ListedCall listed, CallSnapshot? known, long? position)
    {
        bool isReady = listed.Part == QueuePart.Ready;
        List<CallHold> holds = [.. HoldsOf(spec, run, listed, known, position)];
        DateTimeOffset? expectedAt = ExpectedAt(holds, isReady ? position : 0, listed.At);
        return new CallReasons(isReady ? CallStatus.Ready : CallStatus.Delayed, null, holds, position, expectedAt >= spec.Rules.Deadline ? null : expectedAt)
        {
            Zones = Hours(spec) is null ? [] : ZonesOf(spec).Ids,
            WindowOpensAt = Hours(spec) is { } hours ? CallHours.NextOpening(ZonesOf(spec), hours, isReady ? now : listed.At!.Value) : null,
            Deadline = spec.Rules.Deadline,
        };
    }

    private IEnumerable<CallHold> HoldsOf(CallSpec spec, ActiveRun? run, ListedCall listed, CallSnapshot? known, long? position)
    {
        DateTimeOffset? opening = CallHours.OpeningOf(spec.To, spec.Rules, state.Settings.Rules, now);
        bool isBusy = state.Slots.IsLive(spec.To);
        if (listed.At is { } at && at > now && DelayOf(spec, run, at, known, opening >= at || (isBusy && at <= now + Pump.NumberBusyRecheck)) is { } delay) yield return delay;
        if (Clearance.Listed) yield return new CallHold(HoldKind.DoNotCall, "the number is on a do-not-call list; the call ends without being dialed");
        if (state.FindNumberProblem(spec.To) is { } fence) yield return new CallHold(HoldKind.Fence, $"the number {fence}; the call ends without being dialed");
        if (Clearance.CappedUntil is { } until) yield return new CallHold(HoldKind.ContactCap, "the number has reached its contact cap", until);
        if (state.Paused) yield return new CallHold(HoldKind.Paused, "the business is paused");
        if (state.Ceiling is { } ceiling) yield return new CallHold(HoldKind.Ceiling, ceiling);
        if (run?.Status == RunStatus.Paused) yield return new CallHold(HoldKind.RunPaused, $"run '{run.Name}' is paused");
        if (run?.Status == RunStatus.Filling) yield return new CallHold(HoldKind.RunIncomplete, Text($"{run.Received} of {run.Total} calls of run '{run.Name}' have been submitted"));
        if (state.Usage.FindHold(state.Settings.Usage, state.Slots.Undialed) is { } used) yield return new CallHold(used.Kind, used.Reason, used.Until);
        if (spec.Rules.From is null && state.CallerIds.FindHold(now) is { } numbers) yield return new CallHold(HoldKind.CallerIds, numbers, state.CallerIds.NextAt(now));
        if (state.Slots.Live >= state.Settings.Slots) yield return new CallHold(HoldKind.Slots, Text($"{state.Slots.Live} of {state.Settings.Slots} slots are in use"));
        else if (state.Slots.Live >= state.Settings.MostLive) yield return new CallHold(HoldKind.Agents, AgentsInUse());
        if (AgentSteps.FindHold(state, spec.Script, now) is { } agents) yield return new CallHold(HoldKind.Agents, agents.Reason!);
        if (state.Rate.Free(now, state.Slots.Undialed) == 0) yield return new CallHold(HoldKind.Rate, "the rate limit is reached", state.Rate.NextAt(now));

        // Before a call is due the account was perhaps never asked, which holds nothing.
        bool isDue = opening is null && !(listed.At > now);
        if (TrunkHold() is { } trunk && (isDue || state.Trunks.Order.Any(line => line.Share.IsKnown))) yield return trunk;
        if (opening is not null) yield return new CallHold(HoldKind.Window, $"the calling window is closed in {ZonesOf(spec)}", opening);
        if (isBusy) yield return new CallHold(HoldKind.NumberBusy, "another call to this number is live");
        if (IsVetted(run, listed)) yield return new CallHold(HoldKind.Veto, "the app is being asked whether the call may be made");
        if (position > 0) yield return new CallHold(HoldKind.Position, Text($"{position} calls are before it"));
    }

    /// <summary>Why a delayed call waits for its time; null where another hold says it.</summary>
    /// <param name="isExplained">Its window or its number holds it back until then.</param>
    private CallHold? DelayOf(CallSpec spec, ActiveRun? run, DateTimeOffset at, CallSnapshot? known, bool isExplained)
    {
        if (spec.NotBefore == at || run?.Template?.NotBefore == at) return new CallHold(HoldKind.Scheduled, Scheduled, at);
        if (known?.RetryAt == at && known.Attempts.Count > 0) return new CallHold(HoldKind.Retry, "the call was not reached and waits for its next attempt", at);
        if (known?.RetryAt == at) return Clearance.CappedUntil is null ? new CallHold(HoldKind.Retry, known.Reason ?? "the call was not placed and is dialed again", at) : null;
        if (isExplained) return null;
        bool isAskedAgain = state.Settings.Veto is not null && at <= now + Vetting.HoldFor;
        return isAskedAgain ? new CallHold(HoldKind.Veto, "the app did not answer whether the call may be made, and is asked again", at) : new CallHold(HoldKind.Scheduled, Scheduled, at);
    }

    private bool IsVetted(ActiveRun? run, ListedCall listed) =>
        state.Vetting.Calls.Any(call => call.Run == (run?.Ordinal ?? 0) && (run is null ? call.Name == listed.Name : call.Index == listed.Index));

    private (CallingWindow Window, CallingWindow? Outer)? Hours(CallSpec spec) => CallHours.HoursOf(spec.Rules.Window, state.Settings.Rules);

    private ZoneSet ZonesOf(CallSpec spec) => ZoneSet.Of(spec.To, spec.Rules.TimeZone, state.Settings.Rules.TimeZone);

    private CallHold? TrunkHold()
    {
        if (state.Trunks.Hold(now, state.Slots) is not { } hold) return null;
        TrunkShare? share = state.Trunks.Holding(now, state.Slots)?.Share;
        if (hold.Kind == HoldKind.TrunkChannels)
            return state.Slots.Live < state.Settings.MostLive ? new CallHold(HoldKind.Trunk, $"all channels of the carrier account{(state.Trunks.Order.Count > 1 ? "s" : "")} are in use") : null;
        if (share is { IsKnown: false }) return new CallHold(HoldKind.Trunk, "the carrier account is being asked for a channel");
        return new CallHold(HoldKind.Trunk, hold.ToString(), share?.Stopped is not null ? share.StoppedUntil : share?.PausedUntil is { } until && until > now ? until : null);
    }

    /// <summary>Null when a hold has no end time, or when the pace is unknown; a delayed call is then expected when it is due.</summary>
    private DateTimeOffset? ExpectedAt(List<CallHold> holds, long? position, DateTimeOffset? dueAt)
    {
        bool isHeld = state.Settings.MostLive <= 0 || state.Trunks.Hold(now, state.Slots) is { Kind: HoldKind.TrunkStopped } || (state.Agents?.Line.Share.Stopped is not null && holds.Exists(hold => hold.Kind == HoldKind.Agents)) || holds.Exists(hold => hold.Kind is HoldKind.DoNotCall or HoldKind.Fence or HoldKind.Ceiling or HoldKind.Jump or HoldKind.Paused or HoldKind.RunPaused or HoldKind.RunIncomplete);
        if (isHeld || position is not { } before) return null;
        DateTimeOffset from = holds.Select(hold => hold.Until ?? now).Append(dueAt ?? now).Append(now).Max();
        int channels = state.Trunks.Channels(now), lanes = channels > 0 ? Math.Min(state.Settings.MostLive, channels) : state.Settings.MostLive;
        TimeSpan? bySlots = before < lanes - state.Slots.Live ? TimeSpan.Zero : state.Pace.At(now).AverageHold * ((double)(before + 1) / lanes);
        TimeSpan byRate = state.Settings.Rates.Select(rate => rate.Period * ((double)before / rate.Count)).Append(TimeSpan.Zero).Max();
        if (bySlots is not { } wait) return dueAt is null ? null : from;
        return from + (wait > byRate ? wait : byRate);
    }

    private string AgentsInUse() => state.Settings.AgentsReserved is { } reserved and > 0
        ? Text($"{state.Slots.Live} calls are live, and {reserved} of {state.Settings.Agents} agents are kept for people who call in")
        : Text($"{state.Slots.Live} calls are live, one for each of {state.Settings.Agents} agents");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
