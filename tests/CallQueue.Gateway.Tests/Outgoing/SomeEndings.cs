using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Outboxes;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.Outgoing;

/// <summary>Ends as Core tells them.</summary>
internal static class SomeEndings
{
    public const string Secret = "a secret of the app's own";

    public static BusinessId Business { get; } = new("acme");

    public static DateTimeOffset At { get; } = new(2026, 3, 2, 9, 0, 30, TimeSpan.Zero);

    public static Ending.OfCall Call(int n = 1, Outcome outcome = Outcome.Completed) => new(
        $"evt_{n:x32}", At,
        new CallSnapshot(
            new CallId(Business, $"r-{n}"),
            new CallSpec { To = PhoneNumber.Parse("+442000000001"), Run = "r", Data = """{"metadata":{"lead":"Zoë 👋"}}""" },
            CallStatus.Ended, outcome, null, null, 1,
            [new AttemptSnapshot(1, "token", "twilio:AC1", new CarrierCallId("CA1"), CallStatus.Ended, outcome, null, At.AddSeconds(-30), At.AddSeconds(-20), At, TimeSpan.FromSeconds(20), "human", null)]),
        n);

    public static Ending.OfRun Run(RunStatus status) =>
        new($"evt_{(int)status:x32}", At, new RunSnapshot("r", status, new CallCounts { Total = 3, Completed = 2, Canceled = 1 }, 9, null));

    public static EndingBatch To(Uri url, params Ending[] endings) =>
        new(Business, new BusinessSettings { Webhook = new WebhookTarget(url.ToString(), Secret) }, endings);
}
