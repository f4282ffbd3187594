using CallQueue.Businesses.Effects;
using CallQueue.PagedLists;

namespace CallQueue.Outboxes;

public sealed class OutboxTests
{
    private static readonly Delivery Done = Delivery.Done.Instance;
    private static readonly Delivery Failed = new Delivery.Failed("HTTP 500");

    private readonly FakePages _pages = new();
    private Outbox _outbox;
    private int _added;

    public OutboxTests() => _outbox = new Outbox("webhook", "acme", _pages.NextBook(), null);

    [Fact]
    public void Nothing_leaves_before_it_is_durable()
    {
        Add(3);
        _outbox.Start(8, Some.Instant).ShouldBeNull();
        _outbox.Committed(2);
        Names(Start(8)).ShouldBe(["c0", "c1"]);
    }

    [Fact]
    public void One_batch_is_told_at_a_time_and_all_of_it_in_order()
    {
        AddDurably(5);
        OutboxBatch first = Start(2);
        _outbox.Start(2, Some.Instant).ShouldBeNull();
        _outbox.Answer(first, [Done, Done], Some.Instant).ShouldBeEmpty();
        OutboxBatch second = Start(2);
        _outbox.Answer(second, [Done, Done], Some.Instant);
        Names([.. first.Entries, .. second.Entries, .. Start(2).Entries]).ShouldBe(["c0", "c1", "c2", "c3", "c4"]);
    }

    [Fact]
    public void What_the_sink_does_not_take_stays_in_its_place_and_waits_longer_each_time()
    {
        AddDurably(2);
        DateTimeOffset now = Some.Instant;
        List<double> waits = [];
        for (int i = 0; i < 12; i++)
        {
            _outbox.Fail(Start(1, now), "down", now);
            _outbox.Start(1, _outbox.NextAt!.Value - Some.Seconds(0.001)).ShouldBeNull();
            waits.Add((_outbox.NextAt!.Value - now).TotalSeconds);
            now = _outbox.NextAt!.Value;
        }

        for (int i = 0; i < 12; i++) waits[i].ShouldBeInRange(Math.Min(300, Math.Pow(2, i)) * 0.8, Math.Min(300, Math.Pow(2, i)));
        Names(Start(1, now)).ShouldBe(["c0"]);
    }

    [Fact]
    public void One_that_fails_lets_the_others_go_on_and_is_tried_again_at_a_time_of_its_own()
    {
        AddDurably(3);
        _outbox.Answer(Start(2), [Failed, Done], Some.Instant);
        OutboxBatch next = Start(2);
        Names(next).ShouldBe(["c2"]);
        _outbox.Answer(next, [Done], Some.Instant);
        _outbox.Start(2, Some.Instant).ShouldBeNull();

        DateTimeOffset due = _outbox.NextAt!.Value;
        OutboxBatch again = Start(2, due);
        (again.IsParked, Names(again).Single()).ShouldBe((true, "c0"));
        _outbox.Answer(again, [Done], due);
        _outbox.IsEmpty.ShouldBeTrue();
        _outbox.NextAt.ShouldBeNull();
    }

    [Fact]
    public void While_many_have_failed_nothing_more_is_taken_so_that_the_root_stays_small()
    {
        AddDurably(200);
        while (_outbox.Start(8, Some.Instant) is { } batch)
        {
            _outbox.Answer(batch, [.. batch.Entries.Select(_ => Failed)], Some.Instant);
            _pages.Load(_outbox.List);
        }

        _outbox.ToSnapshot().Failing.ShouldBeInRange(Outbox.MostParked, Outbox.MostParked + 7);
        _outbox.ToSnapshot().Pending.ShouldBe(200);
        _outbox.IsBusy.ShouldBeFalse();
        _outbox.NextAt.ShouldNotBeNull();
    }

    [Fact]
    public void After_three_days_one_that_always_fails_is_given_up_and_counted()
    {
        AddDurably(1);
        DateTimeOffset now = Some.Instant;
        OutboxBatch batch = Start(8);
        while (_outbox.Answer(batch, [Failed], now) is var lost && lost.Count == 0) batch = Start(8, now = _outbox.NextAt!.Value);
        (now - Some.Instant).TotalDays.ShouldBe(3, 0.01);
        (_outbox.IsEmpty, _outbox.ToSnapshot().GivenUp).ShouldBe((true, 1));
    }

    [Fact]
    public void One_that_is_refused_for_good_is_given_up_at_once()
    {
        AddDurably(2);
        _outbox.Answer(Start(8), [new Delivery.Refused("HTTP 410"), Done], Some.Instant).Select(lost => (lost.Entry.Name, lost.Problem)).ShouldBe([("c0", "HTTP 410")]);
        (_outbox.IsEmpty, _outbox.ToSnapshot().GivenUp).ShouldBe((true, 1));
    }

    [Fact]
    public void An_answer_to_what_was_dropped_meanwhile_changes_nothing()
    {
        AddDurably(2);
        OutboxBatch dropped = Start(1);
        _outbox.Clear();
        AddDurably(1);
        _outbox.Answer(dropped, [Done], Some.Instant).ShouldBeEmpty();
        _outbox.Fail(dropped, "late", Some.Instant);
        Names(Start(8)).ShouldBe(["c2"]);
    }

    [Fact]
    public void Whatever_becomes_of_deliveries_and_restarts_every_end_is_told_and_waiting_ones_in_order() => Property.Holds(Property.Steps(120), steps =>
    {
        (_outbox, _added) = (new Outbox("webhook", "acme", _pages.NextBook(), null), 0);
        DateTimeOffset now = Some.Instant;
        HashSet<string> told = [];
        List<string> fresh = [];
        foreach (int step in steps)
        {
            now += Some.Seconds(step % 7);
            if (step % 3 == 0) AddDurably(step % 50);
            _pages.Load(_outbox.List);
            if (_outbox.Start(8, now) is not { } batch) continue;
            if (!batch.IsParked) fresh.AddRange(Names(batch).Where(name => !fresh.Contains(name)));
            if (step % 11 == 0) _outbox = new Outbox("webhook", "acme", _pages.NextBook(), _outbox.ToRecord());
            else if (step % 5 == 0) _outbox.Fail(batch, "down", now);
            else _outbox.Answer(batch, [.. batch.Entries.Select((entry, i) => (step + i) % 4 == 0 ? Failed : Tell(entry))], now);
        }

        fresh.ShouldBe(Enumerable.Range(0, fresh.Count).Select(i => $"c{i}"));
        while (!_outbox.IsEmpty)
        {
            now += Some.Minutes(6);
            _pages.Load(_outbox.List);
            if (_outbox.Start(8, now) is { } batch) _outbox.Answer(batch, [.. batch.Entries.Select(Tell)], now);
        }

        told.Count.ShouldBe(_added);

        Delivery Tell(OutboxEntry entry)
        {
            told.Add(entry.Name);
            return Done;
        }
    });

    private static IReadOnlyList<string> Names(OutboxBatch batch) => Names(batch.Entries);

    private static IReadOnlyList<string> Names(IEnumerable<OutboxEntry> entries) => [.. entries.Select(entry => entry.Name)];

    private OutboxBatch Start(int most, DateTimeOffset? now = null) => _outbox.Start(most, now ?? Some.Instant).ShouldNotBeNull();

    private void Add(int entries)
    {
        for (int i = 0; i < entries; i++, _added++)
            _outbox.Add(new OutboxEntry { Name = $"c{_added}", At = Some.Instant + Some.Seconds(_added), Outcome = Outcome.Completed, To = Some.Number() });
    }

    private void AddDurably(int entries)
    {
        Add(entries);
        _outbox.Committed(_added);
    }
}
