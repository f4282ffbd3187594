namespace CallQueue.Guards;

/// <summary>What must be known of a phone number before it is dialed: do-not-call lists and how often it was called.</summary>
public interface INumberGuard;
