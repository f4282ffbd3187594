using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace CallQueue.Inputs;

/// <summary>One value of a streamed document. Its receiver disposes of <paramref name="Value"/>.</summary>
/// <param name="Name">The name of its property; null in a list at the top level.</param>
/// <param name="Index">Its place in the list; null for the other properties.</param>
/// <param name="Line">The line of the input it begins on; 1 is the first.</param>
internal readonly record struct JsonPart(string? Name, int? Index, JsonDocument Value, int Line);

/// <summary>
/// Reads a JSON object with one long list, or a list alone, part by part, so that only one part is in memory however long the list is.
/// Malformed JSON, a repeated property and invalid UTF-8 throw <see cref="JsonException"/>.
/// </summary>
/// <param name="listName">The property whose items are parts of their own.</param>
/// <param name="maxPart">The largest part, in bytes. Bounds how often an incomplete part is scanned again.</param>
/// <param name="maxTotal">The largest document, in bytes.</param>
/// <param name="allowList">Whether the document may be the list alone.</param>
internal sealed class JsonParts(PipeReader input, string listName, int maxPart, long maxTotal, bool allowList)
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = JsonDepth.Most };
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private JsonReaderState _state = new(JsonDepth.Unlimited);
    private Place _place;
    private bool _bare;
    private int _index;
    private int _line = 1;
    private long _consumed;

    private enum Place
    {
        Start,
        Object,
        List,
        End,
    }

    /// <summary>The parts in their order.</summary>
    /// <exception cref="JsonException">The document is malformed; with line and byte position.</exception>
    /// <exception cref="InputTooLargeException">The document or one part is over its limit.</exception>
    public async IAsyncEnumerable<JsonPart> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        int pending = 0;
        while (true)
        {
            // An incomplete part is read again from its beginning, so wait until it has twice the length: otherwise a sender who lets single
            // bytes drip in would have it read once for each of them.
            ReadResult read = await input.ReadAtLeastAsync((int)Math.Min(2L * pending, maxPart + 1L), cancellation);
            ReadOnlySequence<byte> rest = read.Buffer;
            SequencePosition end = rest.End;
            bool isHeld = true;
            try
            {
                CheckTotal(rest.Length);
                while (Next(ref rest, read.IsCompleted) is { } part) yield return part;
                if (rest.Length > maxPart) throw TooLarge();
                pending = (int)rest.Length;
                input.AdvanceTo(rest.Start, end);
                isHeld = false;
            }
            finally
            {
                // A server can't drain a body that is left in the middle of a read: the client's next request would find
                // its connection gone.
                if (isHeld) input.AdvanceTo(end);
            }

            if (read.IsCompleted) yield break;
        }
    }

    private void CheckTotal(long pending)
    {
        if (_consumed + pending > maxTotal) throw new InputTooLargeException($"the document is larger than {maxTotal} bytes");
    }

    private InputTooLargeException TooLarge() => new(
        _place == Place.List ? $"{listName}[{_index}] is larger than {maxPart} bytes" : $"a field is larger than {maxPart} bytes");

    /// <summary>The next part, or null when the buffer does not have a complete one (or the document has ended).</summary>
    private JsonPart? Next(ref ReadOnlySequence<byte> rest, bool last)
    {
        if (_place == Place.Start && !SkipByteOrderMark(ref rest, last)) return null;
        while (true)
        {
            var reader = new Utf8JsonReader(rest, last, _state);
            if (!reader.Read()) return null;
            switch (_place, reader.TokenType)
            {
                case (Place.Start, JsonTokenType.StartObject):
                    _place = Place.Object;
                    break;
                case (Place.Start, JsonTokenType.StartArray) when allowList:
                    (_place, _bare) = (Place.List, true);
                    break;
                case (Place.Start, _):
                    throw new JsonException("the document must be a JSON object", null, 0, 0);
                case (Place.Object, JsonTokenType.EndObject):
                    _place = Place.End;
                    break;
                case (Place.Object, _):
                    if (!TryReadProperty(ref reader, ref rest, out JsonPart? property)) return null;
                    if (property is not null) return property;
                    continue;
                case (Place.List, JsonTokenType.EndArray):
                    _place = _bare ? Place.End : Place.Object;
                    break;
                case (Place.List, _):
                    long start = reader.TokenStartIndex;
                    if (!reader.TrySkip()) return null;
                    JsonPart item = Take(ref reader, ref rest, _bare ? null : listName, start, _index);
                    _index++;
                    return item;
            }

            Commit(ref reader, ref rest);
        }
    }

    /// <summary>Reads a name and its value, or enters the list. False: more bytes are needed, and nothing was consumed.</summary>
    private bool TryReadProperty(ref Utf8JsonReader reader, ref ReadOnlySequence<byte> rest, out JsonPart? part)
    {
        part = null;
        string name = Name(ref reader);
        if (!reader.Read()) return false;
        if (name == listName && reader.TokenType == JsonTokenType.StartArray)
        {
            Register(name);
            _place = Place.List;
            Commit(ref reader, ref rest);
            return true;
        }

        long start = reader.TokenStartIndex;
        if (!reader.TrySkip()) return false;
        Register(name);
        part = Take(ref reader, ref rest, name, start, null);
        return true;
    }

    private void Register(string name)
    {
        if (!_names.Add(name)) throw new JsonException($"the field {name} appears twice");
    }

    private JsonPart Take(ref Utf8JsonReader reader, ref ReadOnlySequence<byte> rest, string? name, long start, int? index)
    {
        ReadOnlySequence<byte> bytes = rest.Slice(start, reader.BytesConsumed - start);
        if (bytes.Length > maxPart) throw TooLarge();
        int line = _line + CountLines(rest.Slice(0, start));
        JsonDocument value = Parse(bytes, name, index);
        Commit(ref reader, ref rest);
        return new JsonPart(name, index, value, line);
    }

    private void Commit(ref Utf8JsonReader reader, ref ReadOnlySequence<byte> rest)
    {
        _state = reader.CurrentState;
        _line += CountLines(rest.Slice(0, reader.BytesConsumed));
        _consumed += reader.BytesConsumed;
        rest = rest.Slice(reader.BytesConsumed);
    }

    private static JsonDocument Parse(ReadOnlySequence<byte> bytes, string? name, int? index)
    {
        // A copy, as the pipe takes its buffers back while the part is still in use.
        byte[] own = bytes.ToArray();
        if (!Utf8.IsValid(own)) throw new JsonException($"{Label(name, index)} is not valid UTF-8");
        try
        {
            return JsonDocument.Parse(own, Options);
        }
        catch (JsonException e)
        {
            throw new JsonException(JsonDepth.FindProblem(own, Label(name, index)) ?? $"{Label(name, index)}: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // A property's name is a lone surrogate: it can't even be compared with the others.
            throw new JsonException($"{Label(name, index)}: a field's name is not valid Unicode", e);
        }
    }

    private static string Label(string? name, int? index) => index is { } i ? $"{name ?? "item"}[{i}]" : name ?? "the document";

    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a field's name is not valid Unicode", e);
        }
    }

    private static int CountLines(ReadOnlySequence<byte> bytes)
    {
        int lines = 0;
        foreach (ReadOnlyMemory<byte> segment in bytes) lines += segment.Span.Count((byte)'\n');
        return lines;
    }

    private static bool SkipByteOrderMark(ref ReadOnlySequence<byte> rest, bool last)
    {
        if (rest.Length < 3 && !last) return false;
        var reader = new SequenceReader<byte>(rest);
        if (reader.IsNext([0xEF, 0xBB, 0xBF])) rest = rest.Slice(3);
        return true;
    }
}
