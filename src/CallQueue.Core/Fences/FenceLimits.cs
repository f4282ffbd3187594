using CallQueue.Validation;

namespace CallQueue.Fences;

/// <summary>The ranges of ceilings and fences.</summary>
public static class FenceLimits
{
    /// <summary>Hosts of one list.</summary>
    public const int MostHosts = 100;

    /// <summary>Caller ids of one business.</summary>
    public const int MostNumbers = 1_000;

    /// <summary>Countries of one fence.</summary>
    public const int MostCountries = 300;

    /// <summary>Prefixes of one fence.</summary>
    public const int MostPrefixes = 200;

    /// <summary>The highest limit of a day's estimated cost.</summary>
    public const double MostCost = 1_000_000_000;

    /// <summary>Dials or minutes of an hour or a day.</summary>
    public static Limits<int> Dials { get; } = new(0, 1_000_000_000);

    /// <summary>Calls that may wait.</summary>
    public static Limits<int> WaitingCalls { get; } = new(0, 100_000_000);

    /// <summary>Endpoints of the app: the webhook and the veto.</summary>
    public static Limits<int> Webhooks { get; } = new(0, 2);
}
