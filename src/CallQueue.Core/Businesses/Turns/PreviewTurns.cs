using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Hosting;
using CallQueue.Searches;

namespace CallQueue.Businesses.Turns;

/// <summary>Shows the effect of commands, and carries them out as they were shown.</summary>
internal sealed class PreviewTurns(IBusiness business, BusinessState state, BusinessTurn turn, CallSearch search, IActorContext context)
{
    private DateTimeOffset Now => context.Time.GetUtcNow();

    public async Task<Preview?> ShowAsync(PreviewedCommand command)
    {
        // All counts before the first await: of one moment.
        if (Previewing.Of(state, command, Now) is not { } preview) return null;
        CallPlaces touched = command.Verb is PreviewVerb.ResumeRun or PreviewVerb.Resume ? CallPlaces.Ready | CallPlaces.Delayed : CallPlaces.All & ~CallPlaces.Ended;
        SearchAnswer found = await search.SearchAsync(new SearchCalls(new CallCriteria { Run = command.Run, Places = touched }, null, Preview.MostSample));
        return preview with { Sample = [.. found.Calls.Select(call => call.Call).OfType<ListedCall>().DistinctBy(call => call.Name)] };
    }

    public async Task<ConfirmAnswer> ConfirmAsync(ConfirmPreview request)
    {
        await turn.ClaimAsync();

        // Claimed: nothing comes between this look and the command.
        if (Previewing.FindRefusal(state, request, Now) is { } refusal) return new ConfirmAnswer(refusal);
        PreviewChanges since = Previewing.Since(state, request);
        PreviewedCommand command = request.Command;
        switch (command.Verb)
        {
            case PreviewVerb.StopRun:
                StopAnswer stop = await business.StopRunAsync(new StopRun(command.Run!, command.HangUpLive) { LeasesBefore = request.Mark.NextLease });
                return new ConfirmAnswer(null) { Stop = stop, Found = stop.Found, Since = since };
            case PreviewVerb.PauseRun or PreviewVerb.ResumeRun:
                return new ConfirmAnswer(null) { Found = await business.PauseRunAsync(command.Run!, command.Verb == PreviewVerb.PauseRun), Since = since };
            case PreviewVerb.Pause or PreviewVerb.Resume:
                await business.PauseAsync(command.Verb == PreviewVerb.Pause);
                return new ConfirmAnswer(null) { Since = since };
            default:
                throw new ArgumentOutOfRangeException(nameof(request), command.Verb, "unknown command");
        }
    }
}
