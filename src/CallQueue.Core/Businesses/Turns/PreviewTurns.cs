using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Hosting;
using CallQueue.Searches;

namespace CallQueue.Businesses.Turns;

/// <summary>Shows the effect of commands, and carries them out as they were shown.</summary>
internal sealed class PreviewTurns(IBusiness business, BusinessState state, BusinessTurn turn, CallSearch search, OldEnds ends, IdTurns ids, IActorContext context)
{
    private DateTimeOffset Now => context.Time.GetUtcNow();

    public Task<Preview?> ShowAsync(PreviewedCommand command) => command.Verb switch
    {
        PreviewVerb.Clean => ShowCleanAsync(command),
        PreviewVerb.Cancel => ShowCancelAsync(command),
        _ => ShowManyAsync(command),
    };

    private async Task<Preview?> ShowManyAsync(PreviewedCommand command)
    {
        // All counts before the first await: of one moment.
        if (Previewing.Of(state, command, Now) is not { } preview) return null;
        CallPlaces touched = command.Verb is PreviewVerb.ResumeRun or PreviewVerb.Resume ? CallPlaces.Ready | CallPlaces.Delayed : CallPlaces.All & ~CallPlaces.Ended;
        SearchAnswer found = await search.SearchAsync(new SearchCalls(new CallCriteria { Run = command.Run, Places = touched }, null, Preview.MostSample));
        return preview with { Sample = [.. found.Calls.Select(call => call.Call).OfType<ListedCall>().DistinctBy(call => call.Name)] };
    }

    private async Task<Preview?> ShowCleanAsync(PreviewedCommand command)
    {
        DateTimeOffset now = Now;
        (long count, DateTimeOffset before, IReadOnlyList<ListedCall> sample) = await ends.ReadAsync(now - TimeSpan.FromMilliseconds(command.Grace ?? 0), command.Limit ?? CleanEnded.MostAtOnce);
        return new Preview(new PreviewMark(now, 0, 0, 0, 0) { Before = before }, new PreviewEffect { Removed = count }, [], 0, sample);
    }

    private async Task<Preview?> ShowCancelAsync(PreviewedCommand command)
    {
        if (await business.FindAsync(command.Call!) is not { Part: QueuePart.Ready or QueuePart.Delayed or QueuePart.Live } found) return null;
        return Previewing.OfCall(state, command, found.Name, Now) with { Sample = [found] };
    }

    public async Task<ConfirmAnswer> ConfirmAsync(ConfirmPreview request)
    {
        string? name = request.Command.Call is { } call ? await ids.NameAsync(call) : null;
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
            case PreviewVerb.Clean:
                // The mark bounds the parts in which it is carried out.
                return new ConfirmAnswer(null);
            case PreviewVerb.Cancel:
                bool isLaterLease = state.Slots.Find(name!) is { } lease && lease.Id >= request.Mark.NextLease;
                if (isLaterLease) return new ConfirmAnswer($"call '{name}' has got a slot since the preview; preview again");
                return new ConfirmAnswer(null) { Call = await business.CancelCallAsync(new CancelCall(name!, command.HangUpLive && state.Slots.Find(name!) is not null)) };
            default:
                throw new ArgumentOutOfRangeException(nameof(request), command.Verb, "unknown command");
        }
    }
}
