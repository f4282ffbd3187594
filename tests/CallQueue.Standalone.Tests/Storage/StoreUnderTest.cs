using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Storage;

/// <summary>A store in a temporary folder, with short ways to write and read.</summary>
internal sealed class StoreUnderTest : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private DataFolder? _folder;

    public SqliteStore Store { get; private set; } = null!;

    public string File => System.IO.Path.Combine(_root.Path, "callqueue.db");

    public static async Task<StoreUnderTest> OpenAsync(Durability durability = Durability.Full)
    {
        var opened = new StoreUnderTest();
        await opened.ReopenAsync(durability);
        return opened;
    }

    public async Task ReopenAsync(Durability durability = Durability.Full)
    {
        Close();
        _folder = await DataFolder.TakeAsync(_root.Path, TimeProvider.System);
        Store = SqliteStore.Open(_folder, durability);
    }

    public void Close()
    {
        // After an opening that was refused there is a folder and the earlier, closed store.
        if (_folder is not null) Store?.Dispose();
        _folder?.Dispose();
        _folder = null;
    }

    /// <summary>Adds a batch to what the writer has to do.</summary>
    public RecordBatch Begin(string actor, params RecordWrite[] writes) => Begin(actor, new WriteFence(At(actor)), writes);

    public RecordBatch Begin(string actor, WriteFence fence, params RecordWrite[] writes)
    {
        var batch = new RecordBatch(At(actor), fence, writes);
        _ = Store.WriteAsync(batch);
        return batch;
    }

    public async Task<RecordVersion> SaveAsync(string actor, RecordWrite write)
    {
        var batch = Begin(actor, write);
        await batch.Done;
        return batch.Versions()[0];
    }

    public byte[]? Load(string actor, string name = "root") => Store.Load(At(actor), name)?.Data.ToArray();

    /// <summary>Holds the writer in its next transaction until the answer is disposed, so that requests pile up behind it.</summary>
    public async Task<IDisposable> HoldWriterAsync()
    {
        var hold = new Hold(Store.Writer);
        _ = SaveAsync("hold", RecordWrite.Delete("nothing"));
        await hold.Reached;
        return hold;
    }

    public void Dispose()
    {
        Close();
        _root.Dispose();
    }

    public static ActorAddress At(string actor) => new("test", actor);

    public static RecordWrite Create(params byte[] data) => RecordWrite.Put("root", data, RecordVersion.None);

    private sealed class Hold : IDisposable
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _go = new();

        public Hold(WriteLoop writer) => writer.Sabotage = _ =>
        {
            writer.Sabotage = null;
            _reached.SetResult();
            _go.Wait();
        };

        public Task Reached => _reached.Task;

        public void Dispose() => _go.Set();
    }
}
