using System.Globalization;
using CallQueue.Hosting;

namespace CallQueue.Audits;

/// <summary>Stores its entries on pages by number; only the newest page is in memory, and only it is ever replaced.</summary>
internal sealed class AuditTrail : IActor, IAuditTrail
{
    private readonly IActorContext _context;
    private readonly Commits<AuditRoot> _commits;
    private AuditRoot _root = new(0, AuditChain.Start);

    /// <summary>The page that the next entry goes to; null until it was loaded: a crash may have left entries on it that no root is aware of.</summary>
    private List<AuditEntry>? _open;

    public AuditTrail(IActorContext context, CommitInstruments.CommitMeasures? commits = null)
    {
        _context = context;
        _commits = new Commits<AuditRoot>(context, CallQueueJson.Default.AuditRoot) { Measures = commits, Snapshot = () => _root };
    }

    public async Task ActivateAsync(CancellationToken cancellation) => _root = await _commits.LoadAsync(cancellation) ?? _root;

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<long> AppendAsync(AuditNote note)
    {
        while (_open is null)
        {
            List<AuditEntry> found = await _commits.LoadPageAsync(NameOf(PageOf(_root.Count)), CallQueueJson.Default.ListAuditEntry) ?? [];

            // Another turn may have loaded it meanwhile, and added to it.
            _open ??= [.. found.Take((int)(_root.Count % AuditRoot.PageLength))];
        }

        // No await from here to the commit: the next entry follows this one's hash.
        var entry = new AuditEntry(_root.Count, _context.Time.GetUtcNow(), Fit(note), "");
        entry = entry with { Hash = AuditChain.HashOf(entry, _root.Head) };
        _open.Add(entry);
        _commits.WritePage(NameOf(PageOf(entry.Number)), [.. _open], CallQueueJson.Default.ListAuditEntry);
        _root = new AuditRoot(entry.Number + 1, entry.Hash);
        if (_open.Count == AuditRoot.PageLength) _open = null;
        await _commits.CommitAsync();
        return entry.Number;
    }

    public async Task<AuditPage> ReadBackAsync(long? before, int count)
    {
        long end = Math.Min(before ?? long.MaxValue, _root.Count);
        AuditPage page = await ReadAsync(Math.Max(0, end - Checked(count)), (int)Math.Min(count, Math.Max(end, 0)));
        return page with { Entries = [.. page.Entries.Reverse()] };
    }

    public async Task<AuditPage> ReadAsync(long from, int count)
    {
        AuditRoot root = _root;
        await _commits.SettledAsync();
        List<AuditEntry> entries = [];
        long end = Math.Min(from + Math.Min(count, IAuditTrail.MaxPage), root.Count);
        for (long page = PageOf(Math.Max(from, 0)); page * AuditRoot.PageLength < end; page++)
        {
            IReadOnlyList<AuditEntry> found = await _commits.ReadPageAsync(NameOf(page), CallQueueJson.Default.ListAuditEntry)
                ?? throw new StorageException($"page {page} of an audit log is missing");
            entries.AddRange(found.Where(entry => entry.Number >= from && entry.Number < end));
        }

        return new AuditPage(entries, root.Count, root.Head);
    }

    private static int Checked(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, IAuditTrail.MaxPage);
        return count;
    }

    private static AuditNote Fit(AuditNote note) =>
        note with { Target = AuditChain.Fit(note.Target), Before = AuditChain.Fit(note.Before), After = AuditChain.Fit(note.After), Reason = AuditChain.Fit(note.Reason) };

    private static long PageOf(long number) => number / AuditRoot.PageLength;

    private static string NameOf(long page) => string.Create(CultureInfo.InvariantCulture, $"entries.{page}");
}
