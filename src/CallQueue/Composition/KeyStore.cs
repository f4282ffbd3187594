using CallQueue.Audits;
using CallQueue.Commands;
using CallQueue.Composition.Logging;
using CallQueue.Hosting;
using CallQueue.Keys;
using CallQueue.Servers;
using CallQueue.Storage;

namespace CallQueue.Composition;

/// <summary>A key as commands show it. <paramref name="Business"/> null: full access.</summary>
internal sealed record KeyLine(
    string Id, string Name, string? Business, string Role, string Last4, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, IReadOnlyList<string> AllowedFrom, bool RemovesOptOuts)
{
    public static KeyLine Of(ApiKey key) =>
        new(key.Id, key.Name, key.Business?.Value, key.RoleNow().Word(), key.Tail, key.CreatedAt, key.RevokedAt, key.ExpiresAt, key.LastUsedAt, key.Networks ?? [], key.MayRemoveOptOuts());
}

/// <summary>The keys of a data folder: managed by the process that uses it, or here if there is none.</summary>
internal sealed class KeyStore : IAsyncDisposable
{
    private const int PageLength = 200;
    private readonly ServedKeys? _served;
    private readonly OfflineProcess? _offline;
    private readonly KeyBook? _book;

    private KeyStore(RunningProcess running, TimeProvider time) => (_served, NeedsRestart) = (new ServedKeys(running.Connect(null, time)), running.IsLoopback);

    private KeyStore(OfflineProcess offline, TimeProvider time) => (_offline, _book) = (offline, new KeyBook(offline.Actors, time));

    /// <summary>A process uses the folder and serves this machine only.</summary>
    public bool NeedsRestart { get; }

    /// <exception cref="CommandException">There is no data in the folder, and none may be created.</exception>
    /// <exception cref="DataFolderException">The folder can't be used.</exception>
    public static async Task<KeyStore> OpenAsync(string folder, RecordCipher cipher, bool mayCreate, LogOptions log, CommandContext context)
    {
        if (RunningProcess.Find(folder) is { } running) return new KeyStore(running, context.Time);
        if (!mayCreate) OfflineProcess.CheckThere(folder);
        return new KeyStore(await OfflineProcess.TakeAsync(folder, cipher, log, context), context.Time);
    }

    /// <summary>Creates a key: its text and its list entry.</summary>
    /// <exception cref="CommandException">The key limit is reached.</exception>
    public async Task<(string Text, KeyLine Key)> CreateAsync(string name, KeyTerms terms)
    {
        if (_served is not null) return await _served.CreateAsync(name, terms);
        await RecordAsync("key.created", name, terms.Describe());
        return await _book!.CreateAsync(name, terms) is { } made
            ? (made.Text.Reveal(), KeyLine.Of(made.Key))
            : throw new CommandException(ExitCode.BadInput, "Key limit reached. Revoke keys that are not used any more.");
    }

    /// <summary>All keys by id.</summary>
    public async Task<IReadOnlyList<KeyLine>> ListAsync()
    {
        List<KeyLine> all = [];
        string? after = null;
        do
        {
            (IReadOnlyList<KeyLine> keys, after) = await PageAsync(after);
            all.AddRange(keys);
        }
        while (after is not null);
        return all;
    }

    /// <summary>Gives a key another secret: the new text; null: there is no valid key of that id.</summary>
    public async Task<string?> RotateAsync(string id, TimeSpan overlap)
    {
        if (_served is not null) return await _served.RotateAsync(id, overlap);
        await RecordAsync("key.rotated", id);
        return (await _book!.RotateAsync(id, overlap))?.Text.Reveal();
    }

    /// <summary>False: there is no key of that id.</summary>
    public async Task<bool> RevokeAsync(string id)
    {
        if (_served is not null) return await _served.RevokeAsync(id);
        await RecordAsync("key.revoked", id);
        return await _book!.RevokeAsync(id) is not null;
    }

    public async ValueTask DisposeAsync()
    {
        _served?.Dispose();
        if (_offline is not null) await _offline.DisposeAsync();
    }

    private Task<long> RecordAsync(string action, string target, string? after = null) =>
        _offline!.Actors.Audit(new AuditId(null)).AppendAsync(new AuditNote(OfflineProcess.Caller, action) { Target = target, After = after });

    private async Task<(IReadOnlyList<KeyLine> Keys, string? Next)> PageAsync(string? after)
    {
        if (_served is not null) return await _served.PageAsync(after, PageLength);
        (IReadOnlyList<ApiKey> keys, string? next) = await _book!.ListAsync(after, PageLength);
        return ([.. keys.Select(KeyLine.Of)], next);
    }
}
