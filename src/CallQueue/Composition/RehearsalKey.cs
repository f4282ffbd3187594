using CallQueue.Access;
using CallQueue.Carriers;

namespace CallQueue.Composition;

/// <summary>docker-compose.yml ships an operator's key for rehearsals, which everybody can read. No process that phones people accepts it.</summary>
internal static class RehearsalKey
{
    /// <summary>How keys begin that open rehearsals only.</summary>
    public const string Prefix = "rehearsal-";

    /// <exception cref="SettingException">The key is public, and people are phoned.</exception>
    public static void Refuse(AccessOptions access, CarrierKind kind)
    {
        if (kind == CarrierKind.Real && access.OperatorKey?.StartsWith(Prefix, StringComparison.Ordinal) == true)
            throw new SettingException($"CALLQUEUE_OPERATOR_KEY begins with '{Prefix}': such keys are public and open rehearsals only. Set one of your own, such as what `openssl rand -hex 32` prints.");
    }
}
