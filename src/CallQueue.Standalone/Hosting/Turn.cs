namespace CallQueue.Hosting;

/// <summary>A call to an actor. It arrives, begins once, ends, and is answered.</summary>
internal abstract class Turn
{
    /// <summary>Runs it in <paramref name="actor"/>. Never throws; the outcome waits for <see cref="Answer"/>.</summary>
    public abstract Task RunAsync(IActor actor);

    /// <summary>Passes the result to the caller.</summary>
    public abstract void Answer();

    /// <summary>Ends and answers it without running it.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class Turn<T>(Func<IActor, Task<T>> body, OpenTurns open) : Turn
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _failure;

    public Task<T> Result => _answer.Task;

    public override async Task RunAsync(IActor actor)
    {
        try
        {
            _result = await body(actor);
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }

    public override void Answer()
    {
        open.Leave();
        if (_failure is null) _answer.SetResult(_result);
        else _answer.SetException(_failure);
    }

    public override void Fail(Exception exception)
    {
        _failure = exception;
        Answer();
    }
}
