using CallQueue.Conformance.Probes;
using Shouldly;

namespace CallQueue.Conformance;

/// <summary>What every host must do. A host's test class for a topic derives from the topic and only starts the host.</summary>
public abstract class HostConformance
{
    /// <summary>Failing is better than hanging; no passing test waits that long.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(30);

    /// <summary>Starts a host with empty storage whose probes live in <paramref name="world"/>.</summary>
    protected abstract Task<IHostUnderTest> StartAsync(ProbeWorld world);

    /// <summary>Runs a scenario. A host with its own thread or clock overrides this to run the scenario inside.</summary>
    protected virtual async Task RunAsync(Func<IHostUnderTest, ProbeWorld, Task> scenario)
    {
        var world = new ProbeWorld();
        await using var host = await StartAsync(world);
        try
        {
            await scenario(host, world).WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} Noted so far: {world}", e);
        }
    }

    /// <summary>Shouldly's ThrowAsync continues on the thread pool; a host in virtual time does not wait for that.</summary>
    protected static async Task<T> ShouldThrowAsync<T>(Task call, string? because = null) where T : Exception
    {
        try
        {
            await call;
        }
        catch (T e)
        {
            return e;
        }

        throw new ShouldAssertException($"A {typeof(T).Name} should have been thrown. {because}");
    }
}
