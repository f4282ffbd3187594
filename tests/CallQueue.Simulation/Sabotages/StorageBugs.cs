using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: a business that is loaded has lost part of its root.</summary>
internal sealed class ForgetsAtRestart(string name, params string[] path) : Sabotage
{
    public override string Name => name;

    public override IRecords Records(IRecords records, Scene scene) =>
        scene.Address.Kind == LocalActors.BusinessKind ? new Forgetful(records, path) : records;

    private sealed class Forgetful(IRecords inner, string[] path) : IRecords
    {
        public async ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
        {
            StoredRecord? stored = await inner.LoadAsync(name, cancellation);
            if (stored is null || name != "root") return stored;
            JsonNode root = JsonNode.Parse(stored.Data.Span)!;
            JsonNode? holder = path[..^1].Aggregate((JsonNode?)root, (node, step) => node?[step]);
            if (holder?[path[^1]] is not null) holder[path[^1]] = new JsonArray();
            return stored with { Data = JsonSerializer.SerializeToUtf8Bytes(root) };
        }

        public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default) =>
            inner.SaveAsync(batch, cancellation);
    }
}

/// <summary>Planted bug: a page's write is taken for done and never happens.</summary>
internal sealed class DropsPages : Sabotage
{
    public override string Name => "drops a page of the queue";

    public override IRecords Records(IRecords records, Scene scene) =>
        scene.Address.Kind == LocalActors.BusinessKind ? new Leaky(records) : records;

    private sealed class Leaky(IRecords inner) : IRecords
    {
        public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) => inner.LoadAsync(name, cancellation);

        public async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
        {
            bool[] isLost = [.. batch.Select(write => write.Data is not null && write.Name.StartsWith('p'))];
            IReadOnlyList<RecordVersion> versions = await inner.SaveAsync([.. batch.Where((_, i) => !isLost[i])], cancellation);
            var written = new Queue<RecordVersion>(versions);
            return [.. isLost.Select(lost => lost ? new RecordVersion("lost") : written.Dequeue())];
        }
    }
}

/// <summary>Planted bug: whoever writes last wins; a stale twin is not refused.</summary>
internal sealed class OverwritesAnything : Sabotage
{
    public override string Name => "writes without looking at versions";

    public override IRecords Records(IRecords records, Scene scene) => new Blind(records);

    private sealed class Blind(IRecords inner) : IRecords
    {
        public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) => inner.LoadAsync(name, cancellation);

        public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default) =>
            inner.SaveAsync([.. batch.Select(write => write with { Expected = null })], cancellation);
    }
}

/// <summary>Planted bug: alarms are not kept.</summary>
internal sealed class KeepsNoAlarms : Sabotage
{
    public override string Name => "keeps no alarms";

    public override IAlarm Alarm(IAlarm alarm, Scene scene) => new Deaf();

    private sealed class Deaf : IAlarm
    {
        public ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default) => default;
    }
}
