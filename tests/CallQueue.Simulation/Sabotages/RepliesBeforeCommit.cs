using System.Globalization;
using CallQueue.Hosting;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: a save answers at once and is written a moment later, or never if the process dies before.</summary>
internal sealed class RepliesBeforeCommit(string kind) : Sabotage
{
    public override string Name => $"a {kind} replies before its commit";

    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P4", "P5", "P6", "P8", "P9", "P12", "P13"];

    public override IRecords Records(IRecords records, Scene scene) => scene.Address.Kind == kind ? new Hasty(records, scene) : records;

    private sealed class Hasty(IRecords inner, Scene scene) : IRecords
    {
        private readonly Dictionary<string, RecordVersion> real = [];
        private Task last = Task.CompletedTask;
        private int promised;

        public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default) => inner.LoadAsync(name, cancellation);

        public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
        {
            RecordVersion[] promises = [.. batch.Select(w => w.Data is null ? default : Promise())];
            last = WriteLaterAsync(last, batch, promises);
            return new(promises);
        }

        private RecordVersion Promise() => new("promise " + (++promised).ToString(CultureInfo.InvariantCulture));

        private async Task WriteLaterAsync(Task before, IReadOnlyList<RecordWrite> batch, RecordVersion[] promises)
        {
            await before;
            await scene.World.Delay(TimeSpan.FromMilliseconds(500));
            IReadOnlyList<RecordVersion> versions = await inner.SaveAsync([.. batch.Select(w => w with { Expected = Real(w.Expected) })]);
            for (int i = 0; i < versions.Count; i++) real[promises[i].Value ?? ""] = versions[i];
        }

        private RecordVersion? Real(RecordVersion? version) =>
            version?.Value is { } value && real.TryGetValue(value, out RecordVersion written) ? written : version;
    }
}
