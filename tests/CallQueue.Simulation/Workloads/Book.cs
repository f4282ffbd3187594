using CallQueue.Calls;
using CallQueue.Calls.Attempts;

namespace CallQueue.Simulation.Workloads;

/// <summary>What clients were told: the other half of the truth beside the carrier's ledger.</summary>
internal sealed class Book
{
    public Dictionary<BusinessId, BusinessBook> Businesses { get; } = [];

    /// <summary>The calls that may be dialed at all, with what was asked of each.</summary>
    public Dictionary<CallId, AskedCall> Calls { get; } = [];

    public BusinessBook Of(BusinessId business) => Businesses[business];
}

/// <summary>One call as submitted, with the rules that hold for it.</summary>
internal sealed record AskedCall(CallId Id, BusinessBook Business, RunBook? Run, NewCall Call, CallRules Rules)
{
    /// <summary>The zones whose clocks its window is read on: the one that the call or its run gives, else the number's, else the business's.</summary>
    public IReadOnlyList<string> Zones { get; } =
        (Call.Rules?.TimeZone ?? Run?.Plan.Template.Rules.TimeZone) is { } given ? [given] : Abroad.ZonesOf(Call.To) ?? [Rules.TimeZone ?? "UTC"];

    /// <summary>Before which it is not dialed.</summary>
    public DateTimeOffset? NotBefore => Run?.Plan.Template.NotBefore is { } start && !(Call.NotBefore > start) ? start : Call.NotBefore;

    /// <summary>
    /// A contact's call of one date, which ends with that date, may not get its turn by then: where dials are limited, or where a slot is held by a lost answer that
    /// no clock clears.
    /// </summary>
    public bool MayMissItsDate { get; init; }

    /// <summary>Whether it or its retries may be given up, since there is no time for them before a deadline, or before the end of its date.</summary>
    public bool MayExpire => Rules.Deadline is not null || MayMissItsDate;

    public RetryPolicy Retry => Rules.Retry ?? RetryPolicy.Default;

    /// <summary>Cancels of this very call. No call here is both canceled and retried: a late request could not be told from a wrong one.</summary>
    public List<Span> Cancels { get; } = [];

    /// <summary>When a retry was asked for, once for each time that it was sent.</summary>
    public List<DateTimeOffset> RetriesSent { get; } = [];

    /// <summary>When the retries were sent that were answered with yes.</summary>
    public List<DateTimeOffset> RetriesTaken { get; } = [];
}

/// <summary>What one business was told.</summary>
internal sealed class BusinessBook(BusinessPlan plan)
{
    public BusinessPlan Plan => plan;

    public List<RunBook> Runs { get; } = [];

    public List<SingleBook> Singles { get; } = [];

    public List<Span> Pauses { get; } = [];

    /// <summary>Numbers that are not to be called any more: its own, and those that it asked to be listed for everybody.</summary>
    public List<ListSpan> Lists { get; } = [];

    /// <summary>Somebody retries calls: what has ended may come back.</summary>
    public bool HasRetries => Plan.Errands.Any(errand => errand is Errand.Retry);

    /// <summary>Slots with the time they were asked for and the time that was answered.</summary>
    public List<(int Slots, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt)> Slots { get; } = [];

    /// <summary>The most slots that may have been in force at some time since <paramref name="since"/>.</summary>
    public int MostSlots(DateTimeOffset since)
    {
        int most = 0;
        for (int i = 0; i < Slots.Count; i++)
        {
            bool replaced = i + 1 < Slots.Count && Slots[i + 1].AnsweredAt is { } at && at < since;
            if (!replaced) most = Math.Max(most, Slots[i].Slots);
        }

        return most;
    }

    /// <summary>Nobody has paused anything, nor is about to let it go on.</summary>
    public bool IsUnpaused => Pauses.All(p => p.Over) && Runs.All(r => r.Pauses.All(p => p.Over));
}

/// <summary>A pause or stop: asked, acknowledged, and perhaps lifted again.</summary>
internal sealed class Span(DateTimeOffset askedAt)
{
    public DateTimeOffset AskedAt => askedAt;

    public DateTimeOffset? AnsweredAt { get; set; }

    public DateTimeOffset? LiftAskedAt { get; set; }

    /// <summary>The lifting was acknowledged.</summary>
    public bool Over { get; set; }

    /// <summary>Whether nothing may be dialed at <paramref name="at"/> because of it.</summary>
    public bool Forbids(DateTimeOffset at) => AnsweredAt is { } from && at > from && !(LiftAskedAt is { } to && at >= to);
}

/// <summary>What the submitter of a run was told.</summary>
internal sealed class RunBook(RunPlan plan)
{
    public RunPlan Plan => plan;

    /// <summary>When its last part was sent for the first time: before that nothing of it is dialed.</summary>
    public DateTimeOffset? LastPartSentAt { get; set; }

    /// <summary>When its last part was acknowledged: from here on it is a promise.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    public Span? Stop { get; set; }

    public List<Span> Pauses { get; } = [];
}

/// <summary>What the submitter of a single call was told.</summary>
internal sealed class SingleBook(SinglePlan plan)
{
    public SinglePlan Plan => plan;

    public DateTimeOffset? TakenAt { get; set; }
}
