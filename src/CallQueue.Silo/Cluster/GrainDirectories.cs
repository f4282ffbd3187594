namespace CallQueue.Cluster;

/// <summary>
/// Where the cluster notes which silo has an actor. In its store for those that live long: the silos' own directory lets go of actors on
/// healthy silos when another silo dies. In the silos' memory for the many that live for seconds, a call or a stored answer: three requests to the store
/// less for each, and one that is let go is loaded again by its next message.
/// </summary>
internal static class GrainDirectories
{
    /// <summary>
    /// The directory in the cluster's store; grains without a name are in the silos' own. Silos of two versions must know it by one name,
    /// so it is called after the store that was the first.
    /// </summary>
    public const string Stored = "redis";
}
