using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQueue.Hosting;

namespace CallQueue.Carriers.Simulated;

/// <summary>
/// The simulated carrier's memory: one JSON line per placed call and per hang-up, in the order they happened. A line that
/// was torn by a kill counts as not written: its dial was never answered.
/// </summary>
internal sealed class SimulatedLedger : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _writing = new();

    private SimulatedLedger(FileStream file) => _file = file;

    /// <summary>Opens or creates the file and reads its calls.</summary>
    /// <exception cref="IOException">The file can't be opened, or another process has it.</exception>
    public static (SimulatedLedger Ledger, IReadOnlyList<SimulatedCall> Calls) Open(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) PrivateFile.CreateFolder(folder);
        FileStream file = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        Dictionary<string, SimulatedCall> calls = ReadAll(file);
        return (new SimulatedLedger(file), [.. calls.Values]);
    }

    public void Placed(SimulatedCall call) => Write(new LedgerLine(
        call.Id.Value, call.PlacedAt, call.Attempt.Call.ToString(), call.Attempt.Number, call.Attempt.Token,
        call.To, call.From, call.Outcome, (long)call.Ring.TotalMilliseconds, (long)call.Talk.TotalMilliseconds, call.Detects));

    public void HungUp(CarrierCallId id, DateTimeOffset at) => Write(new LedgerLine(id.Value, at));

    public void Dispose() => _file.Dispose();

    private void Write(LedgerLine line)
    {
        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes(line, LedgerJson.Default.LedgerLine), (byte)'\n'];
        lock (_writing)
        {
            _file.Write(text);
            // To the operating system: that survives kill -9. A power cut takes the phone calls with it anyway.
            _file.Flush();
        }
    }

    private static Dictionary<string, SimulatedCall> ReadAll(FileStream file)
    {
        var calls = new Dictionary<string, SimulatedCall>(StringComparer.Ordinal);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        int whole = 0;
        for (int start = 0, end; (end = Array.IndexOf(content, (byte)'\n', start)) >= 0; start = end + 1)
        {
            Apply(calls, content.AsSpan(start, end - start));
            whole = end + 1;
        }
        // What follows the last line feed was torn; the next line must not be glued to it.
        file.SetLength(whole);
        file.Position = whole;
        return calls;
    }

    private static void Apply(Dictionary<string, SimulatedCall> calls, ReadOnlySpan<byte> text)
    {
        if (Parse(text) is not { } line) return;
        if (line.ToCall() is { } placed) calls[line.Id] = placed;
        else if (calls.TryGetValue(line.Id, out SimulatedCall? known)) calls[line.Id] = known with { HungUpAt = line.At };
    }

    private static LedgerLine? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LedgerJson.Default.LedgerLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A line of the ledger: a placed call when <paramref name="Call"/> is there, else a hang-up.</summary>
internal sealed record LedgerLine(
    string Id,
    DateTimeOffset At,
    string? Call = null,
    int Attempt = 0,
    string? Token = null,
    string? To = null,
    string? From = null,
    Outcome Outcome = Outcome.Completed,
    long RingMs = 0,
    long TalkMs = 0,
    bool Detects = false)
{
    public SimulatedCall? ToCall() => Call is null || Token is null || To is null ? null : new SimulatedCall(
        new CarrierCallId(Id), new AttemptRef(CallId.Parse(Call), Attempt, Token), To, From, At, Outcome,
        TimeSpan.FromMilliseconds(RingMs), TimeSpan.FromMilliseconds(TalkMs)) { Detects = Detects };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LedgerLine))]
internal sealed partial class LedgerJson : JsonSerializerContext;
