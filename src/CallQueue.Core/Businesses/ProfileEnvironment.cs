using System.Globalization;
using CallQueue.Rates;

namespace CallQueue.Businesses;

/// <summary>
/// The settings of a new business from the environment [X4, X6]: CALLQUEUE_PROFILE, then CALL_WORKER_CONCURRENCY (or
/// QUEUE_CONCURRENCY) for its slots, and RATE_LIMIT_PER_SECOND in place of the profile's rates (0: none).
/// </summary>
public static class ProfileEnvironment
{
    /// <summary>Reads it; null when a variable is wrong.</summary>
    /// <param name="variable">Gives a variable's value by name; null or empty: not set.</param>
    /// <param name="problem">The problem, with the name of the variable; null without one.</param>
    public static BusinessSettings? Read(Func<string, string?> variable, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? Text(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;

        string? profile = Text("CALLQUEUE_PROFILE")?.ToLowerInvariant();
        BusinessSettings? settings = profile is null ? new BusinessSettings() : BusinessProfiles.Find(profile);
        problem = settings is null ? $"CALLQUEUE_PROFILE must be one of {string.Join(", ", BusinessProfiles.Names)}; got '{profile}'" : null;

        string slots = Text("CALL_WORKER_CONCURRENCY") is null ? "QUEUE_CONCURRENCY" : "CALL_WORKER_CONCURRENCY";
        int? concurrency = Whole(slots, Text(slots), 1, BusinessLimits.Slots.Max, ref problem);
        int? rate = Whole("RATE_LIMIT_PER_SECOND", Text("RATE_LIMIT_PER_SECOND"), 0, RateRule.Counts.Max, ref problem);
        if (settings is null || problem is not null) return null;
        return settings with
        {
            Slots = concurrency ?? settings.Slots,
            Rates = rate switch
            {
                null => settings.Rates,
                0 => [],
                { } count => [new RateRule(count, TimeSpan.FromSeconds(1))],
            },
        };
    }

    private static int? Whole(string name, string? text, int min, int max, ref string? problem)
    {
        if (text is null) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max) return number;
        problem ??= string.Create(CultureInfo.InvariantCulture, $"{name} must be a whole number from {min} to {max}; got '{text}'");
        return null;
    }
}
