namespace CallQueue.Cluster;

/// <summary>
/// Where the cluster notes which silo has an actor. In Redis for those that live long: the silos' own directory lets go of actors on
/// healthy silos when another silo dies. In the silos' memory for the many that live for seconds, a call or a stored answer: three requests to Redis
/// less for each, and one that is let go is loaded again by its next message.
/// </summary>
internal static class GrainDirectories
{
    /// <summary>The name of the directory in Redis; grains without a name are in the silos' own.</summary>
    public const string Redis = "redis";
}
