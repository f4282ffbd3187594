namespace CallQueue.Dialing;

/// <summary>Shows a run while it goes on.</summary>
internal interface IProgressView
{
    /// <summary>Shows what <paramref name="work"/> hands over, until it ends.</summary>
    Task<T> WhileAsync<T>(Func<Action<DialProgress>, Task<T>> work);
}
