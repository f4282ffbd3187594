
namespace CallQueue.Businesses;

/// <summary>No I/O: whether a change of settings moves a fence.</summary>
internal static class FenceChanges
{
    /// <summary>Whether a dial that the settings before allowed may not be allowed now.</summary>
    /// <param name="before">The settings in force.</param>
    /// <param name="now">Those that are to be in force.</param>
    public static bool IsAny(BusinessSettings before, BusinessSettings now) => AreDifferent(before.Countries, now.Countries) || AreDifferent(before.Prefixes, now.Prefixes) ||
        !CallQueueJson.AreSame(before.Ceilings ?? new BusinessCeilings(), now.Ceilings ?? new BusinessCeilings(), CallQueueJson.Default.BusinessCeilings);

    private static bool AreDifferent(IReadOnlyList<string>? before, IReadOnlyList<string>? now) => (before is null) != (now is null) || (before is not null && !before.SequenceEqual(now!));
}
