using CallQueue.Records;
using Orleans.Hosting;

namespace CallQueue.Cluster;

/// <summary>Where a cluster keeps everything that outlives its processes: membership, grain directory, reminders, records, and marks. Thread-safe.</summary>
internal interface IClusterStore : IAsyncDisposable
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>The records of all actors.</summary>
    IRecordStore Records { get; }

    /// <summary>Membership, directory and reminders for a silo.</summary>
    void AddTo(ISiloBuilder silo);

    /// <summary>For a client: the list of silos.</summary>
    void AddTo(IClientBuilder client);

    /// <summary>Connects, checks what must hold before anything is stored, and brings the tables to this version. May be repeated.</summary>
    /// <exception cref="StoreRefusedException">The store is not fit for calls.</exception>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>The store's own clock, UTC.</summary>
    Task<DateTimeOffset> AskTimeAsync();

    /// <summary>A fact of the whole service; null: none is stored.</summary>
    Task<byte[]?> FindMarkAsync(string name);

    /// <summary>Stores it, in place of an earlier one.</summary>
    Task SetMarkAsync(string name, byte[] value);

    /// <summary>Stores it unless there is one; answers what is stored then.</summary>
    Task<byte[]> ClaimMarkAsync(string name, byte[] value);

    /// <summary>Whether an exception of this store's client means that the store can't be used, as opposed to a defect.</summary>
    bool IsFailure(Exception e);

    /// <summary>The reason of a failure.</summary>
    Task<StoreFailure> ExplainAsync(Exception e);

    /// <summary>Whether an exception of the membership table means that the store answers and has lost the table.</summary>
    bool IsTableLost(Exception e);
}
