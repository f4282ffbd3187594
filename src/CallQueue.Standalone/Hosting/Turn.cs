namespace CallQueue.Hosting;

/// <summary>A call on its way to an actor: arrived, then begun once, then ended.</summary>
internal abstract class Turn
{
    /// <summary>Runs it in <paramref name="actor"/>. Never throws; the caller gets what it throws.</summary>
    public abstract Task RunAsync(IActor actor);

    /// <summary>Ends it without having begun.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class Turn<T>(Func<IActor, Task<T>> body, OpenTurns open) : Turn
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _result.Task;

    public override async Task RunAsync(IActor actor)
    {
        try
        {
            var result = await body(actor);
            open.Leave();
            _result.SetResult(result);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    public override void Fail(Exception exception)
    {
        open.Leave();
        _result.SetException(exception);
    }
}
