using CallQueue.Cluster;
using CallQueue.Grains;
using CallQueue.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace CallQueue.Messages;

/// <summary>
/// What Orleans throws when a message was not delivered, in Core's words: the store, of which an actor is the only door,
/// did not answer, and the request may be repeated. Requests from outside any actor are repeated here first while silos
/// come and go: every command may be sent twice.
/// </summary>
internal sealed class CallFailures(IServiceProvider services) : IOutgoingGrainCallFilter
{
    private const string ByActor = "CallQueue.ByActor";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private readonly TimeProvider _time = services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Messaging);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.Grain is not IActorGrain)
        {
            await context.Invoke();
            return;
        }

        bool isFromActor = context.SourceContext?.GrainInstance is not null;
        long since = _time.GetTimestamp();
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception e) when (IsLost(e))
            {
                if (isFromActor || _time.GetElapsedTime(since) + pause > Patience)
                    throw new UnavailableException($"the actor can't be reached: {e.GetType().Name}", e);
                await Task.Delay(pause, _time);
            }
        }
    }

    /// <summary>Marks that an actor itself threw this exception: another caller's cancellation must not reach this caller.</summary>
    public static void MarkAsActors(OperationCanceledException e) => e.Data[ByActor] = true;

    /// <summary>
    /// Whether the message or its answer got lost, or found no actor because Redis did not say where it is (an exception of
    /// Orleans, or a wait that Orleans canceled); what an actor threw is the caller's.
    /// </summary>
    private static bool IsLost(Exception e) =>
        e is TimeoutException or OrleansException or ConnectionFailedException || (e is OperationCanceledException && !e.Data.Contains(ByActor));
}
