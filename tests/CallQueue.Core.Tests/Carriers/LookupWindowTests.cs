using CallQueue.Calls;

namespace CallQueue.Carriers;

public sealed class LookupWindowTests
{
    private static readonly DateTimeOffset Sent = Some.Instant;
    private static readonly CarrierCallId Own = new("own"), Other = new("other");
    private static readonly TimeSpan BelievedAfter = Some.Seconds(120), Margin = Some.Seconds(10), LongestSend = Some.Seconds(25);

    [Theory] // Seconds from the intent to the call, by the carrier's clock → found?
    [InlineData(-11, false)]
    [InlineData(-10, true)]
    [InlineData(0, true)]
    [InlineData(35, true)]
    [InlineData(36, false)]
    public void Only_a_call_of_its_own_time_is_adopted(int seconds, bool isFound) =>
        (Choose(Window(), Call(Own, seconds)) is LookupAnswer.Found).ShouldBe(isFound);

    [Fact]
    public void A_call_of_another_attempt_is_never_adopted_whatever_its_time()
    {
        LookupRequest request = Request() with { OtherCalls = [Other] };
        Choose(Window(request), Call(Other, 1)).ShouldBeOfType<LookupAnswer.Absent>();
        Choose(Window(request), Call(Other, 1), Call(Own, 2)).ShouldBeOfType<LookupAnswer.Found>().Report.Call.ShouldBe(Own);
        Choose(Window(request), Call(Other, null)).ShouldBeOfType<LookupAnswer.Absent>();
    }

    [Fact]
    public void A_call_that_was_over_before_the_request_was_made_is_an_earlier_ones_however_close()
    {
        CallCandidate earlier = Call(Other, -4) with { EndedAt = Sent - Some.Seconds(2) };
        Choose(Window(), earlier).ShouldBeOfType<LookupAnswer.Absent>();
        Choose(Window(), earlier with { EndedAt = Sent + Some.Seconds(2) }).ShouldBeOfType<LookupAnswer.Found>();
    }

    [Fact]
    public void Two_that_could_be_it_are_unknown_while_one_lives_and_given_up_once_both_are_over()
    {
        Choose(Window(), Call(Own, 1), Call(Other, 2, CarrierStatus.InProgress)).ShouldBeOfType<LookupAnswer.Unknown>().Reason.ShouldContain("several");
        CarrierReport report = Choose(Window(), Call(Own, 1), Call(Other, 2)).ShouldBeOfType<LookupAnswer.Found>().Report;
        (report.Status, report.Outcome, report.Retryable).ShouldBe((CarrierStatus.Ended, Outcome.Failed, false));
    }

    [Theory] // How far the carrier is ahead of us; is the carrier's time known now; was it known then → absent?
    [InlineData(0, true, true, true)]
    [InlineData(-200, true, true, true)]
    [InlineData(200, true, true, true)]
    [InlineData(-301, true, true, false)]
    [InlineData(301, true, true, false)]
    [InlineData(0, false, true, false)]
    [InlineData(0, true, false, false)]
    public void Nothing_is_absent_while_the_clocks_are_unknown_or_far_apart(int ahead, bool isKnownNow, bool wasKnown, bool isAbsent)
    {
        TimeSpan skew = Some.Seconds(ahead);
        DateTimeOffset now = Sent + Some.Minutes(10);
        LookupRequest request = Request() with { CarrierSentAt = wasKnown ? Sent + skew : null };
        var window = new LookupWindow(request, isKnownNow ? new CarrierTime(now + skew, Some.Seconds(1)) : null, now, BelievedAfter, Margin, LongestSend);
        (window.Choose("twilio", []) is LookupAnswer.Absent).ShouldBe(isAbsent);
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void It_is_old_enough_by_the_carriers_clock_and_its_uncertainty(int seconds, bool isAbsent) =>
        (new LookupWindow(Request(), new CarrierTime(Sent + Some.Seconds(seconds), Some.Seconds(1)), Sent.AddMinutes(4), BelievedAfter, Margin, LongestSend).Choose("twilio", []) is LookupAnswer.Absent).ShouldBe(isAbsent);

    [Fact]
    public void What_could_not_be_read_completely_is_not_absent() => Window().Choose("plivo", [], isComplete: false).ShouldBeOfType<LookupAnswer.Unknown>();

    [Fact]
    public void A_call_that_was_never_shown_although_a_day_has_passed_is_given_up_and_not_dialed_again()
    {
        LookupRequest request = Request() with { CarrierSentAt = null };
        LookupAnswer At(double hours) => new LookupWindow(request, null, Sent.AddHours(hours), BelievedAfter, Margin, LongestSend).Choose("twilio", []);
        At(24).ShouldBeOfType<LookupAnswer.Unknown>();
        At(25).ShouldBeOfType<LookupAnswer.Found>().Report.Retryable.ShouldBeFalse();
    }

    private static LookupAnswer Choose(LookupWindow window, params CallCandidate[] calls) => window.Choose("twilio", calls);

    private static LookupRequest Request() =>
        new(new AttemptRef(new CallId(Some.Business, "c"), 1, "t"), null, Some.Number(1), null, Sent) { CarrierSentAt = Sent };

    private static LookupWindow Window(LookupRequest? request = null) =>
        new(request ?? Request(), new CarrierTime(Sent.AddMinutes(10), TimeSpan.Zero), Sent.AddMinutes(10), BelievedAfter, Margin, LongestSend);

    private static CallCandidate Call(CarrierCallId id, int? seconds, CarrierStatus status = CarrierStatus.Ended) =>
        new(id, new CarrierReport(id, status, status == CarrierStatus.Ended ? Outcome.Completed : null), seconds is { } s ? Sent + Some.Seconds(s) : null);
}
