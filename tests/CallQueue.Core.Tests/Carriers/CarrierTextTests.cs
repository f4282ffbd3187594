using System.Text.Json;

namespace CallQueue.Carriers;

/// <summary>Texts that a carrier tells are cut where they come in, so that none of them fills the store, the log or a page.</summary>
public sealed class CarrierTextTests
{
    private static readonly string Long = new('x', 100_000);

    public static TheoryData<string, Func<string, string?>, int> Texts => new()
    {
        { "reason of a report", text => (Report() with { Reason = text }).Reason, 300 },
        { "reason of a new report", text => new CarrierReport(new CarrierCallId("CA1"), CarrierStatus.Ended, Reason: text).Reason, 300 },
        { "verdict", text => (Report() with { AnsweredBy = text }).AnsweredBy, 60 },
        { "id", text => new CarrierCallId(text).Value, 128 },
        { "rejected", text => new DialAnswer.Rejected(Outcome.Failed, text).Reason, 300 },
        { "try later", text => new DialAnswer.TryLater(text).Reason, 300 },
        { "trunk stopped", text => new DialAnswer.TrunkStopped(text).Reason, 300 },
        { "unknown", text => new DialAnswer.Unknown(text).Reason, 300 },
        { "unknown hang-up", text => new HangUpAnswer.Unknown(text).Reason, 300 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Each_has_its_longest_length(string what, Func<string, string?> take, int most)
    {
        take(Long).ShouldNotBeNull(what).Length.ShouldBe(most);
        take("short").ShouldBe("short");

        // Half a pair would not be valid Unicode.
        take(new string('x', most - 1) + "😀😀").ShouldBe(new string('x', most - 1));
    }

    [Fact]
    public void An_address_that_is_too_long_is_dropped_since_a_part_of_it_leads_nowhere()
    {
        (Report() with { RecordingUrl = "https://" + Long }).RecordingUrl.ShouldBeNull();
        (Report() with { RecordingUrl = "https://example.com/r" }).RecordingUrl.ShouldBe("https://example.com/r");
    }

    [Fact]
    public void Between_silos_a_report_stays_the_same()
    {
        CarrierReport report = Report() with { Reason = "busy", AnsweredBy = "human", RecordingUrl = "https://example.com/r" };
        JsonSerializer.Deserialize<CarrierReport>(JsonSerializer.Serialize(report)).ShouldBe(report);
    }

    private static CarrierReport Report() => new(new CarrierCallId("CA1"), CarrierStatus.Ended);
}
