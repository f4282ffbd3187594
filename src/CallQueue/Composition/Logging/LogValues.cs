using System.Globalization;
using System.Net;
using CallQueue.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Composition.Logging;

/// <summary>
/// The message of a log line, put together from the log method's own text and its values, and the values in words. What a value's type says was counted
/// or measured here is written as it is: numbers, times, durations, addresses of connections. Everything else may have come from outside: telephone
/// numbers in it are masked, and control characters are escaped, so that no value can forge a second line. Each value is put into words once: the message
/// and the fields both have it.
/// </summary>
internal sealed class LogValues
{
    /// <summary>How a log method's own text is passed among the fields.</summary>
    private const string Template = "{OriginalFormat}";

    private readonly List<Field> _fields = [];
    private char[] _words = new char[1024];
    private int _length;
    private int _message;

    /// <summary>The fields with their values, without the log method's own text; null when the line has no fields at all.</summary>
    public IReadOnlyList<Field>? Fields => HasFields ? _fields : null;

    /// <summary>The message, in one line.</summary>
    public ReadOnlySpan<char> Message => _words.AsSpan(_message, _length - _message);

    /// <summary>How many characters the buffer has.</summary>
    public int Capacity => _words.Length;

    private bool HasFields { get; set; }

    /// <summary>Reads a line's values, and makes its message.</summary>
    public void Read<TState>(in LogEntry<TState> entry)
    {
        Clear();
        string? template = null;
        if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> fields)
        {
            HasFields = true;
            for (int i = 0; i < fields.Count; i++)
            {
                (string name, object? value) = fields[i];
                if (name == Template) template = value as string;
                else Add(name, value);
            }
        }

        _message = _length;
        if (template is null) AppendOutside(entry.Formatter(entry.State, entry.Exception));
        else AppendMessage(template);
    }

    /// <summary>A field's value in words, safe to be written.</summary>
    public ReadOnlySpan<char> WordsOf(Field field) => _words.AsSpan(field.Start, field.Length);

    /// <summary>Forgets the values.</summary>
    public void Clear()
    {
        _fields.Clear();
        (HasFields, _length, _message) = (false, 0, 0);
    }

    private void Add(string name, object? value)
    {
        int start = _length;
        Append(value, format: default);
        _fields.Add(new Field(name, value, start, _length - start));
    }

    private void AppendMessage(ReadOnlySpan<char> template)
    {
        for (int at = 0; at < template.Length;)
        {
            char c = template[at];
            if (c is '{' or '}' && at + 1 < template.Length && template[at + 1] == c)
            {
                Append(template.Slice(at, 1));
                at += 2;
            }
            else if (c == '{' && template[at..].IndexOf('}') is > 0 and var length)
            {
                AppendHole(template.Slice(at + 1, length - 1));
                at += length + 1;
            }
            else
            {
                int next = template[(at + 1)..].IndexOfAny('{', '}');
                int end = next < 0 ? template.Length : at + 1 + next;
                Append(template[at..end]);
                at = end;
            }
        }
    }

    /// <param name="hole">A name, perhaps with a width and a format: <c>Delay,10:c</c>.</param>
    private void AppendHole(ReadOnlySpan<char> hole)
    {
        int colon = hole.IndexOf(':');
        ReadOnlySpan<char> format = colon < 0 ? default : hole[(colon + 1)..];
        ReadOnlySpan<char> name = colon < 0 ? hole : hole[..colon];
        if (name.IndexOf(',') is >= 0 and var comma) name = name[..comma];
        name = name.Trim();
        foreach (Field field in _fields)
        {
            if (!name.SequenceEqual(field.Name)) continue;
            if (format.IsEmpty) Append(WordsOf(field));
            else Append(field.Value, format);
            return;
        }

        Append("{");
        Append(name);
        Append("}");
    }

    private void Append(object? value, ReadOnlySpan<char> format)
    {
        if (value is null) Append("(null)");
        else if (!IsOurs(value)) AppendOutside(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        else if (value is ISpanFormattable known) AppendFormatted(known, format);
        else Append(value.ToString()!);
    }

    private void AppendFormatted(ISpanFormattable value, ReadOnlySpan<char> format)
    {
        int written;
        while (!value.TryFormat(_words.AsSpan(_length), out written, format, CultureInfo.InvariantCulture)) Array.Resize(ref _words, _words.Length * 2);
        _length += written;
    }

    private void AppendOutside(string text)
    {
        int start = _length;
        Append(text);
        if (LogText.TryWriteOutside(text, _words.AsSpan(start, text.Length))) return;
        _length = start;
        Append(LogText.Outside(text));
    }

    private void Append(ReadOnlySpan<char> text)
    {
        while (_words.Length - _length < text.Length) Array.Resize(ref _words, _words.Length * 2);
        text.CopyTo(_words.AsSpan(_length));
        _length += text.Length;
    }

    private static bool IsOurs(object value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or bool or Enum
            or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid or IPAddress or IPEndPoint or Version;

    /// <summary>A value, and where its words are.</summary>
    public readonly record struct Field(string Name, object? Value, int Start, int Length);
}
