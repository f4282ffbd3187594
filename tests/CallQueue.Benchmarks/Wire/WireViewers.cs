using CallQueue.Benchmarks.Wire.Systems;

namespace CallQueue.Benchmarks.Wire;

/// <summary>People who look at one business: each reads an event stream as fast as it comes, in this process.</summary>
internal sealed class WireViewers : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _reading = [];
    private long _events;
    private long _bytes;

    /// <summary>What all of them together have received so far, and what their process has cost.</summary>
    public Viewed Now => new(_reading.Count, Interlocked.Read(ref _events), Interlocked.Read(ref _bytes), MeasuredProcess.CpuSeconds(Environment.ProcessId));

    /// <summary>Opens the streams; every one of them has begun when this returns.</summary>
    /// <param name="system">A system with event streams.</param>
    /// <param name="shape">Its first business is looked at.</param>
    public static async Task<WireViewers> OpenAsync(WireSystem system, WireShape shape, int count)
    {
        var viewers = new WireViewers();
        for (int i = 0; i < count; i++)
        {
            Stream stream = await system.OpenEventsAsync(shape.Business(0)) ?? throw new InvalidOperationException("only ours and the silos have event streams; leave --viewers out or name other --systems");
            viewers._reading.Add(viewers.ReadAsync(stream));
        }

        return viewers;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_reading);
        _end.Dispose();
    }

    private async Task ReadAsync(Stream stream)
    {
        await using (stream)
        {
            byte[] buffer = new byte[64 * 1024];
            try
            {
                for (int read; (read = await stream.ReadAsync(buffer, _end.Token)) > 0;)
                {
                    Interlocked.Add(ref _bytes, read);

                    // The end of an event, except for one that a buffer cuts: few enough to be left out.
                    Interlocked.Add(ref _events, buffer.AsSpan(0, read).Count("\nevent: "u8));
                }

                throw new InvalidOperationException("an event stream has ended before its viewer left");
            }
            catch (OperationCanceledException)
            {
                // It has seen enough.
            }
        }
    }
}

/// <summary>What viewers received during a measurement, and what reading cost them.</summary>
/// <param name="Count">How many they were.</param>
/// <param name="Cpu">CPU seconds of their own process.</param>
internal sealed record Viewed(int Count, long Events, long Bytes, double Cpu)
{
    public Viewed Since(Viewed before) => new(Count, Events - before.Events, Bytes - before.Bytes, Cpu - before.Cpu);
}
