using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>
/// Writes an export: into <c>FILE.partial</c>, which only its owner may read, and under its own name once it is whole and
/// on disk. One thread.
/// </summary>
public sealed class TransferWriter : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new(16 << 10);
    private readonly Utf8JsonWriter _json;
    private readonly ContentsTally _tally = new();
    private ActorAddress? _actor;
    private string? _name;
    private bool _isWhole;

    private TransferWriter(string path, string partial, FileStream file)
    {
        (_path, _partial, _file) = (path, partial, file);
        _json = new Utf8JsonWriter(_line);
    }

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Makes the partial file; a place that can't be written is noticed here. A partial file that was left behind is replaced.</summary>
    /// <exception cref="IOException">The place can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written.</exception>
    public static TransferWriter Create(string path)
    {
        string partial = path + ".partial";
        File.Delete(partial);
        return new TransferWriter(path, partial, PrivateFile.Open(partial, FileMode.CreateNew, bufferSize: 1 << 20));
    }

    /// <summary>The first line.</summary>
    public void Begin(TransferHeader header) => WriteLine(json =>
    {
        json.WriteString("format", TransferFormat.Name);
        json.WriteNumber("version", TransferFormat.Version);
        json.WriteString("id", header.Id);
        json.WriteString("at", header.At.UtcDateTime);
        json.WriteString("calls", header.Calls);
    });

    /// <summary>A record. Actors come in the order of <see cref="TransferFormat.Compare"/>, the records of each by name, its root last.</summary>
    /// <exception cref="ArgumentException">It is out of order, or too large.</exception>
    public void Write(ActorAddress actor, string name, ReadOnlyMemory<byte> data)
    {
        if (_actor is { } last && !TransferOrder.IsNext(last, _name, actor, name)) throw new ArgumentException($"record '{name}' of {actor} is out of order", nameof(name));
        if (data.Length > TransferFormat.LongestLine / 2) throw new ArgumentException($"record '{name}' of {actor} has {data.Length:N0} bytes, which is over the limit", nameof(data));
        (_actor, _name) = (actor, name);
        _tally.Record(actor, name, data.Span);
        WriteLine(json =>
        {
            WriteActor(json, actor);
            json.WriteString("name", name);
            if (RecordJson.CanStandInLine(data.Span))
            {
                json.WritePropertyName("data");
                json.WriteRawValue(data.Span, skipInputValidation: true);
            }
            else
            {
                json.WriteBase64String("base64", data.Span);
            }
        });
    }

    /// <summary>An alarm: after all records, in the order of <see cref="TransferFormat.Compare"/>.</summary>
    /// <exception cref="ArgumentException">It is out of order.</exception>
    public void Write(TransferAlarm alarm)
    {
        if (_tally.Alarms > 0 && TransferFormat.Compare(_actor!.Value, alarm.Actor) >= 0) throw new ArgumentException($"the alarm of {alarm.Actor} is out of order", nameof(alarm));
        _actor = alarm.Actor;
        _tally.Alarm();
        WriteLine(json =>
        {
            WriteActor(json, alarm.Actor);
            json.WriteString("alarm", alarm.DueAt.UtcDateTime);
        });
    }

    /// <summary>The last line; then the file gets its name, replacing one that was there.</summary>
    public TransferContents Finish()
    {
        string hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
        WriteLine(json =>
        {
            json.WriteNumber("records", _tally.Records);
            json.WriteNumber("alarms", _tally.Alarms);
            json.WriteString("sha256", hash);
        });
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _isWhole = true;
        return _tally.ToContents(Bytes);
    }

    /// <summary>Deletes an incomplete file.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _hash.Dispose();
        if (_isWhole) return;
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // A full disk: the rest of the buffer can't be written, and is not needed.
        }

        File.Delete(_partial);
    }

    private static void WriteActor(Utf8JsonWriter json, ActorAddress actor)
    {
        json.WriteString("kind", actor.Kind);
        json.WriteString("key", actor.Key);
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        write(_json);
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        _hash.AppendData(_line.WrittenSpan);
        _file.Write(_line.WrittenSpan);
        Bytes += _line.WrittenCount;
    }
}
