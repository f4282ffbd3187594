using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace CallQueue.Inputs;

/// <summary>
/// SHA-256 of a request that does not depend on its formatting: properties in ordinal order, no white space, escapes decoded.
/// Numbers count as written (1.0 is not 1).
/// </summary>
internal sealed class CanonicalJson : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;

    public CanonicalJson() => _json = new Utf8JsonWriter(_bytes);

    /// <summary>Adds a value. Values are delimited, so two of them never equal one.</summary>
    /// <exception cref="InvalidOperationException">A string in it is not valid Unicode.</exception>
    public void Add(JsonElement value)
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
        Write(value);
        Append();
    }

    /// <summary>Adds a name.</summary>
    public void Add(string name)
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
        _json.WriteStringValue(name);
        Append();
    }

    /// <summary>The fingerprint of everything added, as 64 hexadecimal digits.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose()
    {
        _hash.Dispose();
        _json.Dispose();
    }

    private void Append()
    {
        _json.Flush();
        _hash.AppendData(_bytes.WrittenSpan);
        _hash.AppendData("\n"u8);
    }

    private void Write(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value);
                break;
            case JsonValueKind.Array:
                _json.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray()) Write(item);
                _json.WriteEndArray();
                break;
            default:
                value.WriteTo(_json);
                break;
        }
    }

    // Sorted in a borrowed array: this runs for every object of every call of a bulk.
    private void WriteObject(JsonElement value)
    {
        KeyValuePair<string, JsonElement>[] fields = ArrayPool<KeyValuePair<string, JsonElement>>.Shared.Rent(value.GetPropertyCount());
        int count = 0;
        foreach (JsonProperty property in value.EnumerateObject()) fields[count++] = KeyValuePair.Create(property.Name, property.Value);
        fields.AsSpan(0, count).Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        _json.WriteStartObject();
        for (int i = 0; i < count; i++)
        {
            _json.WritePropertyName(fields[i].Key);
            Write(fields[i].Value);
        }

        _json.WriteEndObject();
        ArrayPool<KeyValuePair<string, JsonElement>>.Shared.Return(fields, clearArray: true);
    }
}
