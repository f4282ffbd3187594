using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Numbers;
using CallQueue.Problems;
using CallQueue.Trunks;

namespace CallQueue.Fences;

/// <summary>Reads ceilings as <see cref="CeilingsFields"/> describes them. Every invalid or unknown field is reported.</summary>
internal static class CeilingsReader
{
    /// <param name="country">Where numbers without country code belong; null: such numbers are refused.</param>
    /// <param name="hasPrices">The deployment has a price table.</param>
    public static BusinessCeilings Read(JsonFields fields, string? country, bool hasPrices)
    {
        JsonFields? retention = fields.Object(CeilingsFields.RetentionField);
        var ceilings = new BusinessCeilings
        {
            Slots = fields.Whole(CeilingsFields.Slots),
            Rates = fields.List(CeilingsFields.RateLimits) is { Count: > 0 } rates ? SettingsReader.ReadRates(CeilingsFields.RateLimits, rates, SettingsFields.RateCount, fields) : null,
            Window = CallSettings.ReadWindow(fields),
            ContactCaps = fields.List(CeilingsFields.ContactCaps) is { Count: > 0 } caps ? SettingsReader.ReadRates(CeilingsFields.ContactCaps, caps, SettingsFields.CapCount, fields) : null,
            KeptCompleted = retention?.Whole(CeilingsFields.Completed),
            KeptFailed = retention?.Whole(CeilingsFields.Failed),
            KeptAge = retention?.Seconds(CeilingsFields.Age),
            WaitingCalls = fields.Whole(CeilingsFields.WaitingCalls),
            Webhooks = fields.Whole(CeilingsFields.Webhooks),
            WebhookHosts = ReadTexts(CeilingsFields.WebhookHosts, fields),
            MaxDuration = fields.Seconds(CeilingsFields.MaxDuration),
            Numbers = ReadNumbers(fields, country),
            AnswerUrlHosts = ReadTexts(CeilingsFields.AnswerUrlHosts, fields),
            Countries = ReadCountries(CeilingsFields.Countries, fields),
            Prefixes = ReadTexts(CeilingsFields.Prefixes, fields),
            Usage = UsageFields.Read(fields, hasPrices),
            Trunk = ReadTrunk(fields),
        };
        retention?.RefuseLeft("field of the retention");
        fields.RefuseLeft("ceiling");
        return ceilings;
    }

    /// <summary>The strings of a list, in lower case; null when it is absent.</summary>
    public static IReadOnlyList<string>? ReadTexts(ListField field, JsonFields fields)
    {
        if (fields.List(field) is not { } list) return null;
        List<string> texts = [];
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i].ValueKind == JsonValueKind.String) texts.Add(list[i].GetString()!.Trim().ToLowerInvariant());
            else fields.Wrong($"{field.Name}[{i}]", $"must be a string{ShownValue.Got(list[i])}");
        }

        return [.. texts.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>ISO 3166 codes; a country's other codes and its English name are understood too.</summary>
    public static IReadOnlyList<string>? ReadCountries(ListField field, JsonFields fields) => ReadTexts(field, fields) is { } texts
        ? [.. texts.Select(text => text == NumberFence.EveryCountry ? text : NumberReader.CountryOf(text) ?? text).Distinct(StringComparer.Ordinal)] : null;

    private static TrunkPart? ReadTrunk(JsonFields fields)
    {
        (int? weight, int? reserved) = (fields.Whole(CeilingsFields.TrunkWeight), fields.Whole(CeilingsFields.ReservedChannels));
        return weight is null && reserved is null ? null : new TrunkPart(weight ?? TrunkPart.Usual.Weight, reserved ?? TrunkPart.Usual.Reserved);
    }

    private static List<PhoneNumber>? ReadNumbers(JsonFields fields, string? country)
    {
        if (fields.List(CeilingsFields.Numbers) is not { } list) return null;
        List<PhoneNumber> numbers = [];
        for (int i = 0; i < list.Count; i++)
            if (fields.Number($"{CeilingsFields.Numbers.Name}[{i}]", list[i].ToString(), country) is { } number && !numbers.Contains(number)) numbers.Add(number);
        return numbers;
    }
}
