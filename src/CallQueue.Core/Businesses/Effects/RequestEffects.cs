using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Hosting;

namespace CallQueue.Businesses.Effects;

/// <summary>Asks calls what was requested of them, once that is on record, and tells those who wait for the answer once that is too.</summary>
internal sealed class RequestEffects(BusinessState state, QueueReader reader, IActorContext context)
{
    private readonly HashSet<long> _asking = [];
    private readonly Dictionary<long, TaskCompletionSource<CallVerbAnswer>> _awaited = [];

    /// <summary>Pump and commit.</summary>
    public required Func<Task> TurnAsync { get; init; }

    /// <summary>Runs what may fail, and has it told again later; false when it failed.</summary>
    public required Func<string, Func<Task>, Task<bool>> Guarded { get; init; }

    /// <summary>A root has become durable: ask what it says is open.</summary>
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
        bool isAnswered = await Guarded("A request of a call", async () =>
        {
            ICall call = context.Actors.Call(new CallId(state.Id, request.Call));
            answer = request.Kind == RequestKind.Cancel ? await CancelAsync(call, request) : await RetryAsync(call, request);
            await TurnAsync();
        });
        _asking.Remove(request.Number);
        if (!_awaited.Remove(request.Number, out TaskCompletionSource<CallVerbAnswer>? awaited)) return;
        if (isAnswered) awaited.SetResult(answer!);
        else awaited.SetException(new UnavailableException($"call '{request.Call}' could not be reached; repeat the request to be certain"));
    }

    private async Task<CallVerbAnswer> CancelAsync(ICall call, CallRequest request)
    {
        CallSpec? order = request.IsWaiting ? await FindOrderAsync(request) : null;
        CancelAnswer answer = await call.CancelAsync(new CancelWaiting(request.Number, request.IsWaiting, order));
        RequestSteps.Cancel(state, request, answer, context.Time.GetUtcNow());
        return answer.Answer;
    }

    /// <summary>What was to be dialed, for a call that has no record of its own yet; null when it is not found any more.</summary>
    private async Task<CallSpec?> FindOrderAsync(CallRequest request) =>
        new CallId(state.Id, request.Call).InRun() is { } place && await reader.FindAsync(request.Call, request.Run, place.Index) is { Call.Kept: false } found
            && state.FindRun(request.Run) is not null
            ? state.OrderOf(found.Call)
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
