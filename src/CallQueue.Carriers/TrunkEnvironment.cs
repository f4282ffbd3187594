using System.Globalization;
using CallQueue.Trunks;

namespace CallQueue.Carriers;

/// <summary>The carrier account's capacity from the environment: MAX_CONCURRENT_CALLS and CARRIER_DIALS_PER_SECOND.</summary>
public static class TrunkEnvironment
{
    /// <summary>Reads the limits. Without a pace, what carriers grant a new account: Twilio 1 dial a second, Plivo 2, CallKaro 1 (it publishes none); 0 turns pacing off.</summary>
    /// <param name="variable">Gives a variable's value by name; null or empty: not set.</param>
    /// <param name="carrier">The carrier's name, for its usual pace.</param>
    /// <param name="problem">The problem, with the name of the variable; null without one.</param>
    public static TrunkLimits? Read(Func<string, string?> variable, string carrier, out string? problem)
    {
        var read = new CarrierVariables(variable);
        string? channelsText = read.Text("MAX_CONCURRENT_CALLS"), paceText = read.Text("CARRIER_DIALS_PER_SECOND");
        int channels = new TrunkLimits().Channels;
        double pace = 0;
        bool isWhole = channelsText is null || (int.TryParse(channelsText, NumberStyles.None, CultureInfo.InvariantCulture, out channels) && TrunkLimits.ChannelCounts.Allow(channels));
        bool isPace = paceText is null || (double.TryParse(paceText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out pace) && TrunkLimits.Paces.Allow(pace));
        problem = !isWhole ? $"MAX_CONCURRENT_CALLS must be a whole number from {TrunkLimits.ChannelCounts}; got '{channelsText}'"
            : !isPace ? $"CARRIER_DIALS_PER_SECOND must be a number from {TrunkLimits.Paces} (0: no limit); got '{paceText}'"
            : null;
        if (problem is not null) return null;
        return new TrunkLimits(channels, paceText is null ? Usual(carrier) : pace > 0 ? pace : null);
    }

    private static double? Usual(string carrier) => carrier switch
    {
        "twilio" or "callkaro" => 1,
        "plivo" => 2,
        _ => null,
    };
}
