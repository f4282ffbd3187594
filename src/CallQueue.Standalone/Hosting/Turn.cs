namespace CallQueue.Hosting;

/// <summary>A call to an actor. It arrives, begins once, ends, and is answered.</summary>
/// <param name="generation">Of the host, when it was made.</param>
internal abstract class Turn(int generation)
{
    /// <summary>It is refused by instances of another generation: what it follows from may have been lost.</summary>
    public int Generation { get; } = generation;

    /// <summary>Runs it in <paramref name="actor"/>. Never throws; the outcome waits for <see cref="Answer"/>.</summary>
    public abstract Task RunAsync(IActor actor);

    /// <summary>Passes the result to the caller.</summary>
    public abstract void Answer();

    /// <summary>Ends and answers it without running it.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
/// <param name="body">What it does.</param>
/// <param name="open">Counts it.</param>
/// <param name="caller">The instance that waits for the answer; null: a caller from outside.</param>
/// <param name="generation">Of the host, when it was made.</param>
internal sealed class Turn<T>(Func<IActor, Task<T>> body, OpenTurns open, ActorContext? caller, int generation) : Turn(generation)
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
        caller?.Learn();
        if (_failure is null) _answer.SetResult(_result);
        else _answer.SetException(_failure);
    }

    public override void Fail(Exception exception)
    {
        _failure = exception;
        Answer();
    }
}
