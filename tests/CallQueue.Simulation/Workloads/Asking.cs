using CallQueue.Hosting;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>How clients ask in bad weather.</summary>
internal static class Asking
{
    /// <summary>Asks until there is an answer, pausing after each failure of the store or of a node.</summary>
    public static async Task<T> UntilAnsweredAsync<T>(this World world, Func<Task<T>> ask, Func<TimeSpan> pause)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is UnavailableException or NodeLostException)
            {
                await world.Delay(pause());
            }
        }
    }
}
