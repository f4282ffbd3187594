using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;

namespace CallQueue.CarrierLab;

/// <summary>Something that happened at a fake carrier.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Kind">create, ringing, answered, judged, message, ended, hangup, webhook or document.</param>
/// <param name="Carrier">twilio, plivo or callkaro.</param>
/// <param name="Id">The carrier's id; null when no call was made.</param>
/// <param name="To">The number called.</param>
/// <param name="Call">The callback URL's call.</param>
/// <param name="Attempt">The callback URL's attempt.</param>
/// <param name="Token">The callback URL's token.</param>
/// <param name="Placed">For creates: whether the call was made.</param>
/// <param name="Said">What was answered (creates, hang-ups), how it ended, or what the webhook's receiver answered.</param>
/// <param name="Event">Which webhook.</param>
public sealed record LabEntry(
    DateTimeOffset At, string Kind, string Carrier, string? Id, string? To, string? Call, string? Attempt, string? Token,
    bool? Placed = null, string? Said = null, string? Event = null);

/// <summary>Everything that happened, in order: in memory for tests, in a file for whoever judges a run afterwards. Thread-safe.</summary>
public sealed class LabLedger : IAsyncDisposable
{
    private readonly List<LabEntry> _entries = [];
    private readonly List<(Func<LabEntry, bool> Wanted, TaskCompletionSource<LabEntry> Found)> _waiting = [];
    private readonly Channel<LabEntry> _toFile = Channel.CreateUnbounded<LabEntry>(new() { SingleReader = true });
    private readonly bool _keep;
    private readonly bool _file;
    private readonly Task _writing;

    public LabLedger(LabOptions options)
    {
        _keep = options.KeepEntries;
        _file = options.LedgerPath is not null;
        _writing = options.LedgerPath is { } path ? Task.Run(() => WriteAsync(path)) : Task.CompletedTask;
    }

    /// <summary>A copy of the entries so far; empty unless they are kept.</summary>
    public IReadOnlyList<LabEntry> Entries
    {
        get
        {
            lock (_entries) return [.. _entries];
        }
    }

    public void Add(LabEntry entry)
    {
        if (_file) _toFile.Writer.TryWrite(entry);
        if (!_keep) return;
        lock (_entries)
        {
            _entries.Add(entry);
            for (int i = _waiting.Count - 1; i >= 0; i--)
            {
                if (!_waiting[i].Wanted(entry)) continue;
                _waiting[i].Found.TrySetResult(entry);
                _waiting.RemoveAt(i);
            }
        }
    }

    /// <summary>The first entry, past or future, that <paramref name="wanted"/> takes.</summary>
    public Task<LabEntry> WaitForAsync(Func<LabEntry, bool> wanted)
    {
        lock (_entries)
        {
            if (_entries.Find(entry => wanted(entry)) is { } there) return Task.FromResult(there);
            var found = new TaskCompletionSource<LabEntry>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((wanted, found));
            return found.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _toFile.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await using var writer = new StreamWriter(file, new UTF8Encoding(false));
        while (await _toFile.Reader.WaitToReadAsync())
        {
            while (_toFile.Reader.TryRead(out LabEntry? entry)) writer.Write(JsonSerializer.Serialize(entry, LabJson.Default.LabEntry) + "\n");
            await writer.FlushAsync();
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LabEntry))]
internal sealed partial class LabJson : JsonSerializerContext;
