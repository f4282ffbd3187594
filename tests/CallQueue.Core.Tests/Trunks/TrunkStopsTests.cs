namespace CallQueue.Trunks;

public sealed class TrunkStopsTests
{
    private static readonly DateTimeOffset Now = Some.Instant;
    private static readonly BusinessId A = new("a");
    private readonly TrunkStops _stops = new(Some.Seconds(30));
    private TrunkRoot _root = new();

    [Fact]
    public void Rejected_probes_wait_for_longer_and_longer_up_to_five_minutes()
    {
        Stop(Now);
        DateTimeOffset now = Now;
        foreach (int seconds in new[] { 5, 10, 20, 40, 80, 160, 300, 300 })
        {
            _stops.ProbeAt(_root, "a").ShouldBe(now + Some.Seconds(seconds));
            now += Some.Seconds(seconds);
            _stops.TryProbe(_root, "a", now - Some.Seconds(0.1)).ShouldBeFalse();
            _stops.TryProbe(_root, "a", now).ShouldBeTrue();
            Stop(now, isProbe: true);
        }

        _root.Stop!.ShouldSatisfyAllConditions(stop => stop.Since.ShouldBe(Now), stop => stop.Probes.ShouldBe(8));
    }

    [Fact]
    public void One_probe_at_a_time_and_another_one_when_nobody_reports_what_became_of_it()
    {
        Stop(Now);
        DateTimeOffset due = Now + Some.Seconds(5);
        _stops.TryProbe(_root, "a", due).ShouldBeTrue();
        _stops.TryProbe(_root, "b", due).ShouldBeFalse();
        _stops.ProbeAt(_root, "b").ShouldBe(due + Some.Seconds(30));
        _stops.TryProbe(_root, "b", due + Some.Seconds(30)).ShouldBeTrue();
    }

    [Fact]
    public void Calls_that_were_on_their_way_when_it_stopped_change_nothing()
    {
        Stop(Now);
        TrunkRoot before = _root;
        for (int i = 0; i < 100; i++) Stop(Now + Some.Seconds(i * 0.1));
        _root.ShouldBeSameAs(before);
    }

    [Fact]
    public void A_rejected_business_stops_nobody_else_and_does_not_probe_the_account_before_its_own_time()
    {
        _root = _stops.Stop(_root, new DialReport.Stopped("caller id") { Business = A }, Now);
        TrunkStops.Of(_root, "a")!.Reason.ShouldBe("caller id");
        TrunkStops.Of(_root, "b").ShouldBeNull();

        Stop(Now - Some.Seconds(4));
        _stops.TryProbe(_root, "a", Now + Some.Seconds(1)).ShouldBeFalse();
        _stops.TryProbe(_root, "b", Now + Some.Seconds(1)).ShouldBeTrue();
    }

    [Fact]
    public void An_accepted_probe_opens_the_account_and_its_business_but_no_other_business()
    {
        Stop(Now);
        foreach (BusinessId business in new[] { A, new BusinessId("b") }) _root = _stops.Stop(_root, new DialReport.Stopped("caller id") { Business = business }, Now);
        _root = _stops.Accepted(_root, "a");
        (_root.Stop, _root.Stopped, TrunkStops.Of(_root, "a")).ShouldBe((null, null, null));
        TrunkStops.Of(_root, "b").ShouldNotBeNull();
        _stops.Reopened(_root).BusinessStops.ShouldBeNull();
    }

    [Fact]
    public void A_record_of_an_earlier_version_which_knew_no_probes_is_probed_at_once()
    {
        TrunkRoot old = System.Text.Json.JsonSerializer.Deserialize("""{"bookings":[],"stamp":7,"stopped":"401"}""", CallQueueJson.Default.TrunkRoot)!;
        _root = TrunkStops.Upgrade(old, Now);
        _root.Stop.ShouldBe(new TrunkStop("401", Now, Now, 0));
        _stops.TryProbe(_root, "a", Now).ShouldBeTrue();
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_keep_it_stopped()
    {
        Stop(Now);
        _stops.TryProbe(_root, "a", Now - TimeSpan.FromDays(1)).ShouldBeTrue();
    }

    private void Stop(DateTimeOffset at, bool isProbe = false) => _root = _stops.Stop(_root, new DialReport.Stopped("401") { Probe = isProbe }, at);
}
