using CallQueue.Carriers;

namespace CallQueue.Composition;

/// <summary>The carriers that place calls while the first one, the process's <see cref="ChosenCarrier"/>, does not take them.</summary>
/// <param name="All">In the order of preference; empty: there are none.</param>
internal sealed record FallbackCarriers(IReadOnlyList<ChosenCarrier> All)
{
    /// <summary>What the operator reads beside the first carrier's sentence; empty: nothing.</summary>
    public string Sentence => string.Concat(All.Select(carrier => $" Otherwise: {carrier.Sentence}"));
}
