using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Hosting;
using CallQueue.Inputs;
using CallQueue.Previews;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Calls;

/// <summary>Commands on one call: cancel, retry, move. Each may be repeated; the answer says whether anything changed.</summary>
internal static class CallCommands
{
    /// <summary>Cancels permanently; a live call only with <c>hang_up_live</c>, in the body or in the query.</summary>
    /// <param name="what">What the family calls a call.</param>
    /// <param name="otherwise">Cancels something else that may have that id; null from it, or without it: not found.</param>
    public static Task<IResult> CancelAsync(
        string what, string id, HttpContext http, IActors actors, Func<CallVerbAnswer, IResult> show, Func<BusinessId, Task<IResult?>>? otherwise = null) => RunAsync(
        what, id, http, actors,
        fields => fields.Flag(CallFields.HangUpLive) ?? http.Request.Query["hang_up_live"] is ["true"],
        (business, hangUp) => actors.Business(business).CancelCallAsync(new CancelCall(id, hangUp)),
        answer => answer.Status == CallStatus.Ended
            ? $"the call has already ended: {WordsOf(answer).Call}"
            : $"the call is live ({WordsOf(answer).Call}); send hang_up_live=true to end it at the carrier",
        show,
        otherwise: otherwise,
        preview: hangUp => new PreviewedCommand(PreviewVerb.Cancel) { Call = id, HangUpLive = hangUp });

    /// <summary>Puts a call that ended without being completed back into the queue.</summary>
    public static Task<IResult> RetryAsync(string what, string id, HttpContext http, IActors actors, TimeProvider time, Func<CallVerbAnswer, IResult> show) => RunAsync(
        what, id, http, actors, _ => 0, async (business, _) => await WaitingAsync(actors, business, id, await actors.Business(business).RetryCallAsync(id), time),
        answer => $"only a failed call can be retried; this call is {WordsOf(answer).Call}", show);

    /// <summary>Moves a waiting call to another priority.</summary>
    public static Task<IResult> MoveAsync(string id, HttpContext http, IActors actors, Func<CallVerbAnswer, Priority, IResult> show)
    {
        Priority asked = Priority.Normal;
        return RunAsync(
            "call", id, http, actors, fields => asked = ReadPriority(fields), (business, priority) => actors.Business(business).MoveCallAsync(new MoveCall(id, priority)),
            answer => $"only a waiting call can be moved; this call is {WordsOf(answer).Call}", answer => show(answer, asked), isOptional: false);
    }

    /// <summary>The words for the call's state after a command.</summary>
    public static StateWords WordsOf(CallVerbAnswer answer) => StateWords.Of(answer.Status ?? CallStatus.Ready, answer.Outcome);

    /// <summary>The answer of a retry, with where the call waits: outside its window it is delayed at once.</summary>
    private static async Task<CallVerbAnswer> WaitingAsync(IActors actors, BusinessId business, string id, CallVerbAnswer answer, TimeProvider time) =>
        answer.Result == CallVerbResult.Done && await CallFinder.FindAsync(actors, business, id, time) is { Status: CallStatus.Delayed } ? answer with { Status = CallStatus.Delayed } : answer;

    private static Priority ReadPriority(JsonFields fields)
    {
        if (!fields.Has(CallFields.Priority)) fields.Wrong(CallFields.Priority, "is missing");
        return fields.Parsed(CallFields.Priority) ?? Priority.Normal;
    }

    private static async Task<IResult> RunAsync<T>(
        string what, string id, HttpContext http, IActors actors, Func<JsonFields, T> read, Func<BusinessId, T, Task<CallVerbAnswer>> act,
        Func<CallVerbAnswer, string> whyNot, Func<CallVerbAnswer, IResult> show, bool isOptional = true,
        Func<BusinessId, Task<IResult?>>? otherwise = null, Func<T, PreviewedCommand>? preview = null)
    {
        if (!CallId.IsName(id)) return Refusals.NotFound(what, id);
        return await JsonCommand.RunAsync(
            http,
            read,
            (business, asked) => preview is null ? AnswerAsync(business, asked, null) : http.PreviewedAsync(actors, business, preview(asked), shown => AnswerAsync(business, asked, shown)),
            isOptional);

        async Task<IResult> AnswerAsync(BusinessId business, T asked, ConfirmPreview? shown)
        {
            ConfirmAnswer? confirmed = shown is null ? null : await actors.Business(business).ConfirmAsync(shown);
            if (confirmed?.Refusal is { } outdated) return Refusals.Outdated(outdated);
            CallVerbAnswer answer = confirmed is null ? await act(business, asked) : confirmed.Call!;
            return answer.Result switch
            {
                CallVerbResult.Done or CallVerbResult.Unchanged => show(answer),
                CallVerbResult.Refused => Refusals.NotNow(whyNot(answer)),
                CallVerbResult.NotFound => (otherwise is null || shown is not null ? null : await otherwise(business)) ?? Refusals.NotFound(what, id),
                _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"unexpected {answer.Result}")),
            };
        }
    }
}
