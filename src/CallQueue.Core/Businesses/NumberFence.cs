using CallQueue.Fences;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>
/// No I/O: whether a business may call a number. A number is allowed by its prefix, where that is named, or by its country. Premium, personal,
/// satellite and high-risk numbers are allowed by a named prefix only; a high-risk country also by its own name.
/// </summary>
public static class NumberFence
{
    /// <summary>In a list of countries: every country.</summary>
    public const string EveryCountry = "*";

    /// <summary>Why the business may not call the number, to follow the field's name; null when it may.</summary>
    /// <param name="inForce">The settings in force.</param>
    public static string? FindProblem(PhoneNumber number, BusinessSettings inForce)
    {
        ArgumentNullException.ThrowIfNull(inForce);
        if (inForce.Countries is null && inForce.Prefixes is null && inForce.Ceilings is null) return null;
        return Find(number, inForce.Countries, inForce.Prefixes, "the business") ?? (inForce.Ceilings is { } most ? Find(number, most.Countries, most.Prefixes, "the operator") : null);
    }

    /// <summary>The problem of a list of countries; null without one.</summary>
    internal static FieldProblem? FindCountryProblem(string field, IReadOnlyList<string>? countries)
    {
        for (int i = 0; i < countries?.Count; i++)
            if (countries[i] != EveryCountry && !NumberRanges.IsCountry(countries[i])) return new FieldProblem($"{field}[{i}]", $"must be an ISO 3166 country code such as US, or * for every country{ShownText.Got(countries[i])}");
        return countries?.Count > FenceLimits.MostCountries ? new FieldProblem(field, $"must hold at most {FenceLimits.MostCountries} countries; got {countries.Count}") : null;
    }

    /// <summary>The problem of a list of prefixes; null without one.</summary>
    internal static FieldProblem? FindPrefixProblem(string field, IReadOnlyList<string>? prefixes)
    {
        for (int i = 0; i < prefixes?.Count; i++)
            if (!IsPrefix(prefixes[i])) return new FieldProblem($"{field}[{i}]", $"must be + and the first 1 to 15 digits of numbers, such as +4420{ShownText.Got(prefixes[i])}");
        return prefixes?.Count > FenceLimits.MostPrefixes ? new FieldProblem(field, $"must hold at most {FenceLimits.MostPrefixes} prefixes; got {prefixes.Count}") : null;
    }

    /// <summary>The first country or prefix that a business adds beyond what its operator allows; null when there is none.</summary>
    internal static FieldProblem? FindBeyond(BusinessSettings wanted, BusinessSettings held, BusinessCeilings most)
    {
        if (most.Countries is null && most.Prefixes is null) return null;
        for (int i = 0; i < wanted.Countries?.Count; i++)
        {
            string country = wanted.Countries[i];
            bool isAllowed = most.Countries?.Contains(EveryCountry) == true || most.Countries?.Contains(country) == true || held.Countries?.Contains(country) == true;
            if (!isAllowed) return new FieldProblem($"countries[{i}]", $"must be a country that the operator allows ({Words(most.Countries)}); got {country}");
        }

        for (int i = 0; i < wanted.Prefixes?.Count; i++)
        {
            string prefix = wanted.Prefixes[i];
            if (held.Prefixes?.Contains(prefix) == true || IsCovered(prefix, most)) continue;
            return new FieldProblem($"prefixes[{i}]", $"must be within what the operator allows (countries {Words(most.Countries)}; prefixes {Words(most.Prefixes)}); got {prefix}");
        }

        return null;
    }

    /// <summary>The countries of a new business that has named none: those of its numbers and of numbers without country code; every one when none is known.</summary>
    internal static IReadOnlyList<string> Usual(BusinessSettings settings)
    {
        IEnumerable<PhoneNumber> numbers = (settings.Ceilings?.Numbers ?? []).Concat(settings.Rules.From is { } from ? [from] : []).Concat((settings.CallerIds ?? []).Select(one => one.Number));
        string[] known = [.. numbers.Select(NumberRanges.CountryOf).Append(settings.DefaultCountry).OfType<string>().Where(country => country.All(char.IsAsciiLetterUpper)).Distinct()];
        return known.Length == 0 ? [EveryCountry] : known;
    }

    private static string? Find(PhoneNumber number, IReadOnlyList<string>? countries, IReadOnlyList<string>? prefixes, string whose)
    {
        if (countries is null && prefixes is null) return null;
        if (prefixes?.Any(prefix => number.Value.StartsWith(prefix, StringComparison.Ordinal)) == true) return null;
        string? country = NumberRanges.CountryOf(number);
        bool isNamed = country is not null && countries is not null && (country == NumberRanges.NorthAmerica ? countries.Any(NumberRanges.NorthAmericans.Contains) : countries.Contains(country));
        return NumberRanges.RiskOf(number) switch
        {
            NumberRisk.Premium => $"is a premium-rate number ({number}), and {whose} does not allow its prefix; add the prefix to prefixes to call it",
            NumberRisk.Personal => $"is a personal number, billed like premium numbers ({number}), and {whose} does not allow its prefix; add the prefix to prefixes to call it",
            NumberRisk.Satellite => $"is a number of a satellite or international network ({number}), and {whose} does not allow its prefix; add the prefix to prefixes to call it",
            NumberRisk.HighRisk when !isNamed => $"is in a range with a high risk of toll fraud ({number}, {country}), and {whose} does not name it; add {country} to countries, or the prefix to prefixes, to call it",
            _ when isNamed || countries?.Contains(EveryCountry) == true => null,
            _ => $"is in {country ?? "no country"} ({number}), and {whose} allows countries {Words(countries)}{(prefixes is { Count: > 0 } ? $" and prefixes {Words(prefixes)}" : "")}; add it to countries, or its prefix to prefixes",
        };
    }

    /// <summary>Whether every number of a prefix is allowed by the operator: by a prefix that covers it, or by its country where nothing in it is risky.</summary>
    private static bool IsCovered(string prefix, BusinessCeilings most)
    {
        if (most.Prefixes?.Any(wider => prefix.StartsWith(wider, StringComparison.Ordinal)) == true) return true;

        // The numbers of the prefix are checked against the operator's countries, and for risks, one by one as they are called.
        return most.Countries is { } countries && (countries.Contains(EveryCountry) || countries.Any(country => NumberRanges.MayBegin(country, prefix)));
    }

    private static bool IsPrefix(string text) => text.Length is >= 2 and <= 16 && text[0] == '+' && text[1] != '0' && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    private static string Words(IReadOnlyList<string>? list) => list is not { Count: > 0 } ? "none" : string.Join(", ", list.Take(8)) + (list.Count > 8 ? $" and {list.Count - 8} more" : "");
}
