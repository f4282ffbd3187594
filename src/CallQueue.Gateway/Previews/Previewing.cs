using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Runs;
using CallQueue.Searches;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace CallQueue.Previews;

/// <summary>Answers previews, and lets a token's command pass with what its preview has shown.</summary>
internal static class Previewing
{
    /// <param name="http">The request; its query may have <c>preview</c>.</param>
    /// <param name="actors">The actors.</param>
    /// <param name="business">Whose calls.</param>
    /// <param name="command">What the request would do.</param>
    /// <param name="act">Carries it out: as a preview has shown it, or, with null, without one.</param>
    public static async Task<IResult> PreviewedAsync(this HttpContext http, IActors actors, BusinessId business, PreviewedCommand command, Func<ConfirmPreview?, Task<IResult>> act)
    {
        StringValues asked = http.Request.Query[PreviewQuery.Name];
        if (asked.Count == 0) return await act(null);
        string key = http.Caller().Key;
        if (asked is [PreviewQuery.Look]) return await ShowAsync(http, actors, business, command, key);
        if (asked is not [{ } text] || PreviewToken.Read(text, business, key) is not { } token)
            return Invalid("must be true, or the token of a preview that the same key has asked of this business; nothing was done");
        return token.Command == command
            ? await act(new ConfirmPreview(command, token.Mark))
            : Invalid($"is the token of another command, {WordsOf(token.Command)}, and this is {WordsOf(command)}; preview this one. Nothing was done");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IActors actors, BusinessId business, PreviewedCommand command, string key)
    {
        TimeProvider time = http.RequestServices.GetRequiredService<TimeProvider>();
        if (await actors.Business(business).PreviewAsync(command) is not { } preview) return await NothingAsync(actors, business, command, time);
        CallFacts[] calls = await Task.WhenAll(preview.Sample.Select(call => CallFinder.CompleteAsync(actors, business, call, time)));
        return TypedResults.Json(
            new PreviewView(
                new PreviewToken(command, preview.Mark).Write(business, key), preview.Mark.ExpiresAt, WordOf(command.Verb), PreviewWould.Of(preview.Effect),
                [.. preview.Runs.Select(PreviewRun.Of)], preview.MoreRuns > 0 ? preview.MoreRuns : null,
                [.. calls.Zip(preview.Sample, (call, listed) => FoundCallView.Of(call, listed, null))]),
            GatewayJson.Context.PreviewView);
    }

    /// <summary>Why there is nothing to preview.</summary>
    private static async Task<IResult> NothingAsync(IActors actors, BusinessId business, PreviewedCommand command, TimeProvider time)
    {
        if (command.Run is { } run) return await actors.Run(new RunId(business, run)).GetAsync() is { } over ? Refusals.NotNow($"the run is already {RunWords.Of(over.Status)}") : Refusals.NotFound("run", run);
        return await CallFinder.FindAsync(actors, business, command.Call!, time) is { } call ? Refusals.NotNow($"the call has already ended: {call.Words.Call}") : Refusals.NotFound("call", command.Call!);
    }

    private static IResult Invalid(string problem) => Refusals.Invalid(new FieldProblem(PreviewQuery.Name, problem));

    private static string WordsOf(PreviewedCommand command) =>
        $"{WordOf(command.Verb)}{((command.Run ?? command.Call) is { } name ? $" of {ShownValue.Of(name)}" : "")}{(command.HangUpLive ? " with hang_up_live" : "")}{(command.Grace is { } grace ? FormattableString.Invariant($" with grace {grace} and limit {command.Limit}") : "")}";

    private static string WordOf(PreviewVerb verb) => verb switch
    {
        PreviewVerb.StopRun => "run.stop",
        PreviewVerb.PauseRun => "run.pause",
        PreviewVerb.ResumeRun => "run.resume",
        PreviewVerb.Pause => "business.pause",
        PreviewVerb.Resume => "business.resume",
        PreviewVerb.Clean => "queue.clean",
        PreviewVerb.Cancel => "call.cancel",
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "unknown command"),
    };
}
