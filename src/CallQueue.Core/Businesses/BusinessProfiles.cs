using CallQueue.Calls;
using CallQueue.Rates;

namespace CallQueue.Businesses;

/// <summary>Defaults of the existing systems, for apps that move over: a profile fills in what settings leave out, nothing else.</summary>
public static class BusinessProfiles
{
    /// <summary>The profile of the system whose one queue has all live calls of the account.</summary>
    public const string Standalone = "standalone";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["prosaas", "vomind", "relevel", Standalone];

    /// <summary>The settings that a profile begins with; null when there is no such profile.</summary>
    public static BusinessSettings? Find(string name) => name switch
    {
        "prosaas" => new BusinessSettings { Profile = name, Slots = 3 },
        "vomind" => new BusinessSettings { Profile = name, Slots = 5, Rates = [new RateRule(10, TimeSpan.FromSeconds(60))] },
        "relevel" => new BusinessSettings { Profile = name, Slots = 5, Rules = new CallRules { Retry = RetryPolicy.Default } },
        Standalone => new BusinessSettings
        {
            Profile = name,
            Slots = 100,
            Rates = [new RateRule(10, TimeSpan.FromSeconds(1))],
            Rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = 4, Factor = 2 } },
        },
        _ => null,
    };
}
