using CallQueue.Businesses.State;
using CallQueue.Hosting;
using CallQueue.Searches;

namespace CallQueue.Businesses.Reading;

/// <summary>
/// Searches a business's calls, one part at a time: each reads at most <see cref="SearchCalls.MostPages"/> pages and records, between
/// other turns, and says where the next one continues. So a search never holds up dialing, however many calls there are.
/// </summary>
internal sealed class CallSearch(BusinessState state, QueueReader reader, Commits<BusinessRoot> pages, IActorContext context)
{
    public async Task<SearchAnswer> SearchAsync(SearchCalls request)
    {
        var walk = new SearchWalk(Math.Clamp(request.Rows, 1, SearchCalls.MostRows), SearchCalls.MostPages);
        var matcher = new CallMatcher(request.Asked);
        var waiting = new WaitingSearch(state, reader, pages, context, matcher, walk);
        var ended = new EndedSearch(state, pages, context, matcher, walk);
        SearchPosition? at = request.Position ?? new SearchPosition { StartedAt = context.Time.GetUtcNow(), FirstLease = state.Slots.NextId };
        while (at is not null && walk.HasRoom)
        {
            SearchPosition? rest = at.Phase < SearchPhase.Index ? await waiting.StepAsync(at) : await ended.StepAsync(at);
            at = rest ?? (at.Phase == SearchPhase.Alone ? null : at.StartOf(at.Phase + 1));
        }

        await pages.SettledAsync();
        return new SearchAnswer(walk.Found, at, walk.PagesRead);
    }
}
