namespace CallQueue.Erasures;

/// <summary>A store beside the actors' records that keeps telephone numbers.</summary>
public interface IErasable
{
    /// <summary>Its name in receipts, such as <c>call_log</c>.</summary>
    string Name { get; }

    /// <summary>Erases what a business has there about a number; answers how many entries that were. Repeating it is fine.</summary>
    /// <exception cref="Hosting.UnavailableException">It does not respond; repeat it.</exception>
    Task<long> EraseAsync(BusinessId business, PhoneNumber number);
}
