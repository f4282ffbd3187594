namespace CallQueue.Calls;

/// <summary>Which ready calls go first. A lower number goes strictly before a higher one.</summary>
public enum Priority
{
    Urgent = 0,
    High = 1,
    Normal = 2,
    Low = 3,
}
