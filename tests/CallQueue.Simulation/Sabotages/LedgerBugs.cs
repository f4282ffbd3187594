using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: one dial in twenty leaves no row, since its call does not say that it dialed.</summary>
internal sealed class LeavesNoRow : Sabotage
{
    public override string Name => "a dial leaves no row";

    public override IReadOnlyList<string> Breaks => ["P12"];

    public override ActorKind Kind(ActorKind kind, World world) => kind.Name switch
    {
        LocalActors.BusinessKind => new ActorKind(kind.Name, context => new HearsNoDial(kind.Create(context))),
        LocalActors.CallKind => new ActorKind(kind.Name, context => new TellsNoDial(kind.Create(context))),
        _ => kind,
    };

    private static bool IsMeant(long lease) => lease % 20 == 3;

    private sealed class HearsNoDial(IActor inner) : WrappedBusiness(inner)
    {
        public override Task<bool> ReleaseAsync(long lease, LeaseEnd end) => Inner.ReleaseAsync(lease, IsMeant(lease) ? end with { Attempt = null } : end);
    }

    private sealed class TellsNoDial(IActor inner) : WrappedCall(inner)
    {
        public override async Task<LeaseStanding> StartAsync(StartCall request) => Without(request.Lease, await Inner.StartAsync(request));

        public override async Task<LeaseStanding> CheckAsync(long lease) => Without(lease, await Inner.CheckAsync(lease));

        public override async Task<LeaseStanding> WithdrawAsync(WithdrawCall request) => Without(request.Lease, await Inner.WithdrawAsync(request));

        private static LeaseStanding Without(long lease, LeaseStanding standing) => standing switch
        {
            LeaseStanding.Live live when IsMeant(lease) => live with { Dial = null },
            LeaseStanding.Over over when IsMeant(lease) => over with { End = over.End with { Attempt = null } },
            _ => standing,
        };
    }
}

/// <summary>Planted bug: a business that restarts has forgotten which of its dials have a row, and writes another.</summary>
internal sealed class WritesRowsTwice() : RecordBug(LocalActors.BusinessKind)
{
    public override string Name => "writes a dial's row twice";

    public override IReadOnlyList<string> Breaks => ["P12"];

    protected override ValueTask<StoredRecord?> LoadAsync(IRecords inner, string name, Scene scene) => EditAsync(inner, name, root =>
    {
        foreach (JsonNode? lease in root["leases"]?.AsArray() ?? []) lease!.AsObject().Remove("row");
    });
}

/// <summary>Planted bug: rows are not part of the commit that notes them on their lease; they follow with the next one.</summary>
internal sealed class WritesRowsOutsideTheCommit() : RecordBug(LocalActors.BusinessKind)
{
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<IRecords, JsonNode> late = [];

    public override string Name => "writes rows outside of the commit";

    public override IReadOnlyList<string> Breaks => ["P12"];

    protected override ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IRecords inner, IReadOnlyList<RecordWrite> batch, Scene scene) => inner.SaveAsync([.. batch.Select(write =>
    {
        if (write.Name != "root" || write.Data is not { } data) return write;
        JsonNode root = JsonNode.Parse(data.Span)!;
        JsonNode? rows = root["ledger"]?.DeepClone();
        if (late.TryGetValue(inner, out JsonNode? before)) root["ledger"] = before.DeepClone();
        else root.AsObject().Remove("ledger");
        if (rows is not null) late.AddOrUpdate(inner, rows);
        return write with { Data = System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()) };
    })]);
}
