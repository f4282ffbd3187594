namespace CallQueue.Calls;

/// <summary>How an attempt, and in the end its call, ended.</summary>
public enum Outcome
{
    /// <summary>Answered, by a person or a machine, and over.</summary>
    Completed,

    /// <summary>The line was busy.</summary>
    Busy,

    /// <summary>It rang out, or the person could not be reached.</summary>
    NoAnswer,

    /// <summary>The carrier could not place it: bad number, network, refused request.</summary>
    Failed,

    /// <summary>Ended by us before anybody answered, or never dialed because its run was stopped.</summary>
    Canceled,

    /// <summary>The person, or a blocker on the way, declined it.</summary>
    Rejected,
}
