namespace CallQueue.Rosters;

/// <summary>
/// Some of a business's contacts, each called once a day at its own time. Changes are durable when they are answered
/// and decide the very next call; they throw <see cref="Hosting.UnavailableException"/> when the store failed.
/// </summary>
public interface IRoster
{
    /// <summary>Adds contacts or replaces them by their id: all of them, or none if one is invalid. Others stay.</summary>
    Task<PutAnswer> PutAsync(PutContacts request);

    /// <summary>The contact, or null.</summary>
    Task<Contact?> GetAsync(string id);

    /// <summary>Why the contact has, or does not have, a call today; null when the contact is unknown.</summary>
    Task<ContactReasons?> WhyAsync(string id);

    /// <summary>Deletes a contact; after the answer it is not dialed any more; a live call ends by itself. False when there was none.</summary>
    Task<bool> RemoveAsync(string id);

    /// <summary>At most <paramref name="count"/> contacts that follow the one named <paramref name="after"/> (null: from the first), in an order of the roster's own.</summary>
    Task<IReadOnlyList<Contact>> ListAsync(string? after, int count);

    /// <summary>The number of contacts and the next due time.</summary>
    Task<RosterSnapshot> CountAsync();

    /// <summary>Starts the calls that are due, and those that fall due within <paramref name="ahead"/> (0 to 5 minutes).</summary>
    Task<PassReport> TriggerAsync(TimeSpan ahead);

    /// <summary>Something may be due: look. Harmless at any time.</summary>
    Task LookAsync();
}
