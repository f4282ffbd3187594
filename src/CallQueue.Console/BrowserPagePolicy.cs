using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace CallQueue.Consoles;

/// <summary>Takes the console's page out of the choice of endpoints for every request that is not a browser opening a page.</summary>
internal sealed class BrowserPagePolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.Any(IsPage);
    }

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        ArgumentNullException.ThrowIfNull(candidates);
        if (BrowserPage.IsOpened(httpContext.Request)) return Task.CompletedTask;
        for (int index = 0; index < candidates.Count; index++)
            if (candidates.IsValidCandidate(index) && IsPage(candidates[index].Endpoint)) candidates.SetValidity(index, false);
        return Task.CompletedTask;
    }

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.GetMetadata<BrowserPage>() is not null;
}
