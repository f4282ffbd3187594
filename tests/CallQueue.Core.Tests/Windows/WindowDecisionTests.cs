using CallQueue.Calls;

namespace CallQueue.Windows;

/// <summary>A million decisions against a rule written otherwise.</summary>
public sealed class WindowDecisionTests
{
    private const int Decisions = 1_000_000;

    [Fact]
    public void A_million_decisions_call_nobody_outside_the_window()
    {
        var random = new Random(20260302);
        WindowCase[] cases = [.. Enumerable.Range(0, 4_000).Select(_ => WindowCase.Make(random))];
        int open = 0;
        for (int i = 0; i < Decisions; i++)
        {
            WindowCase chosen = cases[random.Next(cases.Length)];
            DateTimeOffset at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromTicks((long)(random.NextDouble() * TimeSpan.FromDays(700).Ticks));
            DateTimeOffset? opening = CallHours.OpeningOf(chosen.To, chosen.Rules, chosen.Business, at);
            bool isOpen = chosen.IsOpen(at);
            if (isOpen != opening is null) throw new InvalidOperationException($"{chosen}: at {at:O} the rule says {opening:O}");
            if (isOpen) open++;
            else chosen.CheckOpening(at, opening!.Value, isThorough: i % 2_000 == 0);
        }

        open.ShouldBeGreaterThan(Decisions / 10);
    }
}
