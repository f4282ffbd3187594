using System.Text.Json;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Queues;

public sealed class DelayedCallsTests
{
    private static readonly TimeSpan[] Horizons =
        [Some.Minutes(1), Some.Minutes(50), Some.Minutes(70), TimeSpan.FromHours(5), TimeSpan.FromHours(47), TimeSpan.FromDays(3), TimeSpan.FromDays(59), TimeSpan.FromDays(200)];

    [Fact]
    public void Every_call_comes_once_and_never_before_its_time_across_restarts_at_any_point()
    {
        Property.Holds(Property.Steps(40), steps =>
        {
            var waiting = new Waiting();
            foreach (int step in steps)
            {
                TimeSpan horizon = Horizons[step % Horizons.Length];
                if (step < 500) waiting.Add(step % 90, horizon, step);
                else if (step < 900) waiting.PassUntilNext(step % 7 + 1);
                else waiting.Restart();
            }

            waiting.PassUntilEmpty();
        }, tests: 30);
    }

    [Fact]
    public void A_call_in_the_last_minutes_of_an_hour_is_sorted_into_its_minute_once()
    {
        var waiting = new Waiting();
        DateTimeOffset hour = Some.Instant + TimeSpan.FromHours(3);
        waiting.AddAt([.. Enumerable.Range(0, 500).Select(i => hour + Some.Minutes(56) + Some.Seconds(i % 200))]);
        waiting.PassTo(hour - Some.Minutes(4));
        int written = waiting.Pages.Written.Count;
        waiting.Look();
        waiting.Look();
        waiting.Pages.Written.Count.ShouldBe(written);
        waiting.PassUntilEmpty();
    }

    [Fact]
    public void A_hundred_thousand_calls_over_all_horizons_come_in_their_time_and_the_root_stays_small()
    {
        var waiting = new Waiting();
        var random = new Random(7);
        for (int part = 0; part < 100; part++)
            waiting.AddAt([.. Enumerable.Range(0, 1000).Select(_ => Some.Instant + (Horizons[random.Next(Horizons.Length)] * random.NextDouble()))]);
        waiting.RootBytes.ShouldBeLessThan(600_000);
        waiting.Restart();
        waiting.PassUntilEmpty();
    }

    [Fact]
    public void Of_two_calls_due_together_the_one_added_first_comes_first()
    {
        var waiting = new Waiting();
        waiting.AddAt([.. Enumerable.Repeat(Some.Instant + Some.Seconds(30), 20)]);
        waiting.PassUntilEmpty();
        waiting.Taken.Select(call => call.Call.Index).ShouldBe(Enumerable.Range(0, 20));
    }

    [Fact]
    public void With_nothing_waiting_there_is_nothing_to_look_for() => new Waiting().Calls.NextAt(Some.Instant).ShouldBeNull();

    /// <summary>The calls, the pages they lie on, and a plain list of what must still come.</summary>
    private sealed class Waiting
    {
        private readonly Dictionary<int, DateTimeOffset> _model = [];
        private DateTimeOffset _now = Some.Instant;
        private PageBook _book;
        private int _next;

        public Waiting() => Calls = new DelayedCalls(_book = Pages.NextBook(), new DelayedRecord([], []));

        public FakePages Pages { get; } = new();

        public DelayedCalls Calls { get; private set; }

        public List<DelayedCall> Taken { get; } = [];

        public int RootBytes => JsonSerializer.SerializeToUtf8Bytes(Calls.ToRecord(), TestJson.Options).Length;

        public void Add(int count, TimeSpan horizon, int seed)
        {
            var random = new Random(seed);
            AddAt([.. Enumerable.Range(0, count).Select(_ => _now + (horizon * random.NextDouble()))]);
        }

        public void AddAt(IReadOnlyList<DateTimeOffset> times)
        {
            DelayedCall[] calls = [.. times.Select(at => new DelayedCall(at, Some.Queued(_next++)))];
            foreach (DelayedCall call in calls) _model.Add(call.Call.Index, call.At);
            Calls.Add(calls, _now);
        }

        public void Restart()
        {
            DelayedRecord record = JsonSerializer.Deserialize<DelayedRecord>(JsonSerializer.Serialize(Calls.ToRecord(), TestJson.Options), TestJson.Options)!;
            Calls = new DelayedCalls(_book = Pages.NextBook(_book.Trashed), record);
        }

        /// <summary>What the business does in each turn: open, load what is wanted, take what is due.</summary>
        public void Look()
        {
            int loads = 0;
            Calls.Open(_now);
            while (Calls.Opening(_now).FirstOrDefault(list => list.Wanted is not null) is { } list)
            {
                (++loads).ShouldBeLessThan(5000, "pages are loaded and written round and round");
                list.LoadAsync(list.Wanted!, Pages).IsCompletedSuccessfully.ShouldBeTrue();
                Calls.Open(_now);
            }

            IReadOnlyList<DelayedCall> due;
            while ((due = Calls.TakeDue(_now, 512)).Count > 0)
            {
                foreach (DelayedCall call in due)
                {
                    call.At.ShouldBeLessThanOrEqualTo(_now);
                    _model.Remove(call.Call.Index, out DateTimeOffset at).ShouldBeTrue($"call {call.Call.Index} came twice");
                    call.At.ShouldBe(at);
                    Taken.Add(call);
                }
            }

            if (_model.Count > 0 && _model.Count < 3000) _model.Values.Min().ShouldBeGreaterThan(_now);
        }

        public void PassUntilNext(int times)
        {
            for (int i = 0; i < times && _model.Count > 0; i++)
            {
                DateTimeOffset next = Calls.NextAt(_now).ShouldNotBeNull("nobody would look again");
                next.ShouldBeGreaterThan(_now);
                _now = next;
                Look();
            }
        }

        public void PassTo(DateTimeOffset at)
        {
            while (Calls.NextAt(_now) is { } next && next <= at)
            {
                _now = next;
                Look();
            }

            _now = at;
            Look();
        }

        public void PassUntilEmpty()
        {
            Look();
            PassUntilNext(int.MaxValue);
            _model.ShouldBeEmpty();
            Calls.ToRecord().Buckets.ShouldBeEmpty();
            FakePages.NamesOf(_book.Trashed).Order().ShouldBe(Pages.Written.Order());
        }
    }
}
