using System.Globalization;
using CallQueue.Windows;

namespace CallQueue.Calls;

/// <summary>No I/O: when a person may be called, from the number and the call's rules.</summary>
internal static class CallHours
{
    /// <summary>The problem of a deadline that leaves no time.</summary>
    public const string TooEarly = "must be after the time from which the call may be dialed";

    /// <summary>How far ahead is looked while calls wait; a window that stays closed longer is looked at again by then.</summary>
    private static readonly TimeSpan LookAhead = TimeSpan.FromDays(8);

    /// <summary>
    /// When the window opens that is closed now, or when to look again where it stays closed for days; null when it is open or
    /// there is none.
    /// </summary>
    /// <param name="rules">Those of the call and its run; their zone is a given one.</param>
    /// <param name="business">The business's rules, which apply where they are silent.</param>
    public static DateTimeOffset? OpeningOf(PhoneNumber to, CallRules? rules, CallRules business, DateTimeOffset now)
    {
        if (HoursOf(rules?.Window, business) is not { } hours) return null;
        DateTimeOffset opening = NextOpening(ZoneSet.Of(to, rules?.TimeZone, business.TimeZone), hours, now);
        return opening > now ? opening : null;
    }

    /// <summary>The window of a call, and the operator's outer one where there is one; null without any.</summary>
    /// <param name="own">The window of the call or its run; null: the business's.</param>
    /// <param name="business">The business's rules in force.</param>
    public static (CallingWindow Window, CallingWindow? Outer)? HoursOf(CallingWindow? own, CallRules business) =>
        (own ?? business.Window) is { } window ? (window, business.OuterWindow) : business.OuterWindow is { } outer ? (outer, null) : null;

    /// <inheritdoc cref="OpeningOf(PhoneNumber, CallRules?, CallRules, DateTimeOffset)"/>
    public static DateTimeOffset NextOpening(ZoneSet zones, (CallingWindow Window, CallingWindow? Outer) hours, DateTimeOffset now) =>
        zones.NextOpening(hours.Window, now, now + LookAhead, hours.Outer) ?? now + LookAhead;

    /// <summary>When a call of this order may next be dialed: <paramref name="at"/> itself or the next opening.</summary>
    public static DateTimeOffset NextDial(CallSpec spec, DateTimeOffset at) =>
        HoursOf(spec.Rules.Window, spec.Rules) is { } hours ? NextOpening(ZonesOf(spec), hours, at) : at;

    /// <summary>When the window that is open at <paramref name="at"/> closes; null without a window.</summary>
    public static DateTimeOffset? Closing(CallSpec spec, DateTimeOffset at)
    {
        if (HoursOf(spec.Rules.Window, spec.Rules) is not { } hours) return null;
        ZoneSet zones = ZonesOf(spec);
        DateTimeOffset closing = zones.Closing(hours.Window, at);
        return hours.Outer is { } outer && zones.Closing(outer, at) is var end && end < closing ? end : closing;
    }

    /// <summary>The zones of a spec's window. The spec alone decides: a zone in it applies.</summary>
    public static ZoneSet ZonesOf(CallSpec spec) => ZoneSet.Of(spec.To, spec.Rules.TimeZone, null);

    /// <summary>Rules completed with the business's; its zone applies only when the number's own zone is unknown.</summary>
    public static CallRules Over(CallRules rules, PhoneNumber to, CallRules business)
    {
        CallRules all = rules.Over(business.TimeZone is not null && NumberZones.Find(to) is not null ? business with { TimeZone = null } : business);
        return all.Retry is { Yields: not RetryYield.Nothing } retry ? all with { Retry = retry with { Yields = RetryYield.Nothing } } : all;
    }

    /// <summary>Why a call could never be dialed under these rules: the field and the reason; null when it can.</summary>
    /// <param name="from">The first instant at which it is dialed.</param>
    public static (string Field, string Problem)? FindProblem(PhoneNumber to, CallRules? rules, CallRules business, DateTimeOffset from)
    {
        DateTimeOffset? deadline = rules?.Deadline ?? business.Deadline;
        if (deadline <= from) return ("deadline", TooEarly);
        if (HoursOf(rules?.Window, business) is not { } hours) return null;
        ZoneSet zones = ZoneSet.Of(to, rules?.TimeZone, business.TimeZone);
        DateTimeOffset? opening = zones.NextOpening(hours.Window, from, from + CallingWindow.LookAhead, hours.Outer);
        return opening is null ? ("window", $"{CallingWindow.Never} within two years in {zones}")
            : opening >= deadline ? ("window", string.Create(CultureInfo.InvariantCulture, $"opens only at {opening:yyyy-MM-dd'T'HH:mm:ss'Z'} in {zones}, not before the deadline"))
            : null;
    }
}
