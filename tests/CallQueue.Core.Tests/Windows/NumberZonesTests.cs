using System.Globalization;

namespace CallQueue.Windows;

public sealed class NumberZonesTests
{
    [Theory]
    [InlineData("+442071838750", "Europe/London")]
    [InlineData("+919876543210", "Asia/Kolkata")]
    [InlineData("+12125550100", "America/New_York")]
    [InlineData("+14155550100", "America/Los_Angeles")]
    [InlineData("+16025550100", "America/Phoenix")] // keeps no summer time
    [InlineData("+18085550100", "Pacific/Honolulu")]
    [InlineData("+12085550100", "America/Denver America/Los_Angeles")] // Idaho: the number alone can't tell
    [InlineData("+16063875100", "America/New_York America/Chicago")] // Kentucky: one county of it
    [InlineData("+18765550100", "America/Jamaica")]
    [InlineData("+74951234567", "Europe/Moscow")]
    [InlineData("+77011234567", "Asia/Almaty Asia/Aqtobe")]
    [InlineData("+5511987654321", "America/Sao_Paulo")]
    [InlineData("+5592987654321", "America/Manaus")]
    [InlineData("+61891234567", "Australia/Perth Australia/Eucla Indian/Christmas Indian/Cocos")]
    [InlineData("+34922123456", "Atlantic/Canary")]
    [InlineData("+622112345678", "Asia/Jakarta")]
    [InlineData("+9779812345678", "Asia/Kathmandu")]
    public void A_number_tells_where_its_holder_may_be(string number, string zones) =>
        string.Join(' ', NumberZones.Find(PhoneNumber.Parse(number))!.Ids).ShouldBe(zones);

    [Theory]
    [InlineData("+88161234567")] // satellite
    [InlineData("+9991234567")] // not given out
    [InlineData("+2101234567")]
    public void A_code_that_is_nowhere_tells_nothing(string number) => NumberZones.Find(PhoneNumber.Parse(number)).ShouldBeNull();

    [Fact]
    public void What_a_number_leaves_open_is_all_of_its_plan()
    {
        NumberZones.Find(PhoneNumber.Parse("+18005550100"))!.Ids.ShouldContain("Pacific/Honolulu");
        NumberZones.Find(PhoneNumber.Parse("+61412345678"))!.Ids.ShouldContain("Australia/Perth");
        NumberZones.Find(PhoneNumber.Parse("+79161234567"))!.Ids.ShouldContain("Asia/Vladivostok");
        NumberZones.Find(PhoneNumber.Parse("+525512345678"))!.Ids.ShouldBe(["America/Mexico_City"]);
    }

    [Fact]
    public void A_part_of_a_plan_is_never_outside_the_plan()
    {
        // By offsets: in what the shorter prefix allows, each clock of the longer one is there too.
        foreach ((int prefix, ZoneSet zones) in NumberZones.All)
        {
            int parent = prefix / 10;
            while (parent > 0 && !NumberZones.All.ContainsKey(parent)) parent /= 10;
            if (parent == 0) continue;
            HashSet<string> clocks = [.. NumberZones.All[parent].Ids.Select(Clock)];
            zones.Ids.Where(zone => !clocks.Contains(Clock(zone))).ShouldBeEmpty($"+{prefix} under +{parent}");
        }
    }

    [Fact]
    public void Every_assigned_country_code_is_there()
    {
        // ITU-T E.164, assigned country codes; +7 and +1 are plans of several countries, shared and spare codes are left out.
        int[] assigned =
        [
            1, 7, 20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66,
            81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98, 211, 212, 213, 216, 218,
            .. Enumerable.Range(220, 39), .. Enumerable.Range(260, 10), 290, 291, 297, 298, 299, .. Enumerable.Range(350, 10), .. Enumerable.Range(370, 14),
            385, 386, 387, 389, 420, 421, 423, .. Enumerable.Range(500, 10), .. Enumerable.Range(590, 10), 670, 672, .. Enumerable.Range(673, 11),
            .. Enumerable.Range(685, 8), 850, 852, 853, 855, 856, 880, 886, .. Enumerable.Range(960, 9), .. Enumerable.Range(970, 8),
            .. Enumerable.Range(992, 5), 998,
        ];
        assigned.Where(code => !NumberZones.All.ContainsKey(code)).ShouldBeEmpty();
    }

    private static string Clock(string zone)
    {
        NodaTime.DateTimeZone tz = TimeZones.Get(zone);
        return string.Join(' ', new[] { 1, 4, 7, 10 }.Select(month => tz.GetUtcOffset(NodaTime.Instant.FromUtc(2026, month, 15, 12, 0)).Seconds.ToString(CultureInfo.InvariantCulture)));
    }
}
