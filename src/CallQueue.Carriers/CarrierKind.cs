namespace CallQueue.Carriers;

/// <summary>Whether people are phoned. What is stored under one kind is never dialed under another.</summary>
public enum CarrierKind
{
    /// <summary>People are phoned.</summary>
    Real,

    /// <summary>A carrier's API is asked as for real calls, but a carrier lab answers: nobody is phoned.</summary>
    Rehearsal,

    /// <summary>The carrier is simulated inside this process: nobody is phoned.</summary>
    Simulated,
}

/// <summary>The names of kinds wherever they are stored.</summary>
public static class CarrierKinds
{
    /// <summary>simulated, rehearsal or real.</summary>
    public static string Name(this CarrierKind kind) => kind switch
    {
        CarrierKind.Real => "real",
        CarrierKind.Rehearsal => "rehearsal",
        CarrierKind.Simulated => "simulated",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
