using CallQueue.Businesses;
using CallQueue.Inputs;

namespace CallQueue.Calls;

/// <summary>Times of a call, or of a bulk, that are written without an offset and beside no time zone of their own.</summary>
/// <param name="At">The time not to dial before.</param>
/// <param name="KeepsText">The stored fields keep the time as it was sent.</param>
internal sealed record OpenTimes(WrittenTime? At, WrittenTime? Deadline, bool KeepsText)
{
    /// <summary>Null when no time is open.</summary>
    public static OpenTimes? Of(WrittenTime? at, WrittenTime? deadline, string? zone, bool keepsText)
    {
        if (zone is not null) return null;
        (WrittenTime? openAt, WrittenTime? openDeadline) = (at is { IsLocal: true } ? at : null, deadline is { IsLocal: true } ? deadline : null);
        return openAt is null && openDeadline is null ? null : new OpenTimes(openAt, openDeadline, keepsText);
    }

    /// <summary>The rules with the deadline in a zone.</summary>
    public CallRules? RulesIn(string zone, CallRules? rules) => Deadline is { } time ? (rules ?? new CallRules()) with { Deadline = time.In(zone) } : rules;
}

/// <summary>The zone of times that are written without an offset, and why it is that.</summary>
/// <param name="Name">An IANA zone.</param>
internal sealed record ZoneOfTimes(string Name, string Reason)
{
    /// <summary>That of the batch; else that of the business; else UTC, which the earlier systems document [S1.12].</summary>
    public static async Task<ZoneOfTimes> OfAsync(IActors actors, BusinessId business, string? batch = null)
    {
        return batch is not null ? new ZoneOfTimes(batch, "the timezone of the batch") : Of((await actors.Business(business).GetAsync()).Settings);
    }

    /// <summary>That of the business; else UTC.</summary>
    public static ZoneOfTimes Of(BusinessSettings settings) => settings.Rules.TimeZone is { } zone
        ? new ZoneOfTimes(zone, "the timezone of the business")
        : new ZoneOfTimes("UTC", "since neither the request nor the business has a timezone");

    /// <summary>What the answer says about it.</summary>
    public string Note => $"times without an offset were read in {Name}, {Reason}";
}
