using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;

namespace CallQueue.Configuration;

/// <summary>Settings that are read and valid, and have no effect, or less than they say, because of another setting.</summary>
internal static class UnusedSettings
{
    private static readonly (Setting Used, Setting[] Unused)[] Overridden =
    [
        (SettingTable.Slots, [SettingTable.OtherSlots]),
        (SettingTable.CallLog, [SettingTable.Database]),
        (SettingTable.RedisUrl, [SettingTable.RedisHost, SettingTable.RedisPort, SettingTable.RedisPassword]),
    ];

    private static readonly (string Carrier, SettingGroup Group)[] Carriers =
        [("twilio", SettingGroup.Twilio), ("plivo", SettingGroup.Plivo), ("signalwire", SettingGroup.SignalWire), ("callkaro", SettingGroup.CallKaro)];

    /// <summary>Read beside every carrier, for POST /api/webhooks/call.</summary>
    private static readonly Setting[] Provider =
        [SettingTable.CallKaroSecret, SettingTable.CallKaroNextSecret, SettingTable.CallKaroSignatureHeader, SettingTable.CallKaroTimestampHeader];

    /// <summary>One sentence for each; secrets are not repeated.</summary>
    /// <param name="settings">The settings, without problems.</param>
    /// <param name="reader">The command that starts.</param>
    public static IEnumerable<string> Find(SettingValues settings, SettingReaders reader)
    {
        if (settings.Problems.Count > 0) return []; // First things first: what is invalid is named, and nothing starts.
        CarrierOptions carrier = CarrierReader.Read(settings, new SimulatedOptions());
        return [.. OfOverridden(settings, reader), .. OfOtherCarriers(settings, [carrier.Name, .. CarrierReader.FallbackNames(settings)]), .. OfCarrier(settings, carrier), .. OfLimits(settings, carrier)];
    }

    private static IEnumerable<string> OfOverridden(SettingValues settings, SettingReaders reader) =>
        from pair in Overridden
        where settings.IsSet(pair.Used)
        from unused in pair.Unused
        where settings.IsSet(unused) && (unused.Readers & reader) != 0
        select Sentence(settings, unused, $"{pair.Used.Name} is set and used in its place");

    private static IEnumerable<string> OfOtherCarriers(SettingValues settings, string[] used) =>
        from other in Carriers
        where !used.Contains(other.Carrier)
        from setting in SettingTable.All
        where setting.Group == other.Group && !Provider.Contains(setting) && settings.IsSet(setting)
        select Sentence(settings, setting, $"calls are placed by {string.Join(" and ", used)}");

    private static IEnumerable<string> OfCarrier(SettingValues settings, CarrierOptions carrier)
    {
        bool isSimulated = carrier is CarrierOptions.Simulated;
        bool hasStreams = carrier is CarrierOptions.Twilio or CarrierOptions.Plivo or CarrierOptions.SignalWire;
        if (isSimulated && settings.IsSet(SettingTable.PublicUrl)) yield return Sentence(settings, SettingTable.PublicUrl, "the simulated carrier sends no webhooks");
        if (!hasStreams && settings.IsSet(SettingTable.AgentUrl)) yield return Sentence(settings, SettingTable.AgentUrl, $"calls of {carrier.Name} are not connected to a voice agent by media stream");
        if (carrier is CarrierOptions.CallKaro && settings.IsSet(SettingTable.AgentSessionsPath)) yield return Sentence(settings, SettingTable.AgentSessionsPath, "callkaro's own agent talks to the people");
        if (settings.IsSet(SettingTable.AgentSessionsReserved) && !settings.IsSet(SettingTable.AgentSessionsPath)) yield return Sentence(settings, SettingTable.AgentSessionsReserved, $"{SettingTable.AgentSessionsPath.Name} is not set, so no session is counted");
        if (settings.IsSet(SettingTable.NoAgentMessage) && !settings.IsSet(SettingTable.AgentSessionsPath)) yield return Sentence(settings, SettingTable.NoAgentMessage, $"{SettingTable.AgentSessionsPath.Name} is not set, so nobody looks whether an agent takes a call");
        if (!hasStreams && settings.IsSet(SettingTable.Events)) yield return Sentence(settings, SettingTable.Events, $"{carrier.Name} does not let callers choose the events that it reports");
        if (!hasStreams && settings.IsSet(SettingTable.Absence)) yield return Sentence(settings, SettingTable.Absence, $"calls of {carrier.Name} are not looked up by it");
        if (isSimulated && settings.IsSet(SettingTable.Rehearsal)) yield return Sentence(settings, SettingTable.Rehearsal, "the simulated carrier calls nobody in any case");
        if (settings.IsSet(SettingTable.CallKaroNextSecret) && !settings.IsSet(SettingTable.CallKaroSecret))
            yield return Sentence(settings, SettingTable.CallKaroNextSecret, $"{SettingTable.CallKaroSecret.Name} is not set, beside which it is accepted");
    }

    private static IEnumerable<string> OfLimits(SettingValues settings, CarrierOptions carrier)
    {
        BusinessSettings business = QueueReader.NewBusiness(settings);
        int channels = settings.Whole(SettingTable.Channels);
        if (settings.IsSet(SettingTable.Channels) && business.Slots < channels && !settings.IsSet(SettingTable.Profile) && !QueueReader.HasSlots(settings))
        {
            yield return Said(settings, SettingTable.Channels,
                $"limits the carrier account to {Text(channels)} live calls, but a business has {Text(business.Slots)} slots. For one business with all of them set CALLQUEUE_PROFILE=standalone or CALL_WORKER_CONCURRENCY={Text(channels)}");
        }

        if (business.Slots > channels && (QueueReader.HasSlots(settings) || settings.IsSet(SettingTable.Profile)))
        {
            Setting slots = settings.IsSet(SettingTable.Slots) ? SettingTable.Slots : settings.IsSet(SettingTable.OtherSlots) ? SettingTable.OtherSlots : SettingTable.Profile;
            yield return Said(settings, slots, $"gives a business {Text(business.Slots)} slots, but MAX_CONCURRENT_CALLS allows {Text(channels)} live calls on the carrier account. Set both alike");
        }

        double? pace = QueueReader.Trunk(settings, carrier).DialsPerSecond;
        if (settings.FindWhole(SettingTable.Rate) is { } rate && pace is { } most && rate > most)
        {
            yield return Said(settings, SettingTable.Rate,
                $"lets a business dial {Text(rate)} times a second, but the carrier account takes {Text(most)} dials a second. If the carrier has granted you more, set CARRIER_DIALS_PER_SECOND");
        }
    }

    private static string Sentence(SettingValues settings, Setting setting, string why) => Said(settings, setting, $"has no effect: {why}");

    private static string Said(SettingValues settings, Setting setting, string what) =>
        settings.Find(setting) is { } value ? $"{setting.Name} ({value.Origin}) {what}." : $"{setting.Name} {what}.";

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
