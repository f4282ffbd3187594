using System.Globalization;

namespace CallQueue.Proof;

/// <summary>The table, and whether every promise held.</summary>
internal static class Verdict
{
    private const int Slots = 3;
    private static readonly TimeSpan KillBudget = TimeSpan.FromSeconds(15);

    public static bool Print(Ledger ledger, Load load, Front? front, IReadOnlyList<(DateTimeOffset At, string Kind)> events, IReadOnlyList<string> open)
    {
        HashSet<string> called = [.. ledger.Calls.Select(call => call.To)];
        int lost = load.Numbers.Count(number => !called.Contains(number));
        int mostLive = ledger.MostLive();
        Row("people handed over", load.Numbers.Count);
        Row("calls placed, by the carrier's ledger", ledger.Calls.Count);
        Row("lost", lost);
        Row("dialed twice", ledger.Twice.Count);
        Row($"most live per business (slots: {Slots})", mostLive);
        Row("runs or appointments that did not end", open.Count);
        foreach (string one in open.Take(5)) Row("  ", one);
        TimeSpan worstKill = TimeSpan.Zero;
        foreach (IGrouping<string, (DateTimeOffset At, string Kind)> kind in events.GroupBy(e => e.Kind))
        {
            TimeSpan[] gaps = [.. kind.SelectMany(e => ledger.GapsAfter(e.At)).Order()];
            if (gaps.Length == 0) continue;
            if (kind.Key == "kill") worstKill = gaps[^1];
            Row($"until each business dialed again after '{kind.Key}' ({kind.Count()} times)", $"p50 {Seconds(gaps[gaps.Length / 2])}, p99 {Seconds(gaps[gaps.Length * 99 / 100])}, longest {Seconds(gaps[^1])}");
        }

        TimeSpan[] late = [.. load.Scheduled.Where(s => called.Contains(s.Key)).Select(s => ledger.Calls.First(call => call.To == s.Key).At - s.Value).Order()];
        if (late.Length > 0) Row("appointments: after their time", $"p50 {Seconds(late[late.Length / 2])}, p99 {Seconds(late[late.Length * 99 / 100])}, latest {Seconds(late[^1])}, early {late.Count(l => l < TimeSpan.Zero)}, missed {load.Scheduled.Count - late.Length}");
        if (front is not null)
        {
            Row("requests to gateways, webhooks included", front.Served);
            Row("  of them answered with 5xx or not at all", front.Failed);
        }

        Row("requests repeated by the app", load.Repeated);
        bool isKept = lost == 0 && ledger.Twice.Count == 0 && mostLive <= Slots && open.Count == 0;
        Console.WriteLine(isKept ? "KEPT: nobody lost, nobody dialed twice, slots never passed" : "BROKEN");
        foreach (string number in ledger.Twice.Take(5)) Console.WriteLine($"  twice: {string.Join(", ", ledger.Calls.Where(call => call.To == number).Select(call => $"{call.Id} of {call.Business} at {call.At:HH:mm:ss.fff} to {call.EndedAt:HH:mm:ss.fff}"))}");
        if (worstKill > KillBudget) Console.WriteLine($"OVER BUDGET: {Seconds(worstKill)} after a kill");
        return isKept;
    }

    public static void Row(string what, object value) => Console.WriteLine($"| {what} | {Convert.ToString(value, CultureInfo.InvariantCulture)} |");

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
