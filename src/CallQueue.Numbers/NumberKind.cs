namespace CallQueue.Numbers;

/// <summary>What is special about calling a number, as far as its digits say.</summary>
public enum NumberKind
{
    /// <summary>Nothing: a fixed line, a mobile, a free number, or a number of a range that the numbering plan does not name.</summary>
    Usual = 0,

    /// <summary>The person called, or a service, earns from the call: +1 900, +44 9, +979 and their like.</summary>
    Premium,

    /// <summary>The caller pays a part that the network sets: +49 180, +808 and their like.</summary>
    SharedCost,

    /// <summary>A follow-me number, such as +44 70. Carriers bill many of them like premium numbers.</summary>
    Personal,

    /// <summary>A pager: nobody answers.</summary>
    Pager,

    /// <summary>A satellite or international network: +870, +878, +881, +882, +883, +888.</summary>
    Satellite,
}
