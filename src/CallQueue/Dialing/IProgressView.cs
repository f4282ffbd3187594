namespace CallQueue.Dialing;

/// <summary>Shows a run in progress.</summary>
internal interface IProgressView
{
    /// <summary>Shows what <paramref name="work"/> reports, until it ends.</summary>
    Task<T> WhileAsync<T>(Func<Action<DialProgress>, Task<T>> work);
}
