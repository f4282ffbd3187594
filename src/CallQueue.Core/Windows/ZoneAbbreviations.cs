using System.Collections.Frozen;

namespace CallQueue.Windows;

/// <summary>
/// Abbreviations of times, and the zones that their users mean, the most populous first. Some are IANA ids, but without summer time (<c>EST</c> is
/// -05:00 all year), and some are used in several countries (<c>IST</c>).
/// </summary>
internal static class ZoneAbbreviations
{
    private static readonly FrozenDictionary<string, string[]> Places = new Dictionary<string, string[]>
    {
        ["est"] = ["America/New_York", "America/Toronto", "America/Panama"], ["edt"] = ["America/New_York", "America/Toronto"], ["et"] = ["America/New_York", "America/Toronto"],
        ["cst"] = ["America/Chicago", "Asia/Shanghai", "America/Mexico_City"], ["cdt"] = ["America/Chicago", "America/Winnipeg"], ["ct"] = ["America/Chicago", "America/Winnipeg"],
        ["mst"] = ["America/Denver", "America/Phoenix"], ["mdt"] = ["America/Denver", "America/Edmonton"], ["mt"] = ["America/Denver", "America/Phoenix"],
        ["pst"] = ["America/Los_Angeles", "Asia/Manila"], ["pdt"] = ["America/Los_Angeles", "America/Vancouver"], ["pt"] = ["America/Los_Angeles", "America/Vancouver"],
        ["akst"] = ["America/Anchorage"], ["akdt"] = ["America/Anchorage"], ["hst"] = ["Pacific/Honolulu", "America/Adak"], ["hdt"] = ["America/Adak"],
        ["ast"] = ["America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"], ["adt"] = ["America/Halifax"], ["nst"] = ["America/St_Johns"], ["ndt"] = ["America/St_Johns"],
        ["brt"] = ["America/Sao_Paulo"], ["art"] = ["America/Argentina/Buenos_Aires"], ["clt"] = ["America/Santiago"], ["cot"] = ["America/Bogota"], ["pet"] = ["America/Lima"],
        ["gmt"] = ["UTC", "Europe/London", "Africa/Accra"], ["gmt0"] = ["UTC", "Europe/London"], ["greenwich"] = ["UTC", "Europe/London"],
        ["bst"] = ["Europe/London", "Asia/Dhaka"], ["ist"] = ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"], ["idt"] = ["Asia/Jerusalem"],
        ["wet"] = ["Europe/Lisbon", "Africa/Casablanca"], ["west"] = ["Europe/Lisbon"], ["cet"] = ["Europe/Berlin", "Europe/Paris", "Africa/Algiers"], ["cest"] = ["Europe/Berlin", "Europe/Paris"],
        ["met"] = ["Europe/Berlin", "Europe/Paris"], ["mest"] = ["Europe/Berlin", "Europe/Paris"], ["mez"] = ["Europe/Berlin"], ["mesz"] = ["Europe/Berlin"],
        ["eet"] = ["Europe/Kyiv", "Europe/Bucharest", "Africa/Cairo"], ["eest"] = ["Europe/Kyiv", "Europe/Bucharest", "Africa/Cairo"], ["msk"] = ["Europe/Moscow"], ["trt"] = ["Europe/Istanbul"],
        ["wat"] = ["Africa/Lagos"], ["cat"] = ["Africa/Maputo", "Africa/Harare"], ["eat"] = ["Africa/Nairobi", "Africa/Addis_Ababa"], ["sast"] = ["Africa/Johannesburg"],
        ["gst"] = ["Asia/Dubai", "Pacific/Guam"], ["pkt"] = ["Asia/Karachi"], ["npt"] = ["Asia/Kathmandu"], ["bdt"] = ["Asia/Dhaka"], ["ict"] = ["Asia/Bangkok", "Asia/Ho_Chi_Minh"],
        ["wib"] = ["Asia/Jakarta"], ["myt"] = ["Asia/Kuala_Lumpur"], ["sgt"] = ["Asia/Singapore"], ["sst"] = ["Asia/Singapore", "Pacific/Pago_Pago"], ["hkt"] = ["Asia/Hong_Kong"], ["pht"] = ["Asia/Manila"],
        ["jst"] = ["Asia/Tokyo"], ["kst"] = ["Asia/Seoul"], ["awst"] = ["Australia/Perth"], ["acst"] = ["Australia/Adelaide", "Australia/Darwin"], ["acdt"] = ["Australia/Adelaide"],
        ["aest"] = ["Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane"], ["aedt"] = ["Australia/Sydney", "Australia/Melbourne"], ["aet"] = ["Australia/Sydney", "Australia/Brisbane"],
        ["nzst"] = ["Pacific/Auckland"], ["nzdt"] = ["Pacific/Auckland"], ["nzt"] = ["Pacific/Auckland"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The zones that are proposed first.</summary>
    public static IReadOnlyList<string> BestKnown { get; } =
    [
        "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Kyiv", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "Europe/Istanbul", "Europe/Moscow", "Asia/Dubai",
        "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Jakarta", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Adelaide", "Australia/Sydney", "Pacific/Auckland",
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Halifax", "America/Sao_Paulo", "America/Bogota", "America/Mexico_City", "America/Phoenix",
    ];

    /// <summary>The zones that an abbreviation in lower case may mean; null when it is not one.</summary>
    public static IReadOnlyList<string>? Find(string abbreviation) => Places.GetValueOrDefault(abbreviation);
}
