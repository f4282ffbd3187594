using System.Text.Json;
using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>The fields of one line, as they are found.</summary>
internal struct LineFields(long number)
{
    private string? _kind;
    private string? _key;
    private string? _name;
    private ReadOnlyMemory<byte>? _data;
    private DateTimeOffset? _alarm;

    /// <exception cref="TransferFileException">The line is not a JSON object, or has an unknown field.</exception>
    public void Read(ReadOnlyMemory<byte> line)
    {
        string? field = null;
        try
        {
            var reader = new Utf8JsonReader(line.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw Wrong(null, "must be a JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                field = reader.GetString()!;
                reader.Read();
                ReadField(field, ref reader, line);
            }

            // What follows the object is an error of JSON.
            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader throws an InvalidOperationException for text that is not valid UTF-8.
            throw new TransferFileException(number, field, "is not valid JSON", e);
        }
    }

    public readonly TransferLine ToLine()
    {
        var actor = new ActorAddress(Needed(_kind, "kind"), Needed(_key, "key"));
        if (_alarm is { } dueAt && _name is null && _data is null) return new TransferLine(actor, null, default, dueAt);
        if (_alarm is not null) throw Wrong("alarm", "is not allowed in the line of a record");
        string name = Needed(_name, "name");
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) throw Wrong("name", "may hold letters, digits, '.', '-' and '_' only");
        return new TransferLine(actor, name, _data ?? throw Wrong("data", "is missing"), default);
    }

    private void ReadField(string field, ref Utf8JsonReader reader, ReadOnlyMemory<byte> line)
    {
        switch (field)
        {
            case "kind" when _kind is null: _kind = Text(ref reader, field); break;
            case "key" when _key is null: _key = Text(ref reader, field); break;
            case "name" when _name is null: _name = Text(ref reader, field); break;
            case "data" when _data is null:
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                _data = line[start..(int)reader.BytesConsumed];
                break;
            case "base64" when _data is null:
                if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out byte[]? bytes)) throw Wrong(field, "must be a base64 string");
                _data = bytes;
                break;
            case "alarm" when _alarm is null:
                if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out DateTimeOffset alarm) || alarm.Offset != TimeSpan.Zero)
                    throw Wrong(field, "must be a time in UTC, such as 2026-05-04T09:00:00Z");
                _alarm = alarm;
                break;
            default: throw Wrong(field, "appears twice, or is unknown in an export of version 1");
        }
    }

    private readonly string Text(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Wrong(field, "must be a string");

    private readonly string Needed(string? value, string field) => value is { Length: > 0 } ? value : throw Wrong(field, value is null ? "is missing" : "must not be empty");

    private readonly TransferFileException Wrong(string? field, string problem) => new(number, field, problem);
}
