namespace CallQueue;

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

    /// <summary>Ended by us before an answer, or never dialed because its run was stopped.</summary>
    Canceled,

    /// <summary>The person, or a blocker on the way, declined it.</summary>
    Rejected,

    /// <summary>Its deadline passed before it could be dialed (again). [X8, X12]</summary>
    Expired,

    /// <summary>Not dialed because it must not be: the number is on a do-not-call list, or the business's veto rejected it. [X8]</summary>
    Blocked,

    /// <summary>A machine answered, and the call was ended or the message left, as its <see cref="MachineMode"/> says.</summary>
    Voicemail,

    /// <summary>Answered, but no agent took the call: the person heard a message in its place.</summary>
    NoAgent,
}
