namespace CallQueue.Carriers;

/// <summary>
/// Decides whether calls through a carrier's REST API are real. Carriers are reached over https; so what is asked over plain
/// http is taken for a carrier lab, unless <c>CALLQUEUE_REHEARSAL</c> says false: a proxy may pass calls on. No rehearsal relies
/// on that: <see cref="Http.LabOnly"/> sends nothing to a server that does not say that it is a lab.
/// </summary>
internal static class Rehearsal
{
    public const string Variable = "CALLQUEUE_REHEARSAL";

    /// <summary>Real or a rehearsal.</summary>
    /// <param name="baseUrl">Where the carrier's API is.</param>
    /// <param name="isLab">The setting; null: not set.</param>
    public static CarrierKind Kind(string baseUrl, bool? isLab) =>
        isLab ?? baseUrl.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? CarrierKind.Rehearsal : CarrierKind.Real;

    /// <summary>For the operator, after what calls go through.</summary>
    /// <param name="kind">Real or a rehearsal.</param>
    /// <param name="through">Name and account.</param>
    /// <param name="baseUrl">Where the API is.</param>
    /// <param name="rest">What follows the URL.</param>
    public static string Sentence(CarrierKind kind, string through, string baseUrl, string rest) => kind == CarrierKind.Rehearsal
        ? $"This is a REHEARSAL, nobody is phoned: calls go to the carrier lab at {baseUrl}, as through {through}{rest}"
        : $"Calls are REAL, through {through} at {baseUrl}{rest}";
}
