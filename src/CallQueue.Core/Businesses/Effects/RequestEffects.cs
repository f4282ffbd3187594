using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Hosting;

namespace CallQueue.Businesses.Effects;

/// <summary>Sends requests to calls once they are durable, and answers the waiting callers once the result is durable too.</summary>
internal sealed class RequestEffects(BusinessState state, QueueReader reader, IActorContext context)
{
    private readonly HashSet<long> _asking = [];
    private readonly Dictionary<long, TaskCompletionSource<CallVerbAnswer>> _awaited = [];

    /// <summary>Pump and commit.</summary>
    public required Func<Task> TurnAsync { get; init; }

    /// <summary>Runs an effect that may fail and is then retried later; false when it failed.</summary>
    public required Func<string, Func<Task>, Task<bool>> Guarded { get; init; }

    /// <summary>A root has become durable: send its open requests.</summary>
    public void Committed(BusinessRoot root)
    {
        foreach (CallRequest request in root.Requests ?? [])
            if (state.Requests.Find(request.Number) is not null && _asking.Add(request.Number)) _ = AskAsync(request);
    }

    /// <summary>The answer to a request, durable.</summary>
    /// <exception cref="UnavailableException">The call could not be reached: what becomes of the request is not certain yet.</exception>
    public Task<CallVerbAnswer> AnswerAsync(CallRequest request)
    {
        if (!_awaited.TryGetValue(request.Number, out TaskCompletionSource<CallVerbAnswer>? awaited))
            _awaited[request.Number] = awaited = new TaskCompletionSource<CallVerbAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        return awaited.Task;
    }

    private async Task AskAsync(CallRequest request)
    {
        CallVerbAnswer? answer = null;
        bool isAnswered = await Guarded("send request to call", async () =>
        {
            ICall call = context.Actors.Call(new CallId(state.Id, request.Call));
            answer = request.Kind == RequestKind.Cancel ? await CancelAsync(call, request) : await RetryAsync(call, request);
            await TurnAsync();
        });
        _asking.Remove(request.Number);
        if (!_awaited.Remove(request.Number, out TaskCompletionSource<CallVerbAnswer>? awaited)) return;
        if (isAnswered) awaited.SetResult(answer!);
        else awaited.SetException(new UnavailableException($"call '{request.Call}' did not respond, so its state is not certain; repeat the request"));
    }

    private async Task<CallVerbAnswer> CancelAsync(ICall call, CallRequest request)
    {
        CallSpec? spec = request.IsWaiting ? await FindSpecAsync(request) : null;
        CancelAnswer answer = await call.CancelAsync(new CancelWaiting(request.Number, request.IsWaiting, spec));
        RequestSteps.Cancel(state, request, answer, context.Time.GetUtcNow());
        return answer.Answer;
    }

    /// <summary>The spec of a call that has no own record yet; null when it no longer exists.</summary>
    private async Task<CallSpec?> FindSpecAsync(CallRequest request) =>
        new CallId(state.Id, request.Call).InRun() is { } place && await reader.FindAsync(request.Call, request.Run, place.Index) is { Call.Kept: false } found
            && state.FindRun(request.Run) is not null
            ? state.SpecOf(found.Call)
            : null;

    private async Task<CallVerbAnswer> RetryAsync(ICall call, CallRequest request)
    {
        ReopenAnswer answer = await call.ReopenAsync(request.Number);
        RequestSteps.Reopen(state, request, answer, context.Time.GetUtcNow());
        return answer switch
        {
            { IsOpen: true } => new CallVerbAnswer(CallVerbResult.Done, CallStatus.Ready),
            { Call: { } known } => new CallVerbAnswer(CallVerbResult.Refused, known.Status, known.Outcome),
            { Ended: { } ended } => new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ended, ended),
            _ => new CallVerbAnswer(CallVerbResult.NotFound),
        };
    }
}
