namespace CallQueue.Businesses.Leases;

public sealed class SlotsTests
{
    private readonly Slots _slots = new([], 1);

    [Fact]
    public void A_lent_slot_makes_its_number_live_until_it_is_returned_once()
    {
        Lease lease = _slots.Lend(Some.Queued(1), "c1", Some.Instant);
        (_slots.Live, _slots.Undialed, _slots.IsLive(Some.Number(1))).ShouldBe((1, 1, true));
        _slots.Return(lease.Id).ShouldBe(lease);
        _slots.Return(lease.Id).ShouldBeNull();
        (_slots.Live, _slots.IsLive(Some.Number(1))).ShouldBe((0, false));
    }

    [Fact]
    public void Lease_ids_only_grow_across_restarts()
    {
        long last = _slots.Lend(Some.Queued(1), "c1", Some.Instant).Id;
        _slots.Return(last);
        new Slots(_slots.Leases, _slots.NextId).Lend(Some.Queued(2), "c2", Some.Instant).Id.ShouldBeGreaterThan(last);
    }

    [Fact]
    public void A_check_is_given_out_once_when_it_is_due()
    {
        Lease lease = _slots.Lend(Some.Queued(1), "c1", Some.Instant);
        _slots.CheckAt(lease.Id, Some.Instant + Some.Seconds(30));
        _slots.CheckAt(99, Some.Instant);
        _slots.NextCheckAt.ShouldBe(Some.Instant + Some.Seconds(30));
        _slots.TakeChecks(Some.Instant).ShouldBeEmpty();
        _slots.TakeChecks(Some.Instant + Some.Seconds(30)).ShouldBe([lease]);
        _slots.TakeChecks(Some.Instant + Some.Seconds(30)).ShouldBeEmpty();
        _slots.NextCheckAt.ShouldBeNull();
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_put_checks_off()
    {
        Lease lease = _slots.Lend(Some.Queued(1), "c1", Some.Instant);
        _slots.TakeChecks(Some.Instant).ShouldBeEmpty();
        _slots.CheckAt(lease.Id, Some.Instant + Some.Seconds(30));
        _slots.TakeChecks(Some.Instant - Some.Seconds(4)).ShouldBeEmpty("a correction");
        _slots.TakeChecks(Some.Instant - TimeSpan.FromHours(1)).ShouldBe([lease]);
    }

    [Fact]
    public void After_a_restart_leases_that_were_started_are_checked_at_once()
    {
        Lease started = _slots.Lend(Some.Queued(1), "c1", Some.Instant) with { Started = true };
        _slots.Change(started);
        _slots.Lend(Some.Queued(2), "c2", Some.Instant);
        new Slots(_slots.Leases, _slots.NextId).TakeChecks(Some.Instant + Some.Seconds(1)).ShouldBe([started]);
    }

    [Fact]
    public void A_lease_no_longer_held_is_not_changed()
    {
        Lease lease = _slots.Lend(Some.Queued(1), "c1", Some.Instant);
        _slots.Return(lease.Id);
        _slots.Change(lease with { Started = true });
        _slots.Find(lease.Id).ShouldBeNull();
    }
}
