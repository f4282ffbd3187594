using CallQueue.Businesses;
using CallQueue.Carriers;
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

    public static BusinessSettings NewBusiness(SettingValues settings)
    {
        BusinessSettings profile = (settings.Word(SettingTable.Profile) is { } name ? BusinessProfiles.Find(name) : null) ?? new BusinessSettings();
        return profile with
        {
            DefaultCountry = settings.Text(SettingTable.Country) is { } country ? NumberReader.CountryOf(country) : null,
            Slots = settings.FindWhole(settings.IsSet(SettingTable.Slots) ? SettingTable.Slots : SettingTable.OtherSlots) ?? profile.Slots,
            Rates = settings.FindWhole(SettingTable.Rate) switch
            {
                null => profile.Rates,
                0 => [],
                { } count => [new RateRule(count, TimeSpan.FromSeconds(1))],
            },
        };
    }
}
