using CallQueue.Carriers;
using CallQueue.Evidence;
using CallQueue.Windows;

namespace CallQueue.Calls.Attempts;

/// <summary>No I/O: what the dial ledger records of a call's last dial.</summary>
internal static class DialEvidence
{
    /// <summary>Windows are written in at most this many characters, so that a long list of closed dates does not fill the ledger.</summary>
    private const int LongestWindow = 200;

    /// <summary>Why the dial under the current lease was allowed; null when there was none.</summary>
    public static DialFacts? FactsOf(CallRecord record)
    {
        if (record.Dial is not { } dial || dial.Lease != record.Lease || record.Spec is not { } spec) return null;
        return new DialFacts
        {
            Attempt = dial.Attempt, At = dial.At, Trunk = dial.Trunk, Zone = CallHours.ZonesOf(spec).Ids[0],
            Window = CallHours.HoursOf(spec.Rules.Window, spec.Rules) is { } hours ? Shortened(Write(hours.Window, hours.Outer)) : null, From = dial.From ?? spec.Rules.From, Consent = spec.Rules.Consent,
            EverybodyList = dial.EverybodyList, OwnList = dial.OwnList, Caps = dial.Caps, Called = dial.Called,
        };
    }

    /// <summary>The dial under the lease that has ended, and how it ended; null when there was none.</summary>
    public static AttemptFacts? EndedOf(CallRecord record)
    {
        if (FactsOf(record) is not { } facts) return null;
        AttemptRecord? placed = record.Current is { State: AttemptState.Ended } attempt && attempt.IntentAt == facts.At ? attempt : null;
        string? carrierCall = placed?.CarrierCall is { } call && !LookupWindow.IsGivenUp(call) ? call.Value : null;
        return new AttemptFacts(facts, placed?.Outcome, carrierCall, placed?.EndedAt, placed?.Talk);
    }

    private static string Write(CallingWindow window, CallingWindow? outer) =>
        outer is null ? WindowText.Write(window) : $"{WindowText.Write(window)} within {WindowText.Write(outer)}";

    private static string Shortened(string text) => text.Length <= LongestWindow ? text : $"{text[..LongestWindow]}…";
}
