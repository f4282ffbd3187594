using BenchmarkDotNet.Attributes;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;

namespace CallQueue.Benchmarks.Micro;

/// <summary>The whole life of an attempt: accepted, ringing, answered, ended, and a webhook that comes twice.</summary>
public class AttemptMachineBenchmarks
{
    private static readonly CarrierCallId s_call = new("carrier-call");

    private static readonly AttemptEvent[] s_life =
    [
        new AttemptEvent.Answered(new DialAnswer.Accepted(s_call)),
        new AttemptEvent.Reported(new CarrierReport(s_call, CarrierStatus.Ringing)),
        new AttemptEvent.Reported(new CarrierReport(s_call, CarrierStatus.InProgress)),
        new AttemptEvent.Reported(new CarrierReport(s_call, CarrierStatus.Ended, Outcome.Completed)),
        new AttemptEvent.Reported(new CarrierReport(s_call, CarrierStatus.Ended, Outcome.Completed)),
    ];

    private static readonly AttemptRecord s_attempt = new() { Number = 1, Token = "token", Trunk = new TrunkId("some:trunk"), IntentAt = Some.Now };

    [Benchmark(OperationsPerInvoke = 5)]
    public int Life()
    {
        AttemptRecord attempt = s_attempt;
        foreach (AttemptEvent happened in s_life) attempt = AttemptMachine.Apply(attempt, happened, Some.Now).Attempt;
        return (int)attempt.State;
    }
}
