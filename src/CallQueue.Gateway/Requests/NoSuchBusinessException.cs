namespace CallQueue.Requests;

/// <summary>The request names a business that its sender's key does not open. Answered as if there were none, whether there is or not.</summary>
internal sealed class NoSuchBusinessException(string name) : Exception($"the caller has no business '{name}'")
{
    public string Name { get; } = name;
}
