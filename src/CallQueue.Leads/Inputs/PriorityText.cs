using CallQueue.Calls;

namespace CallQueue.Inputs;

/// <summary>Priorities as people and apps write them: the four names in any case, or 0 (urgent) to 3 (low) [X7].</summary>
internal static class PriorityText
{
    /// <summary>The problem of an invalid text.</summary>
    public const string Problem = "must be urgent, high, normal or low (or 0 to 3)";

    public static Priority? Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "urgent" or "0" => Priority.Urgent,
        "high" or "1" => Priority.High,
        "normal" or "2" => Priority.Normal,
        "low" or "3" => Priority.Low,
        _ => null,
    };

    /// <summary>The name that the API writes.</summary>
    public static string Word(this Priority priority) => priority switch
    {
        Priority.Urgent => "urgent",
        Priority.High => "high",
        Priority.Normal => "normal",
        Priority.Low => "low",
        _ => throw new ArgumentOutOfRangeException(nameof(priority)),
    };
}
