using CallQueue.Runs;

namespace CallQueue.Businesses.Queues;

public sealed class TallyTests
{
    [Fact]
    public void Total_is_ready_and_delayed_and_live_and_ended_whatever_moves() // [P6]
    {
        Property.Holds(Property.Steps(100), steps =>
        {
            var tally = new Tally(CallCounts.Zero);
            foreach (int step in steps)
            {
                var from = (Place)(step % 3);
                switch (step % 5)
                {
                    case 0: tally.Add(from, step); break;
                    case 1: tally.Move(from, (Place)(step / 3 % 3)); break;
                    case 2: tally.End(from, (Outcome)(step % 6), step % 4); break;
                    case 3: tally.TakeBack(from); break;
                    default: if (step % 25 == 4) tally.EndWaiting(Outcome.Canceled); break;
                }

                CallCounts counts = tally.Counts;
                counts.Total.ShouldBe(counts.Ready + counts.Delayed + counts.Live + counts.Ended);
                new Tally(counts).Counts.ShouldBe(counts);
                tally.Open.ShouldBe(counts.Ready + counts.Delayed + counts.Live);
            }
        });
    }

    [Fact]
    public void Canceling_what_waits_leaves_what_is_live()
    {
        var tally = new Tally(new CallCounts { Total = 10, Ready = 4, Delayed = 3, Live = 2, Busy = 1 });
        tally.EndWaiting(Outcome.Canceled).ShouldBe((4, 3));
        tally.Counts.ShouldBe(new CallCounts { Total = 10, Live = 2, Busy = 1, Canceled = 7 });
    }
}
