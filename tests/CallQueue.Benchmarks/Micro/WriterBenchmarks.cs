using BenchmarkDotNet.Attributes;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Storage;

namespace CallQueue.Benchmarks.Micro;

/// <summary>The SQLite writer: one small record by itself, and 64 that arrive together. Waits for the disk where durability is full.</summary>
public class WriterBenchmarks
{
    private const int Actors = 64;

    private readonly byte[] _data = new byte[1024];
    private readonly RecordVersion[] _versions = new RecordVersion[Actors];
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"callqueue-micro-{Environment.ProcessId}");
    private DataFolder _folder = null!;
    private SqliteStore _store = null!;

    [Params(true, false)]
    public bool Full { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _folder = DataFolder.TakeAsync(_path, TimeProvider.System).GetAwaiter().GetResult();
        _store = SqliteStore.Open(_folder, Full ? Durability.Full : Durability.Normal);
        Array.Clear(_versions);
    }

    [GlobalCleanup]
    public void Close()
    {
        _store.Dispose();
        _folder.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Benchmark]
    public Task OneRecord() => WriteAsync(0);

    [Benchmark(OperationsPerInvoke = Actors)]
    public Task GroupOf64() => Task.WhenAll(Enumerable.Range(0, Actors).Select(WriteAsync));

    private async Task WriteAsync(int actor)
    {
        var owner = new ActorAddress("benchmark", $"{actor}");
        var batch = new RecordBatch(owner, new WriteFence(owner), [RecordWrite.Put("root", _data, _versions[actor])]);
        await _store.WriteAsync(batch);
        _versions[actor] = batch.Versions()[0];
    }
}
