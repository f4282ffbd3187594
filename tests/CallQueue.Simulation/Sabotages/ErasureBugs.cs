using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: results of runs keep an erased person.</summary>
internal sealed class KeepsResults(IActor inner) : WrappedRun(inner)
{
    public override Task<IReadOnlyList<int>> EraseAsync(PhoneNumber number) => Task.FromResult<IReadOnlyList<int>>([]);
}

/// <summary>Planted bug: a call's record keeps an erased person.</summary>
internal sealed class KeepsItsRecord(IActor inner) : WrappedCall(inner)
{
    public override Task<bool> EraseAsync(PhoneNumber number) => Task.FromResult(false);
}

/// <summary>Planted bug: a business answers an erasure at once.</summary>
internal sealed class ErasesNothing(IActor inner) : WrappedBusiness(inner)
{
    public override Task<EraseAnswer> EraseAsync(PhoneNumber number) => Task.FromResult(new EraseAnswer(false));
}

/// <summary>Planted bug: full pages of the ledger keep the keys of an erased person.</summary>
internal sealed class KeepsLedgerKeys() : RecordBug(LocalActors.BusinessKind)
{
    public override string Name => "keeps the ledger's keys of an erased person";

    public override IReadOnlyList<string> Breaks => ["P13"];

    protected override async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IRecords inner, IReadOnlyList<RecordWrite> batch, Scene scene)
    {
        List<RecordWrite> writes = [];
        foreach (RecordWrite write in batch)
        {
            bool isPage = write.Data is not null && write.Name.StartsWith("ledger.", StringComparison.Ordinal);
            writes.Add(isPage && await inner.LoadAsync(write.Name) is { } stored ? write with { Data = stored.Data } : write);
        }

        return await inner.SaveAsync(writes);
    }
}
