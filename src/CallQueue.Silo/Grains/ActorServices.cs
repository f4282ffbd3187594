using System.Collections.Frozen;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Records;
using CallQueue.Spreading;
using CallQueue.Timing;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace CallQueue.Grains;

/// <summary>What the actors of one silo share.</summary>
/// <param name="kinds">How to make each kind of actor; the grain type of a kind is its name.</param>
/// <param name="actors">References to other actors.</param>
/// <param name="records">Where records are.</param>
/// <param name="time">The grains' clock.</param>
/// <param name="log">Logs instances that ended early.</param>
public sealed class ActorServices(
    IReadOnlyList<ActorKind> kinds, IActors actors, IRecordStore records, TimeProvider time, ILogger<ActorServices> log)
{
    private readonly FrozenDictionary<string, ActorKind> _kinds = kinds.ToFrozenDictionary(kind => kind.Name);

    /// <summary>Canceled when the process begins to stop.</summary>
    internal CancellationToken Stopping { get; init; }

    /// <summary>Encrypts the records.</summary>
    internal RecordCipher Cipher { get; init; } = RecordCipher.None;

    /// <summary>What is active on this silo.</summary>
    internal LocalWork Work { get; init; } = new();

    /// <summary>Measures alarms.</summary>
    internal AlarmInstruments Alarms { get; init; } = CallQueueInstruments.None.Alarms;

    internal IActors Actors => actors;

    internal IRecordStore Records => records;

    internal TimeProvider Time => time;

    internal ILogger Log => log;

    internal Func<IActorContext, IActor> FactoryOf(GrainType type) => _kinds[type.ToString()!].Create;
}
