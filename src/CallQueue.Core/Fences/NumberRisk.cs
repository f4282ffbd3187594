namespace CallQueue.Fences;

/// <summary>Why a number is called only when its prefix is named. The numbers of a kind: number-risks.txt and high-risk.txt.</summary>
internal enum NumberRisk
{
    /// <summary>A usual number.</summary>
    None,

    /// <summary>The person called, or a service, earns from the call.</summary>
    Premium,

    /// <summary>A follow-me number, which carriers bill like premium numbers.</summary>
    Personal,

    /// <summary>A satellite or international network.</summary>
    Satellite,

    /// <summary>A destination that toll fraud uses much.</summary>
    HighRisk,
}
