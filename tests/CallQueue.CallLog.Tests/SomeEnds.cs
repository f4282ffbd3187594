using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Outboxes;
using CallQueue.Runs;

namespace CallQueue;

/// <summary>Ends as Core tells them.</summary>
internal static class SomeEnds
{
    public static BusinessId Business { get; } = new("acme");

    public static DateTimeOffset At { get; } = new(2026, 3, 2, 9, 0, 30, TimeSpan.Zero);

    public static Ending.OfCall Call(int n, Outcome outcome = Outcome.Completed, string? data = null, string? eventId = null) => new(
        eventId ?? $"evt_{n:x32}", At.AddSeconds(n),
        new CallSnapshot(
            new CallId(Business, $"r-{n}"), new CallSpec { To = PhoneNumber.Parse("+442000000001"), Run = "r", Data = data },
            CallStatus.Ended, outcome, outcome == Outcome.Completed ? null : "rang out", null, 2, [Attempt(1, Outcome.Busy), Attempt(2, outcome)]),
        n);

    public static Ending.OfRun Run() => new("evt_run", At, new RunSnapshot("r", RunStatus.Completed, CallCounts.Zero, 1, null));

    public static EndingBatch Batch(params Ending[] endings) => new(Business, new BusinessSettings(), endings);

    private static AttemptSnapshot Attempt(int number, Outcome outcome) => new(
        number, $"token{number}", "twilio:AC1", new CarrierCallId($"CA{number}"), CallStatus.Ended, outcome, null, At.AddSeconds(-60 + number),
        At.AddSeconds(-20), At, TimeSpan.FromSeconds(20.5), "human", "https://carrier.example/rec");
}
