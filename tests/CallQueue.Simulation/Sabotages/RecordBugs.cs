using System.Text.Json.Nodes;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bugs that read or write one kind of actor's records wrongly.</summary>
internal abstract class RecordBug(string kind) : Sabotage
{
    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P9", "P10", "P12"];

    public override IRecords Records(IRecords records, Scene scene) => scene.Address.Kind == kind ? new Wrapped(this, records, scene) : records;

    protected virtual ValueTask<StoredRecord?> LoadAsync(IRecords inner, string name, Scene scene) => inner.LoadAsync(name);

    protected virtual ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IRecords inner, IReadOnlyList<RecordWrite> batch, Scene scene) => inner.SaveAsync(batch);

    /// <summary>The root record, loaded and changed.</summary>
    protected static async ValueTask<StoredRecord?> EditAsync(IRecords inner, string name, Action<JsonNode> edit)
    {
        StoredRecord? stored = await inner.LoadAsync(name);
        if (stored is null || name != "root") return stored;
        JsonNode root = JsonNode.Parse(stored.Data.Span)!;
        edit(root);
        return stored with { Data = System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()) };
    }

    private sealed class Wrapped(RecordBug bug, IRecords inner, Scene scene) : IRecords
    {
        public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) => bug.LoadAsync(inner, name, scene);

        public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default) =>
            bug.SaveAsync(inner, batch, scene);
    }
}

/// <summary>Planted bug: a business that restarts has forgotten what it had lent.</summary>
internal sealed class ForgetsLeases() : RecordBug(LocalActors.BusinessKind)
{
    public override string Name => "forgets its leases at a restart";

    protected override ValueTask<StoredRecord?> LoadAsync(IRecords inner, string name, Scene scene) =>
        EditAsync(inner, name, root => root["leases"] = new JsonArray());
}

/// <summary>Planted bug: a counter is one too high after each restart.</summary>
internal sealed class CountsDrift() : RecordBug(LocalActors.BusinessKind)
{
    public override string Name => "counters drift at a restart";

    protected override ValueTask<StoredRecord?> LoadAsync(IRecords inner, string name, Scene scene) => EditAsync(inner, name, root =>
    {
        if (root["counts"] is not JsonObject counts) return;
        foreach (string counter in new[] { "total", "completed" }) counts[counter] = (counts[counter]?.GetValue<long>() ?? 0) + 1;
    });
}

/// <summary>Planted bug: what was used of the hour and the day is forgotten at a restart.</summary>
internal sealed class ForgetsUsage() : RecordBug(LocalActors.BusinessKind)
{
    public override string Name => "forgets at a restart what was used of the day";

    public override IReadOnlyList<string> Breaks => ["P8"];

    protected override ValueTask<StoredRecord?> LoadAsync(IRecords inner, string name, Scene scene) => EditAsync(inner, name, root => root.AsObject().Remove("usage"));
}

/// <summary>Planted bug: one page in five is never written.</summary>
internal sealed class DropsPages() : RecordBug(LocalActors.BusinessKind)
{
    public override string Name => "drops a page";

    public override IReadOnlyList<string> Breaks => [.. base.Breaks, "P13"];

    protected override async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IRecords inner, IReadOnlyList<RecordWrite> batch, Scene scene)
    {
        bool[] kept = [.. batch.Select(w => w.Data is null || w.Name is "root" or "history" || !scene.World.Chance.Of(0.2))];
        var written = new Queue<RecordVersion>(await inner.SaveAsync([.. batch.Where((_, i) => kept[i])]));
        return [.. kept.Select(isKept => isKept ? written.Dequeue() : new RecordVersion("dropped"))];
    }
}

/// <summary>Planted bug: the root is written before the pages that it names.</summary>
internal sealed class RootBeforePages() : RecordBug(LocalActors.BusinessKind)
{
    public override string Name => "writes the root before its pages";

    protected override async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IRecords inner, IReadOnlyList<RecordWrite> batch, Scene scene)
    {
        int[] order = [.. Enumerable.Range(0, batch.Count).OrderBy(i => batch[i].Name != "root")];
        IReadOnlyList<RecordVersion> written = await inner.SaveAsync([.. order.Select(i => batch[i])]);
        return [.. Enumerable.Range(0, batch.Count).Select(i => written[Array.IndexOf(order, i)])];
    }
}

/// <summary>Planted bug: no version check, so that a stale twin writes over its successor.</summary>
internal sealed class WritesUnfenced(string kind) : RecordBug(kind)
{
    private readonly string kind = kind;

    public override string Name => $"a stale {kind} writes unfenced";

    public override IReadOnlyList<string> Breaks => [.. base.Breaks, "P8"];

    protected override async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IRecords inner, IReadOnlyList<RecordWrite> batch, Scene scene)
    {
        List<RecordWrite> forced = [];
        foreach (RecordWrite write in batch)
        {
            if (write.Data is null) forced.Add(write);
            else forced.Add(write with { Expected = (await inner.LoadAsync(write.Name))?.Version ?? RecordVersion.None });
        }

        return await inner.SaveAsync(forced);
    }
}

/// <summary>Planted bug: the durable alarm is never set, of any actor or of one kind.</summary>
internal sealed class LosesAlarms(string? kind = null) : Sabotage
{
    public override string Name => kind is null ? "sets no alarm" : $"sets no alarm of a {kind}";

    public override IReadOnlyList<string> Breaks => ["P4", "P10"];

    public override IAlarm Alarm(IAlarm alarm, Scene scene) => kind is null || scene.Address.Kind == kind ? new Deaf() : alarm;

    private sealed class Deaf : IAlarm
    {
        public ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default) => default;
    }
}
