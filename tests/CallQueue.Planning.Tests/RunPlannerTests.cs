using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Rates;
using CallQueue.Runs;
using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Planning;

public sealed class RunPlannerTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly PlanAssumptions Everybody = new() { AnswerRate = 1 };

    [Fact]
    public void The_same_order_gives_the_same_plan()
    {
        PlanOrder order = Order(500) with { Assumptions = new PlanAssumptions { AnswerRate = 0.4, PricePerMinute = 0.014m } };
        PlanJson.Write(Play(order)).ShouldBe(PlanJson.Write(Play(order)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void Slots_are_filled_and_never_passed(int slots)
    {
        RunPlan plan = Play(Order(400) with { Business = new BusinessSettings { Slots = slots }, Assumptions = Everybody });

        (plan.Counts.Completed, plan.Dials, plan.MostLive).ShouldBe((400, 400, slots));

        // A full house but for the end: what the calls take, divided by the slots, and at most one call more.
        double busy = plan.TalkSeconds + (400 * Everybody.Ring.TotalSeconds);
        TimeSpan took = plan.EndsAt!.Value - plan.StartsAt;
        took.TotalSeconds.ShouldBeInRange(busy / slots * 0.95, (busy / slots * 1.05) + 105);
    }

    [Fact]
    public void Half_are_answered_and_the_others_called_again_as_often_as_the_run_says()
    {
        var retry = new RetryPolicy { MaxAttempts = 3, Delay = TimeSpan.FromMinutes(10) };
        RunPlan plan = Play(Order(4_000) with { Business = new BusinessSettings { Slots = 200 }, Template = new RunTemplate { Rules = new CallRules { Retry = retry } } });

        // 1 + 1/2 + 1/4 dials per person, and 7 of 8 reached.
        (plan.Dials / 4_000.0).ShouldBe(1.75, 0.05);
        (plan.Counts.Completed / 4_000.0).ShouldBe(0.875, 0.02);
        plan.Hours.Sum(hour => hour.Dials).ShouldBe((int)plan.Dials);
        plan.Hours.Sum(hour => hour.Answered).ShouldBe((int)plan.Counts.Completed);
    }

    [Fact]
    public void Nobody_answers_and_it_still_ends()
    {
        var retry = new RetryPolicy { MaxAttempts = 3, Delay = TimeSpan.FromMinutes(30) };
        RunPlan plan = Play(Order(3) with { Template = new RunTemplate { Rules = new CallRules { Retry = retry } }, Assumptions = new PlanAssumptions { AnswerRate = 0 } });

        (plan.Counts.NoAnswer, plan.Dials, plan.TalkSeconds).ShouldBe((3, 9, 0));
        plan.EndsAt.ShouldBe(Monday + (3 * TimeSpan.FromSeconds(60)) + (2 * TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void Rates_count()
    {
        RunPlan plan = Play(Order(1_300) with
        {
            Business = new BusinessSettings { Slots = 100, Rates = [new RateRule(10, TimeSpan.FromSeconds(60))] }, Assumptions = Everybody,
        });

        plan.Hours.Max(hour => hour.Dials).ShouldBeLessThanOrEqualTo(600 + 10);
        plan.Hours.Count.ShouldBe(3);
    }

    [Fact]
    public void Windows_count_over_days()
    {
        var rules = new CallRules { Window = new CallingWindow(new TimeOnly(9, 0), new TimeOnly(11, 0)), TimeZone = "Europe/Berlin" };
        RunPlan plan = Play(Order(800) with { Template = new RunTemplate { Rules = rules }, Assumptions = Everybody });

        plan.Counts.Completed.ShouldBe(800);
        plan.Hours.Select(hour => hour.From.Hour).Distinct().ShouldBe([8, 9]);
        (plan.EndsAt!.Value - plan.StartsAt).TotalDays.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Whom_the_deadline_leaves_out_is_named()
    {
        var rules = new CallRules { Deadline = Monday.AddMinutes(20), Retry = RetryPolicy.None };
        RunPlan plan = Play(Order(200) with { Template = new RunTemplate { Rules = rules }, Assumptions = Everybody });

        plan.NeverDialed.Count.ShouldBe(plan.Counts.Expired);
        plan.NeverDialed.Indexes.Count.ShouldBe((int)Math.Min(100, plan.Counts.Expired));
        plan.NeverDialed.Indexes.ShouldBeInOrder();
        (plan.Counts.Completed + plan.Counts.Expired).ShouldBe(200);
        plan.Counts.Expired.ShouldBeInRange(100, 180);
    }

    [Fact]
    public void Each_begun_minute_is_billed()
    {
        RunPlan plan = Play(Order(100) with { Assumptions = Everybody with { PricePerMinute = 0.5m } });

        plan.BilledMinutes.ShouldBeInRange((plan.TalkSeconds / 60) + 10, (plan.TalkSeconds / 60) + 100);
        plan.Cost.ShouldBe(plan.BilledMinutes * 0.5m);
    }

    [Fact]
    public void What_can_not_be_planned_is_refused_by_its_field()
    {
        Problem(Order(1) with { Business = new BusinessSettings { Slots = 0 } }).Field.ShouldBe("slots");
        Problem(Order(1) with { Assumptions = new PlanAssumptions { AnswerRate = 1.5 } }).Field.ShouldBe("answer_rate");
        Problem(Order(1) with { Assumptions = new PlanAssumptions { Talk = TimeSpan.Zero } }).Field.ShouldBe("talk_seconds");
        FieldProblem wrong = new RunPlanner(Order(2)).Play([Person(0), Person(1) with { Rules = new CallRules { TimeZone = "Mars/Base" } }]).Problem!;
        (wrong.Field, wrong.Index).ShouldBe(("timezone", 1));
    }

    [Fact]
    public void It_tells_how_far_it_is_and_can_be_interrupted()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Told(told =>
        {
            if (told.Count == 3) stop.Cancel();
        });

        Should.Throw<OperationCanceledException>(() => new RunPlanner(Order(5_000)).Play(People(5_000), progress, stop.Token));

        progress.All.Count.ShouldBe(3);
        progress.All[2].At.ShouldBe(Monday.AddMinutes(15));
        progress.All[2].Ended.ShouldBeInRange(20, 60);
    }

    private static PlanOrder Order(int count) => new() { StartAt = Monday, Total = count };

    private static RunPlan Play(PlanOrder order)
    {
        (RunPlan? plan, FieldProblem? problem) = new RunPlanner(order).Play(People(order.Total));
        problem.ShouldBeNull();
        CallCounts counts = plan!.Counts;
        (counts.Ready + counts.Delayed + counts.Live + counts.Ended).ShouldBe(counts.Total);
        return plan;
    }

    private static FieldProblem Problem(PlanOrder order) => new RunPlanner(order).Play(People(order.Total)).Problem.ShouldNotBeNull();

    private static NewCall[] People(int count) => [.. Enumerable.Range(0, count).Select(Person)];

    private static NewCall Person(int i) => new() { To = PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+49301{1_000_000 + i}")) };

    private sealed class Told(Action<List<PlanProgress>> then) : IProgress<PlanProgress>
    {
        public List<PlanProgress> All { get; } = [];

        public void Report(PlanProgress value)
        {
            All.Add(value);
            then(All);
        }
    }
}
