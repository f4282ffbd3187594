using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Fences;
using CallQueue.Numbers;
using CallQueue.Rates;
using CallQueue.Trunks;

namespace CallQueue.Configuration;

/// <summary>Reads the limits of the carrier account and what a new business starts with [X4, X6].</summary>
internal static class QueueReader
{
    public static TrunkLimits Trunk(SettingValues settings, CarrierOptions carrier)
    {
        double? pace = settings.FindNumber(SettingTable.DialsPerSecond);
        return new TrunkLimits(settings.Whole(SettingTable.Channels), pace is null ? carrier.UsualDialsPerSecond : pace > 0 ? pace : null);
    }

    /// <summary>The limits of the carriers beside the first, by their names.</summary>
    public static IReadOnlyDictionary<string, TrunkLimits> Fallbacks(SettingValues settings, IReadOnlyList<CarrierOptions> carriers)
    {
        int channels = settings.FindWhole(SettingTable.FallbackChannels) ?? settings.Whole(SettingTable.Channels);
        double? pace = settings.FindNumber(SettingTable.FallbackDialsPerSecond);
        return carriers.ToDictionary(carrier => carrier.Name, carrier => new TrunkLimits(channels, pace is null ? carrier.UsualDialsPerSecond : pace > 0 ? pace : null));
    }

    /// <summary>Whether a setting of its own says how many slots a business has.</summary>
    public static bool HasSlots(SettingValues settings) => settings.IsSet(SettingTable.Slots) || settings.IsSet(SettingTable.OtherSlots);

    public static BusinessSettings NewBusiness(SettingValues settings)
    {
        BusinessSettings profile = (settings.Word(SettingTable.Profile) is { } name ? BusinessProfiles.Find(name) : null) ?? new BusinessSettings();
        return profile with
        {
            DefaultCountry = settings.Text(SettingTable.Country) is { } country ? NumberReader.CountryOf(country) : null,
            Slots = settings.FindWhole(settings.IsSet(SettingTable.Slots) ? SettingTable.Slots : SettingTable.OtherSlots) ?? SlotsOf(profile, settings),
            Rates = settings.FindWhole(SettingTable.Rate) switch
            {
                null => profile.Rates,
                0 => [],
                { } count => [new RateRule(count, TimeSpan.FromSeconds(1))],
            },
        };
    }

    /// <summary>The price table; null: none is set.</summary>
    public static PriceTable? Prices(SettingValues settings) => settings.Text(SettingTable.PriceTable) is { } file ? Read(file).Table : null;

    /// <summary>Why a file is not a price table, to follow the setting's name; null when it is one.</summary>
    public static string? FindPriceProblem(string file) => Read(file).Problem;

    private static (PriceTable? Table, string? Problem) Read(string file)
    {
        try
        {
            (PriceTable? table, string? problem) = PriceTable.Parse(File.ReadAllText(file));
            return (table, problem is null ? null : $"must be a file of prefixes and prices: {problem}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"can't be read: {e.Message}");
        }
    }

    /// <summary>In the system of this profile one queue has all live calls [S3.15].</summary>
    private static int SlotsOf(BusinessSettings profile, SettingValues settings) =>
        profile.Profile == BusinessProfiles.Standalone && settings.FindWhole(SettingTable.Channels) is { } channels ? Math.Min(channels, BusinessLimits.Slots.Max) : profile.Slots;
}
