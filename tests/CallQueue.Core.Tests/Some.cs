using CallQueue.Businesses;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;

namespace CallQueue;

/// <summary>Valid things, when a test does not care which.</summary>
internal static class Some
{
    public static DateTimeOffset Instant { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static BusinessId Business { get; } = new("acme");

    public static TrunkId Trunk { get; } = new("scripted:main");

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    public static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    /// <summary>A telephone number; the same for the same <paramref name="n"/>.</summary>
    public static PhoneNumber Number(int n = 1) => PhoneNumber.Parse($"+4420{n:D8}");

    public static NewCall Call(int n = 1) => new() { To = Number(n) };

    public static CallSpec Spec(int n = 1) => new() { To = Number(n) };

    public static QueuedCall Queued(int n = 1, int run = 0) => new() { Run = run, Index = n, Name = run == 0 ? $"c{n}" : null, To = Number(n) };

    /// <summary>A whole run in one part, each call to a number of its own.</summary>
    public static EnqueueCalls Run(string name, int calls, RunTemplate? template = null, int firstNumber = 1) => new(
        name, calls, 0, $"{name}/{calls}", template ?? new RunTemplate(), [.. Enumerable.Range(firstNumber, calls).Select(Call)]);
}
