using CallQueue.Validation;

namespace CallQueue.Rosters;

/// <summary>Contacts of one shard, each id once.</summary>
public sealed record PutContacts(IReadOnlyList<Contact> Contacts)
{
    /// <summary>With one contact: the contact that its change is based on. The change is accepted only while the contact is unchanged; null: always.</summary>
    public Contact? Known { get; init; }
}

/// <summary>What became of a <see cref="PutContacts"/>.</summary>
public abstract record PutAnswer
{
    private PutAnswer() { }

    /// <summary>Accepted and durable.</summary>
    /// <param name="Added">Contacts that were not there before.</param>
    /// <param name="Changed">Contacts that were there and are different now.</param>
    public sealed record Taken(int Added, int Changed) : PutAnswer;

    /// <summary>The contact was changed in the meantime; nothing was accepted.</summary>
    public sealed record Stale : PutAnswer;

    /// <summary>Validation failed; nothing was accepted.</summary>
    public sealed record Refused(FieldProblem Problem) : PutAnswer;
}

/// <summary>A roster, or one shard of it, at one moment.</summary>
/// <param name="Contacts">All of them.</param>
/// <param name="Enabled">Those that are called.</param>
/// <param name="NextAt">When a call is next due; null when none is.</param>
public sealed record RosterSnapshot(int Contacts, int Enabled, DateTimeOffset? NextAt)
{
    /// <summary>Both shards together.</summary>
    public static RosterSnapshot operator +(RosterSnapshot one, RosterSnapshot other) => new(
        one.Contacts + other.Contacts, one.Enabled + other.Enabled,
        one.NextAt is null || other.NextAt < one.NextAt ? other.NextAt : one.NextAt);
}

/// <summary>What a pass over a roster did.</summary>
/// <param name="Found">Contacts that were due.</param>
/// <param name="Started">Calls queued by it; the others had been queued before.</param>
/// <param name="Refused">Calls that the business refused.</param>
public sealed record PassReport(int Found, int Started, int Refused)
{
    public static PassReport Nothing { get; } = new(0, 0, 0);

    public static PassReport operator +(PassReport one, PassReport other) =>
        new(one.Found + other.Found, one.Started + other.Started, one.Refused + other.Refused);
}
