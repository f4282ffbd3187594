using CallQueue.Calls;

namespace CallQueue.Businesses;

/// <summary>What calls that the product makes by itself have in common: the answer to a message, the daily calls of a roster.</summary>
public sealed record CallTemplate
{
    public Priority Priority { get; init; } = Priority.Normal;

    public CallScript Script { get; init; } = new();

    public CallRules Rules { get; init; } = new();
}
