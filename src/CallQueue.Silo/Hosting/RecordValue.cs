using Orleans.Storage;

namespace CallQueue.Hosting;

/// <summary>A record's bytes, as Core made them.</summary>
internal sealed class RecordValue(ReadOnlyMemory<byte> data)
{
    /// <summary>The value that the storage provider creates when there is no record.</summary>
    public RecordValue() : this(default)
    {
    }

    public ReadOnlyMemory<byte> Data { get; } = data;
}

/// <summary>
/// Stores records as the bytes they are: JSON that redis-cli can show, not JSON inside JSON. A line break follows each,
/// because the provider takes an empty value for none.
/// </summary>
internal sealed class RecordValueSerializer : IGrainStorageSerializer
{
    private const byte End = (byte)'\n';

    public BinaryData Serialize<T>(T? input)
    {
        ReadOnlyMemory<byte> data = Value(input).Data;
        byte[] stored = new byte[data.Length + 1];
        data.Span.CopyTo(stored);
        stored[^1] = End;
        return new BinaryData(stored);
    }

    public T Deserialize<T>(BinaryData input)
    {
        ReadOnlyMemory<byte> stored = input.ToMemory();
        if (stored.Length == 0 || stored.Span[^1] != End) throw new FormatException("the record has an invalid end; it was truncated or written by another program");
        return (T)(object)new RecordValue(stored[..^1].ToArray());
    }

    private static RecordValue Value<T>(T? input) =>
        input as RecordValue ?? throw new NotSupportedException($"only records are stored here, not {typeof(T)}");
}
