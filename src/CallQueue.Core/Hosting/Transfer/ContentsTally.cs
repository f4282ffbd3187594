using System.Text.Json;
using CallQueue.Hosting.Local;
using CallQueue.Runs;

namespace CallQueue.Hosting.Transfer;

/// <summary>Counts what passes by, in the order of the file.</summary>
internal sealed class ContentsTally
{
    private readonly Dictionary<string, long> _actors = new(StringComparer.Ordinal);
    private ActorAddress? _last;
    private long? _waiting = 0;
    private long? _live = 0;

    public long Records { get; private set; }

    public long Alarms { get; private set; }

    public void Record(ActorAddress actor, string name, ReadOnlySpan<byte> data)
    {
        Records++;
        if (actor != _last) _actors[actor.Kind] = _actors.GetValueOrDefault(actor.Kind) + 1;
        _last = actor;
        if (actor.Kind == LocalActors.BusinessKind && name == TransferFormat.RootName) Calls(data);
    }

    public void Alarm() => Alarms++;

    public TransferContents ToContents(long bytes) => new()
    {
        Actors = _actors,
        Records = Records,
        Alarms = Alarms,
        Bytes = bytes,
        Waiting = _waiting,
        Live = _live,
    };

    /// <summary>For people only: a root that can't be read is moved as it is.</summary>
    private void Calls(ReadOnlySpan<byte> root)
    {
        try
        {
            CallCounts? counts = JsonSerializer.Deserialize(root, CallQueueJson.Default.BusinessRoot)?.Counts;
            _waiting += counts?.Ready + counts?.Delayed;
            _live += counts?.Live;
        }
        catch (JsonException)
        {
            (_waiting, _live) = (null, null);
        }
    }
}
