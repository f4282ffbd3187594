using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CallQueue.Fields;

/// <summary>
/// The fields of one kind of JSON object. An endpoint's body is read by this table and described by it, so the two can't differ: its reader can't
/// read a field that the table doesn't have, and a test fails when the table has a field that no reader reads.
/// </summary>
internal sealed class FieldTable
{
    private readonly Field[][] _byLength;
    private readonly byte[] _states;

    /// <summary>A table that is described under <paramref name="name"/>.</summary>
    /// <param name="required">Fields without which the object is rejected.</param>
    /// <param name="refused">Fields that the reader knows only to reject them with a problem of their own; they are not described.</param>
    /// <exception cref="ArgumentException">Two fields have the same name.</exception>
    public FieldTable(string name, string description, IReadOnlyList<Field> required, IReadOnlyList<Field> optional, params IReadOnlyList<Field> refused)
    {
        (Name, Description, Required, Fields) = (name, description, required, [.. required, .. optional]);
        Field[] known = [.. Fields, .. refused];
        if (known.GroupBy(field => field.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"{name} has two fields with the name {twice.Key}", nameof(optional));

        _states = new byte[known.Length == 0 ? 0 : known.Max(field => field.Id) + 1];
        _byLength = new Field[known.Length == 0 ? 0 : known.Max(field => field.Name.Length) + 1][];
        for (int length = 0; length < _byLength.Length; length++) _byLength[length] = [.. known.Where(field => field.Name.Length == length)];
        foreach (Field field in known) _states[field.Id] = Unread;
    }

    private const byte Unread = 1, Read = 2;

    public string Name { get; }

    /// <summary>What the object is, as whole sentences.</summary>
    public string Description { get; }

    /// <summary>In the order of the description.</summary>
    public IReadOnlyList<Field> Fields { get; }

    public IReadOnlyList<Field> Required { get; }

    /// <summary>What happens to fields that the table does not have.</summary>
    public UnknownFields Unknown { get; init; } = UnknownFields.Rejected;

    /// <summary>What a field means in this object, where its own description is not enough.</summary>
    public IReadOnlyDictionary<Field, string> Notes { get; init; } = new Dictionary<Field, string>();

    /// <summary>A complete and valid object as JSON, for readers and for tests that try every endpoint; null for parts of other objects.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string? Example { get; init; }

    /// <summary>For a body that changes some fields of another: the fields of the whole. It is merged with what there is, and then read as the whole.</summary>
    public FieldTable? Whole { get; private init; }

    /// <summary>Fields that no reader has read since the process started.</summary>
    public IEnumerable<Field> NeverRead => Whole?.NeverRead ?? Fields.Where(known => _states[known.Id] == Unread && !known.IsStoredOnly);

    /// <summary>A body that changes some fields (RFC 7396): all are optional, null restores the default, and absent fields stay as they are.</summary>
    public FieldTable AsChange(string name, string description, [StringSyntax(StringSyntaxAttribute.Json)] string example) => new(name, description, [], Fields)
    {
        Unknown = Unknown, Notes = Notes, Example = example, Whole = this,
    };

    /// <summary>The name of a JSON property; for the table's own fields without reading it from the JSON again.</summary>
    public string NameOf(JsonProperty property)
    {
        ReadOnlySpan<byte> name = JsonMarshal.GetRawUtf8PropertyName(property);
        if (name.Length < _byLength.Length)
        {
            foreach (Field field in _byLength[name.Length])
                if (Ascii.Equals(name, field.Name)) return field.Name;
        }

        return property.Name;
    }

    /// <summary>A reader reads the field now.</summary>
    /// <exception cref="NotSupportedException">The table doesn't have it, so the API's description would not name it.</exception>
    public void Note(Field field)
    {
        int id = field.Id;
        byte state = id < _states.Length ? _states[id] : (byte)0;
        if (state == 0) throw new NotSupportedException($"'{field.Name}' is read, but the table {Name} does not have it; add it there");

        // Written once only: a line of memory that several cores keep writing is slow.
        if (state == Unread) _states[id] = Read;
    }
}

/// <summary>What happens to fields that a table does not have.</summary>
internal enum UnknownFields
{
    /// <summary>The request is rejected, and its answer names them.</summary>
    Rejected,

    /// <summary>They are stored and returned as they came.</summary>
    Stored,

    /// <summary>What GET shows beside these fields is accepted unchanged; all others are rejected.</summary>
    AsShown,

    /// <summary>They have no effect.</summary>
    Ignored,
}
