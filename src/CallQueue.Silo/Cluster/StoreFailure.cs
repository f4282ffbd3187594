namespace CallQueue.Cluster;

/// <summary>Why the cluster's store can't be used, in words for the person who set its address.</summary>
/// <param name="IsRefused">The store answers and rejects this process: waiting does not help.</param>
/// <param name="Sentence">Names the address and what to check; never the password.</param>
internal sealed record StoreFailure(bool IsRefused, string Sentence);
