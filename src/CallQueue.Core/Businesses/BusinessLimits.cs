using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>The ranges of a business's settings; defaults are those of <see cref="BusinessSettings"/>.</summary>
public static class BusinessLimits
{
    /// <summary>Rate limits of one business.</summary>
    public const int MostRates = 20;

    /// <summary>Contact caps of one business.</summary>
    public const int MostCaps = 5;

    /// <summary>The most trunks a business may name.</summary>
    public const int MostTrunks = 10;

    /// <summary>Hours within which people count as called lately, where the business says nothing.</summary>
    public const int UsualRecentlyCalledHours = 24;

    /// <summary>
    /// Days for which the dial ledger is kept, where the business says nothing: five years, as long as the US Telemarketing Sales Rule has
    /// sellers keep records of their calls (16 CFR 310.5).
    /// </summary>
    public const int UsualLedgerDays = 1_826;

    /// <summary>Addresses of the app's endpoints, in characters.</summary>
    public const int UrlLength = 2048;

    /// <summary>Calls live at once.</summary>
    public static Limits<int> Slots { get; } = new(0, 10_000);

    /// <summary>Calls that one contact cap allows.</summary>
    public static Limits<int> CapCounts { get; } = new(1, 1_000);

    /// <summary>Hours within which people count as called lately.</summary>
    public static Limits<int> RecentlyCalledHours { get; } = new(0, 720);

    /// <summary>Days for which the dial ledger is kept.</summary>
    public static Limits<int> LedgerDays { get; } = new(1, 36_525);

    /// <summary>Ended calls that are remembered, of each kind.</summary>
    public static Limits<int> Remembered { get; } = new(0, 100_000);

    /// <summary>How long ended calls are remembered.</summary>
    public static Limits<TimeSpan> RetentionAge { get; } = new(TimeSpan.Zero, TimeSpan.FromDays(3660));

    /// <summary>Secrets of the app's endpoints, in characters.</summary>
    public static Limits<int> SecretLength { get; } = new(16, 256);

    /// <summary>How long the app may take to answer whether a person may be called.</summary>
    public static Limits<TimeSpan> VetoTimeout { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
}
