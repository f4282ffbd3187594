using CallQueue.Audits;
using CallQueue.Previews;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Businesses;

/// <summary>Pausing and resuming a whole business, with its preview, as two families of endpoints offer it.</summary>
internal static class BusinessPause
{
    /// <param name="show">The family's answer; its argument is what became of a confirmed preview, or null without one.</param>
    public static Task<IResult> PauseAsync(this HttpContext http, IActors actors, BusinessId business, bool paused, Func<ConfirmAnswer?, Task<IResult>> show) => http.PreviewedAsync(
        actors, business, new PreviewedCommand(paused ? PreviewVerb.Pause : PreviewVerb.Resume),
        shown => http.ChangeAsync(actors, business, new Change(paused ? "business.paused" : "business.resumed"), async () =>
        {
            IBusiness actor = actors.Business(business);
            ConfirmAnswer? confirmed = shown is null ? null : await actor.ConfirmAsync(shown);
            if (confirmed?.Refusal is { } outdated) return Refusals.Outdated(outdated);
            if (confirmed is null) await actor.PauseAsync(paused);
            return await show(confirmed);
        }));
}
