using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Planning;
using CallQueue.Windows;

namespace CallQueue.Benchmarks.Load;

/// <summary>A run played ahead on virtual time: three days of calls beside the same number of lives that nobody waits for.</summary>
internal static class Planned
{
    private const int Calls = 100_000;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        int count = settings.Scale(Calls);
        report.Progress($"a plan of {count:N0} calls");
        NewCall[] people = [.. Enumerable.Range(0, count).Select(i => new NewCall { To = PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+49301{1_000_000 + i}")) })];
        foreach ((string what, RetryPolicy retry) in new[] { ("one attempt each", RetryPolicy.None), ("up to three attempts", RetryPolicy.Default) })
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            var stint = new Stint(Rig.Time);
            RunPlan plan = await Task.Run(() => new RunPlanner(Order(count, retry)).Play(people).Plan!);
            Cost cost = stint.End(plan.Dials);
            long memory = GC.GetTotalMemory(forceFullCollection: false) - before;
            report.Add(
                $"a plan of {count:N0} calls, {what}",
                $"{cost.Elapsed.TotalSeconds:0.0} s for {(plan.EndsAt! - plan.StartsAt).Value.TotalDays:0.0} days and {plan.Dials:N0} dials ({cost.PerSecond:N0} dials/s, {cost.CpuMicroseconds:0} µs CPU and {cost.Kilobytes:0.0} KiB allocated each, {cost.Pause.TotalSeconds:0.0} s of pauses), memory {memory / 1e6:0} MB more at its end");
        }
    }

    private static PlanOrder Order(int count, RetryPolicy retry) => new()
    {
        StartAt = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
        Total = count,
        Business = new BusinessSettings { Slots = 50 },
        Template = new RunTemplate { Rules = new CallRules { Window = new CallingWindow(new TimeOnly(9, 0), new TimeOnly(21, 0)), TimeZone = "Europe/Berlin", Retry = retry } },
    };
}
