namespace CallQueue.Carriers;

/// <summary>
/// Decides whether calls through a carrier's REST API are real. Carriers are reached over https; so what is asked over plain
/// http is taken for a carrier lab, unless <c>CALLQUEUE_REHEARSAL</c> says false: a proxy may pass calls on. No rehearsal relies
/// on that: <see cref="Http.LabOnly"/> sends nothing to a server that does not say that it is a lab.
/// </summary>
internal static class Rehearsal
{
    public const string Variable = "CALLQUEUE_REHEARSAL";

    /// <summary>Real or a rehearsal; notes a problem with <paramref name="read"/> where settings contradict each other.</summary>
    /// <param name="read">The settings.</param>
    /// <param name="baseUrlVariable">The variable that says where the carrier's API is.</param>
    public static CarrierKind Kind(CarrierVariables read, string baseUrlVariable)
    {
        string? baseUrl = read.Text(baseUrlVariable);
        bool isLab = baseUrl?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true;
        switch (read.Text(Variable)?.ToUpperInvariant())
        {
            case null:
                break;
            case "FALSE":
                isLab = false;
                break;
            case "TRUE":
                if (baseUrl is null) read.Fail(Variable, $"is true, but {baseUrlVariable} is not set: calls would go to the carrier itself. Set it to the URL of a carrier lab");
                isLab = true;
                break;
            default:
                read.Fail(Variable, "must be true or false");
                break;
        }

        return isLab ? CarrierKind.Rehearsal : CarrierKind.Real;
    }

    /// <summary>For the operator, after what calls go through.</summary>
    /// <param name="kind">Real or a rehearsal.</param>
    /// <param name="through">Name and account.</param>
    /// <param name="baseUrl">Where the API is.</param>
    /// <param name="rest">What follows the URL.</param>
    public static string Sentence(CarrierKind kind, string through, string baseUrl, string rest) => kind == CarrierKind.Rehearsal
        ? $"This is a REHEARSAL, nobody is phoned: calls go to the carrier lab at {baseUrl}, as through {through}{rest}"
        : $"Calls are REAL, through {through} at {baseUrl}{rest}";
}
