using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.TimeZones;

namespace CallQueue.Windows;

/// <summary>
/// No I/O: reads zone names as people and systems write them: IANA ids in any case, with blanks for underscores or with HubSpot's
/// <c>us_slash_eastern</c>, and Windows' names. What names a time instead of a place is refused, because it does not say whose summer time applies.
/// </summary>
internal static class ZoneNames
{
    private const string Utc = "UTC";
    private const int MostSuggestions = 3;

    /// <summary>No zone is further from UTC, and the library has no larger offsets.</summary>
    private static readonly TimeSpan FurthestOffset = TimeSpan.FromHours(18);

    /// <summary>The American rules that are IANA ids of their own.</summary>
    private static readonly Dictionary<string, string> Rules = new()
    {
        ["EST5EDT"] = "America/New_York", ["CST6CDT"] = "America/Chicago", ["MST7MDT"] = "America/Denver", ["PST8PDT"] = "America/Los_Angeles",
    };

    private static readonly FrozenSet<string> Places = TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(place => place.ZoneId).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, string> Known = MakeKnown();

    /// <summary>The canonical IANA id, or the problem: what is wrong with the name, and what to write.</summary>
    public static (string? Id, string? Problem) Read(string text)
    {
        string key = KeyOf(text);
        if (FindOffsetProblem(key) is { } offset) return (null, offset);
        if (ZoneAbbreviations.Find(key) is { } places) return (null, $"is an abbreviation, which does not say whose summer time applies; write {Listed(places)}");
        if (Known.TryGetValue(key, out string? id)) return (id, null);
        string[] meant = Suggest(key);
        return (null, $"is not an IANA time zone; write {(meant.Length > 0 ? Listed(meant) : "one such as Europe/Berlin")}");
    }

    public static bool IsAbbreviation(string text) => ZoneAbbreviations.Find(KeyOf(text)) is not null;

    /// <summary>The id that is current for the same place: <c>America/New_York</c> for <c>US/Eastern</c>.</summary>
    private static string Canonical(string id)
    {
        if (Places.Contains(id)) return id;
        if (Rules.TryGetValue(id, out string? place)) return place;
        return TzdbDateTimeZoneSource.Default.CanonicalIdMap[id] is var canonical && canonical is "Etc/UTC" or "Etc/GMT" ? Utc : canonical;
    }

    private static FrozenDictionary<string, string> MakeKnown()
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["z"] = Utc };
        foreach ((string name, string id) in TzdbDateTimeZoneSource.Default.WindowsToTzdbIds) known[KeyOf(name)] = Canonical(id);
        foreach (string id in TzdbDateTimeZoneSource.Default.GetIds()) known[KeyOf(id)] = Canonical(id);
        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string KeyOf(string text) => text.Trim().ToLowerInvariant().Replace("_slash_", "/", StringComparison.Ordinal).Replace("_hyphen_", "-", StringComparison.Ordinal)
        .Replace("_plus_", "+", StringComparison.Ordinal).Replace(' ', '_');

    /// <summary>The problem of <c>+05:30</c>, <c>utc-3</c> or <c>etc/gmt+5</c>; null for anything else.</summary>
    private static string? FindOffsetProblem(ReadOnlySpan<char> key)
    {
        bool isArea = key.StartsWith("etc/", StringComparison.Ordinal);
        if (isArea) key = key[4..];
        if (key.StartsWith("gmt", StringComparison.Ordinal) || key.StartsWith("utc", StringComparison.Ordinal)) key = key[3..];
        else if (isArea) return null;
        else if (key is ['z', ..]) key = key[1..];
        if (key is not ['+' or '-', ..] || ReadOffset(key[1..]) is not { } east) return null;
        if (key[0] == '-') east = -east;
        if (!isArea) return $"is an offset, which has no summer time; write {Listed(At(east))}";
        return $"is a fixed offset with the opposite sign of what it seems to say; write {Listed([.. At(east).Take(2), .. At(-east).Take(east == TimeSpan.Zero ? 0 : 1)])}";
    }

    /// <summary>One or two digits of hours, then two of minutes or nothing, with or without a colon.</summary>
    private static TimeSpan? ReadOffset(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        int width = colon >= 0 ? colon : text.Length switch { 1 or 2 => text.Length, 3 or 4 => text.Length - 2, _ => 0 };
        if (width is not (1 or 2)) return null;
        ReadOnlySpan<char> minutes = text[(colon >= 0 ? colon + 1 : width)..];
        if (text[..width].ContainsAnyExceptInRange('0', '9') || minutes.ContainsAnyExceptInRange('0', '9') || minutes.Length is not (0 or 2)) return null;
        var east = new TimeSpan(int.Parse(text[..width], CultureInfo.InvariantCulture), minutes.IsEmpty ? 0 : int.Parse(minutes, CultureInfo.InvariantCulture), 0);
        return east <= FurthestOffset ? east : null;
    }

    /// <summary>Zones whose standard time has this offset, the best known first.</summary>
    private static string[] At(TimeSpan east)
    {
        var offset = Offset.FromTimeSpan(east);
        return [.. ZoneAbbreviations.BestKnown.Concat(TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.Values.Concat(Places).Where(Places.Contains).Order(StringComparer.Ordinal)).Distinct()
            .Where(id => TimeZones.Get(id).GetZoneInterval(Instant.FromUtc(2026, 1, 1, 0, 0)).StandardOffset == offset).Take(MostSuggestions).DefaultIfEmpty(Utc)];
    }

    /// <summary>Zones that are named after a city, or Windows' names without "Standard".</summary>
    private static string[] Suggest(string key)
    {
        string plain = WithoutParentheses(key).Trim('_');
        if (plain.Length == 0) return [];
        string windows = plain.Replace("_daylight_time", "_standard_time", StringComparison.Ordinal).Replace("_summer_time", "_standard_time", StringComparison.Ordinal);
        if (!windows.EndsWith("_standard_time", StringComparison.Ordinal)) windows = $"{(windows.EndsWith("_time", StringComparison.Ordinal) ? windows[..^5] : windows)}_standard_time";
        if (Known.TryGetValue(windows, out string? id)) return [id];
        return [.. Places.Where(place => KeyOf(place).EndsWith($"/{plain}", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(MostSuggestions)];
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";

    /// <summary>Without the parts in parentheses: <c>(UTC-05:00) Eastern Time</c>.</summary>
    private static string WithoutParentheses(string key)
    {
        var plain = new StringBuilder(key.Length);
        int from = 0;
        while (from < key.Length)
        {
            int open = key.IndexOf('(', from);
            int close = open < 0 ? -1 : key.IndexOf(')', open);
            if (close < 0) break;
            plain.Append(key, from, open - from);
            from = close + 1;
        }

        return plain.Append(key, from, key.Length - from).ToString();
    }
}
