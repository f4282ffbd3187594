using System.Collections.Concurrent;
using System.Globalization;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Sabotages;

namespace CallQueue.Simulation;

/// <summary>Runs seeds one after the other on a few threads of its own; each seed lives on one of them alone.</summary>
internal sealed class Seeds(ulong from, ulong count, int threads)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    private readonly ConcurrentBag<PromiseBrokenException> failures = [];
    private long next = (long)from;
    private long done;
    private long calls;
    private long windowed;
    private long creates;
    private long steps;
    private long virtualTicks;

    /// <summary>Enough failures to stop at.</summary>
    public int StopAfter { get; init; } = 1;

    /// <summary>The planted bug; null for Core as it is.</summary>
    public Sabotage? Sabotage { get; init; }

    public Action<string> Told { get; init; } = _ => { };

    public IReadOnlyList<PromiseBrokenException> Failures => [.. failures.OrderBy(f => f.Seed)];

    public long Done => done;

    public void Run()
    {
        using var enough = new CancellationTokenSource();
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(enough), 16 * 1024 * 1024))];
        foreach (Thread worker in workers) worker.Start();
        foreach (Thread worker in workers) worker.Join();
    }

    public string Summary() => string.Create(CultureInfo.InvariantCulture,
        $"{done} seeds from {from}: {failures.Count} failed; {calls} calls ({windowed} with a window), {creates} dials, {steps} steps, {TimeSpan.FromTicks(virtualTicks).TotalDays:f0} virtual days");

    private void Work(CancellationTokenSource enough)
    {
        while (failures.Count < StopAfter)
        {
            ulong seed = (ulong)Interlocked.Increment(ref next) - 1;
            if (seed >= from + count) return;
            RunOne(seed, enough);
            long now = Interlocked.Increment(ref done);
            if (now % 1000 == 0) Told(Summary());
        }
    }

    private void RunOne(ulong seed, CancellationTokenSource enough)
    {
        try
        {
            long began = TimeProvider.System.GetTimestamp();
            RehearsalReport report = Rehearsal.Run(seed, Sabotage, cancellation: enough.Token);
            TimeSpan took = TimeProvider.System.GetElapsedTime(began);
            if (took > Slow) Told($"slow: {took.TotalSeconds:f1} s for {report}");
            Interlocked.Add(ref calls, report.Calls);
            Interlocked.Add(ref windowed, report.Windowed);
            Interlocked.Add(ref creates, report.Creates);
            Interlocked.Add(ref steps, report.Steps);
            Interlocked.Add(ref virtualTicks, report.Lasted.Ticks);
        }
        catch (PromiseBrokenException e)
        {
            Fail(e, enough);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // Another thread has found what was looked for.
        }
        catch (Exception e)
        {
            Fail(new PromiseBrokenException(seed, "host", default, e.ToString()), enough);
        }
    }

    private void Fail(PromiseBrokenException failure, CancellationTokenSource enough)
    {
        failures.Add(failure);
        if (failures.Count >= StopAfter) enough.Cancel();
        Told($"seed {failure.Seed} {failure.Promise}: {failure.What.Split('\n')[0]}");
    }
}
