namespace CallQueue.Requests;

/// <summary>The request names a business that its sender's key has no access to. Answered as not found, whether the business exists or not.</summary>
internal sealed class NoSuchBusinessException(string name) : Exception($"the caller has no business '{name}'")
{
    public string Name { get; } = name;
}
