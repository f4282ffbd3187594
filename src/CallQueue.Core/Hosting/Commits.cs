using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CallQueue.Hosting;

/// <summary>Takes pages that are to be on record before the root that names them.</summary>
internal interface IPageWriter
{
    /// <summary>Puts a page into the next commit, ahead of the root. A page loaded before is replaced, any other is new.</summary>
    void WritePage<TPage>(string name, TPage page, JsonTypeInfo<TPage> pageJson) where TPage : class;
}

/// <summary>Gives immutable pages that are on record, or about to be.</summary>
internal interface IPageReader
{
    /// <summary>The page, or null when there is none of that name. A page that waits for its commit is there already.</summary>
    Task<TPage?> ReadPageAsync<TPage>(string name, JsonTypeInfo<TPage> pageJson) where TPage : class;

    /// <summary>The same for readers who look for something: also null when the page as stored does not have it, which costs far less than to read it.</summary>
    Task<TPage?> ReadPageAsync<TPage>(string name, JsonTypeInfo<TPage> pageJson, PageFilter filter) where TPage : class => ReadPageAsync(name, pageJson);
}

/// <summary>
/// The commit rule, in one place: change memory → commit → only then reply, dial or call another actor.
/// <para>
/// An actor changes its memory and awaits <see cref="CommitAsync"/>. Turns that arrive while a write is running share the
/// next one. Pages are written before the root that names them, and deleted only after a committed root no longer names
/// them. What leaves the actor is computed from the committed root alone (<see cref="Committed"/>), so a crash at any
/// point leaves no effect half-done: the next instance loads that root and runs its effects again.
/// </para>
/// Not thread-safe: used inside the actor's turns only.
/// </summary>
/// <typeparam name="TRoot">The actor's root record: immutable, small, complete but for pages.</typeparam>
internal sealed class Commits<TRoot>(IActorContext context, JsonTypeInfo<TRoot> json) : IPageWriter, IPageReader where TRoot : class
{
    private const string RootName = "root";
    private const int DeletionsPerCommit = 128;

    private readonly IObjectRecords? _objects = context.Records as IObjectRecords;
    private OrderedDictionary<string, byte[]> _pages = new(StringComparer.Ordinal);

    /// <summary>The pages of the write that is running.</summary>
    private OrderedDictionary<string, byte[]>? _saving;
    private readonly Dictionary<string, RecordVersion> _pageVersions = new(StringComparer.Ordinal);
    private readonly Queue<string> _deletable = new();
    private RecordVersion _rootVersion;
    private TaskCompletionSource? _next;
    private TaskCompletionSource? _writing;
    private Task? _loop;
    private Exception? _failure;
    private DateTimeOffset? _alarmWanted;

    /// <summary>Makes the root record from memory; called when a write begins.</summary>
    public required Func<TRoot> Snapshot { get; init; }

    /// <summary>Called with each root that has become durable, before those who waited for it continue.</summary>
    public Action<TRoot> Committed { get; init; } = _ => { };

    /// <summary>Whether a first write without a load fails if there is a root already. Where actors keep objects instead of records, nothing would notice.</summary>
    public bool IsFenced => _objects is null;

    /// <summary>Measures each write; null: nobody does.</summary>
    public CommitInstruments.CommitMeasures? Measures { get; init; }

    /// <summary>Loads the root; null when there is none yet.</summary>
    public async Task<TRoot?> LoadAsync(CancellationToken cancellation)
    {
        if (_objects is not null) return (TRoot?)_objects.Find(RootName);
        if (await context.Records.LoadAsync(RootName, cancellation) is not { } stored) return null;
        _rootVersion = stored.Version;
        return Read(stored.Data, json, RootName);
    }

    /// <summary>Reads a part of the root as it is stored, when only this part of its JSON matters: <paramref name="partJson"/> or, of a root kept as an object, <paramref name="part"/> picks it. Null when there is no root.</summary>
    public async Task<TPart?> ReadRootAsync<TPart>(JsonTypeInfo<TPart> partJson, Func<TRoot, TPart> part) where TPart : class
    {
        if (_objects is not null) return _objects.Find(RootName) is TRoot root ? part(root) : null;
        return await context.Records.LoadAsync(RootName) is { } stored ? Read(stored.Data, partJson, RootName) : null;
    }

    /// <inheritdoc/>
    public Task<TPage?> ReadPageAsync<TPage>(string name, JsonTypeInfo<TPage> pageJson) where TPage : class => ReadPageAsync(name, pageJson, PageFilter.None);

    /// <inheritdoc/>
    public async Task<TPage?> ReadPageAsync<TPage>(string name, JsonTypeInfo<TPage> pageJson, PageFilter filter) where TPage : class
    {
        if (_objects is not null) return (TPage?)_objects.Find(name);

        // With many free slots a queue needs its second page in the very turn that wrote it. Whatever follows from it is committed with it or later.
        if (_pages.TryGetValue(name, out byte[]? page) || _saving?.TryGetValue(name, out page) == true)
        {
            await Task.Yield(); // Not inside the turn that asks: its steps come first.
            return filter.MayHave(page) ? Read(page, pageJson, name) : null;
        }

        return await context.Records.LoadAsync(name) is { } stored && filter.MayHave(stored.Data.Span) ? Read(stored.Data, pageJson, name) : null;
    }

    /// <summary>Loads a page and remembers its version, so that it can be replaced; null when there is none of that name (yet).</summary>
    public async Task<TPage?> LoadPageAsync<TPage>(string name, JsonTypeInfo<TPage> pageJson) where TPage : class
    {
        if (_objects is not null) return (TPage?)_objects.Find(name);
        StoredRecord? stored = await context.Records.LoadAsync(name);
        _pageVersions.TryAdd(name, stored?.Version ?? RecordVersion.None); // Of two loads side by side, the slower may bring an older version.
        return stored is null ? null : Read(stored.Data, pageJson, name);
    }

    /// <summary>Remembers the version of a page that may have been left behind, whatever is on it, so that it can be replaced.</summary>
    public async Task LoadVersionAsync(string name)
    {
        if (_objects is not null) return;
        StoredRecord? stored = await context.Records.LoadAsync(name);
        _pageVersions.TryAdd(name, stored?.Version ?? RecordVersion.None);
    }

    /// <inheritdoc/>
    public void WritePage<TPage>(string name, TPage page, JsonTypeInfo<TPage> pageJson) where TPage : class
    {
        if (_objects is not null) _objects.Keep(name, page);
        else _pages[name] = JsonSerializer.SerializeToUtf8Bytes(page, pageJson);
    }

    /// <summary>The same of a page that makes its own JSON.</summary>
    public void WritePage<TPage>(string name, TPage page, Func<byte[]> toJson) where TPage : class
    {
        if (_objects is not null) _objects.Keep(name, page);
        else _pages[name] = toJson();
    }

    /// <summary>Removes the version of a page that is no longer in memory and is never replaced.</summary>
    public void LetGo(string name) => _pageVersions.Remove(name);

    /// <summary>
    /// Deletes a page with a coming commit. Only for pages that the last committed root no longer uses; the root must
    /// name them as trash until <see cref="Deleted"/> says they are gone.
    /// </summary>
    public void Delete(string name) => _deletable.Enqueue(name);

    /// <summary>Called with each page name that has been deleted.</summary>
    public Action<string> Deleted { get; init; } = _ => { };

    /// <summary>Moves the durable alarm to <paramref name="dueAt"/> before the next root is written.</summary>
    public void WakeAt(DateTimeOffset dueAt) => _alarmWanted = dueAt;

    /// <summary>Makes all changes of memory so far durable.</summary>
    /// <exception cref="StorageException">They are not durable, and this actor instance has ended.</exception>
    public Task CommitAsync()
    {
        if (_failure is not null) return Task.FromException(Ended());
        _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task result = _next.Task;
        _loop ??= WriteAsync();
        return result;
    }

    /// <summary>Whether everything in memory is durable.</summary>
    public bool IsSettled => _next is null && _writing is null && _pages.Count == 0;

    /// <summary>Completes when everything changed so far is durable; at once when it is. Readers await it, so that they never see what a crash could revert.</summary>
    public Task SettledAsync() =>
        _failure is not null ? Task.FromException(Ended()) : (_next ?? _writing)?.Task ?? Task.CompletedTask;

    /// <summary>Deletes the root and ends the actor's memory of itself. The caller drops its own.</summary>
    /// <param name="isFenced">Fail when another instance has written since: the name may belong to something new.</param>
    public async Task DeleteRootAsync(bool isFenced = false)
    {
        await SettledAsync();
        await context.Records.SaveAsync([isFenced ? new RecordWrite(RootName, null, _rootVersion) : RecordWrite.Delete(RootName)]);
        _rootVersion = RecordVersion.None;
    }

    private async Task WriteAsync()
    {
        // Let the turns that are ready now change memory first: they share this write.
        await Task.Yield();
        while (_next is not null)
        {
            (_writing, _next) = (_next, null);
            try
            {
                await WriteOnceAsync();
                _writing.SetResult();
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }

        _writing = null;
        _loop = null;
    }

    private async Task WriteOnceAsync()
    {
        while (_alarmWanted is { } dueAt)
        {
            _alarmWanted = null;
            await context.Alarm.SetAsync(dueAt);
        }

        TRoot root = Snapshot();
        if (_objects is not null) KeepObjects(_objects, root);
        else await SaveAsync(root);
        Committed(root);
    }

    private void KeepObjects(IObjectRecords objects, TRoot root)
    {
        objects.Keep(RootName, root);
        while (_deletable.TryDequeue(out string? page))
        {
            objects.Keep(page, null);
            Deleted(page);
        }
    }

    private async Task SaveAsync(TRoot root)
    {
        List<RecordWrite> batch = [];
        _saving = _pages;
        if (_pages.Count > 0) _pages = new(StringComparer.Ordinal);
        foreach ((string name, byte[] page) in _saving) batch.Add(RecordWrite.Put(name, page, _pageVersions.GetValueOrDefault(name)));
        int rootAt = batch.Count;
        batch.Add(RecordWrite.Put(RootName, JsonSerializer.SerializeToUtf8Bytes(root, json), _rootVersion));
        while (_deletable.Count > 0 && batch.Count - rootAt <= DeletionsPerCommit) batch.Add(RecordWrite.Delete(_deletable.Dequeue()));

        long begun = Measures is { IsEnabled: true } ? context.Time.GetTimestamp() : 0;
        IReadOnlyList<RecordVersion> versions = await context.Records.SaveAsync(batch);
        if (begun != 0) _ = MeasureAsync(batch, begun);
        _saving = null;
        for (int i = 0; i < rootAt; i++) if (_pageVersions.ContainsKey(batch[i].Name)) _pageVersions[batch[i].Name] = versions[i];
        _rootVersion = versions[rootAt];
        for (int i = rootAt + 1; i < batch.Count; i++) Forget(batch[i].Name);
    }

    /// <summary>A commit takes until it is durable, which may be later than when the actor goes on.</summary>
    private async Task MeasureAsync(List<RecordWrite> batch, long begun)
    {
        try
        {
            await context.DurableAsync();
            Measures!.Saved(batch, context.Time.GetElapsedTime(begun));
        }
        catch (StorageException e)
        {
            Measures!.Failed(e);
        }
    }

    private void Forget(string page)
    {
        _pageVersions.Remove(page);
        Deleted(page);
    }

    private void Fail(Exception e)
    {
        _failure = e;
        Measures?.Failed(e);
        _writing!.SetException(Ended());
        _next?.SetException(Ended());
        _next = null;
    }

    /// <summary>A fresh exception for each waiter, of the kind that the store threw.</summary>
    private StorageException Ended() => StorageException.Again(_failure!);

    private static TValue Read<TValue>(ReadOnlyMemory<byte> data, JsonTypeInfo<TValue> type, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(data.Span, type) ?? throw new StorageException($"record '{name}' is empty");
        }
        catch (JsonException e)
        {
            throw new StorageException($"record '{name}' cannot be read: {e.Message}", e);
        }
    }
}
