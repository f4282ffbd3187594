using System.Globalization;
using System.Text.Json;
using CallQueue.Fields;
using CallQueue.Numbers;
using CallQueue.Problems;
using CallQueue.Validation;

namespace CallQueue.Calls;

/// <summary>
/// Reads the fields of one JSON object by its <see cref="FieldTable"/>. An invalid field becomes a problem and reads as absent, so that all
/// problems are found at once. Fields that were not read are left over. JSON null is absent.
/// </summary>
/// <param name="table">The fields that the object may have; null where they are still named one by one.</param>
/// <param name="prefix">The path of the object, such as <c>call_config.</c>; empty at the top.</param>
/// <param name="index">The call's place in its list; null outside lists.</param>
internal sealed class JsonFields(List<KeyValuePair<string, JsonElement>> fields, FieldTable? table, string prefix, int? index, FieldProblems problems)
{
    private static readonly IReadOnlyList<string> Origin = [.. CallFields.Origin.Select(field => field.Name)];

    private readonly List<KeyValuePair<string, JsonElement>> _left = fields;

    public JsonFields(JsonElement json, FieldTable? table, int? index, FieldProblems problems) : this(Of(json, table), table, "", index, problems) { }

    public JsonFields(List<KeyValuePair<string, JsonElement>> fields, string prefix, int? index, FieldProblems problems) : this(fields, null, prefix, index, problems) { }

    /// <summary>The problems of the whole request.</summary>
    public FieldProblems Problems => problems;

    /// <summary>The fields that were not read.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Left => _left;

    public void Wrong(string field, string problem) => problems.Add(prefix + field, problem, index);

    public void Wrong(Field field, string problem) => Wrong(field.Name, problem);

    /// <summary>Rejects every field that was not read as an unknown <paramref name="kind"/>.</summary>
    public void RefuseLeft(string kind)
    {
        foreach ((string name, _) in _left) Wrong(name, $"is an unknown {kind}; remove it or correct its name");
    }

    /// <summary>Moves fields of a call between it and its call_config, to where they belong. Before any of them is read.</summary>
    public void Level() => CallLevels.Level(_left, table, Wrong);

    public bool Has(string name) => Find(name) is >= 0 and var at && _left[at].Value.ValueKind != JsonValueKind.Null;

    public bool Has(Field field) => Has(Noted(field));

    /// <summary>Whether the field is present and an object.</summary>
    public bool HasObject(Field field) => Find(Noted(field)) is >= 0 and var at && _left[at].Value.ValueKind == JsonValueKind.Object;

    /// <summary>The fields among <paramref name="names"/> that are present; they stay unread.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Peek(IReadOnlyList<string> names) => [.. _left.Where(f => names.Contains(f.Key))];

    public string? Text(TextField field) => Text(Noted(field), field.Max);

    public string? Text(TextOrObjectField field) => Text(Noted(field), field.Max);

    /// <summary>A name that may identify something.</summary>
    public string? Identifier(NameField field) => Identifier(Noted(field));

    /// <summary>A name that its reader checks.</summary>
    public string? TextOrNumber(NameField field) => TextOrNumber(Noted(field));

    public bool? Flag(FlagField field) => Flag(Noted(field));

    public int? Whole(WholeField field) => (int?)Long(field);

    public long? Long(WholeField field) => Whole(Noted(field), field.Range.Min, field.Range.Max);

    public double? Number(NumberField field) => Number(Noted(field), field.Range);

    public TimeSpan? Seconds(SecondsField field) => field.IsExact ? ExactSeconds(Noted(field), field.Range) : Seconds(Noted(field), field.Range);

    public JsonFields? Object(ObjectField field) => Object(Noted(field), field.Table);

    public JsonFields? Object(TextOrObjectField field) => Object(Noted(field), field.Table);

    /// <summary>The names and values of an object whose names the app chooses.</summary>
    public JsonFields? Texts(TextsField field) => Object(Noted(field), null);

    public IReadOnlyList<JsonElement>? List(ListField field) => List(Noted(field), field.Max);

    /// <summary>An item of a list; null after adding the problem that it is not an object.</summary>
    public JsonFields? Item(ListField list, int place, JsonElement item) => Item(list.Name, place, item, list.Items);

    public T? Parsed<T>(ParsedField<T> field) where T : struct => Parsed(Noted(field), field.Parse, field.Problem);

    /// <summary>A string of at most <paramref name="max"/> characters.</summary>
    public string? Text(string name, int max)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) return Refuse(name, $"must be a string{ShownValue.GotKind(value)}");
        string text = value.GetString()!;
        return text.Length <= max ? text : Refuse(name, $"must be at most {max} characters; got {text.Length}");
    }

    /// <summary>A string, or a number as its text: apps send ids and priorities as both.</summary>
    public string? TextOrNumber(string name)
    {
        if (Take(name) is not { } value) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => Refuse(name, $"must be a string or a number{ShownValue.Got(value)}"),
        };
    }

    /// <inheritdoc cref="PhoneNumber(string, string)"/>
    public PhoneNumber? PhoneNumber(TextField field) => PhoneNumber(Noted(field));

    /// <summary>
    /// A telephone number in any spelling. One without country code belongs to the country that the fields beside it name, else to
    /// the business's. Those fields stay unread, so that they are stored and returned.
    /// </summary>
    /// <param name="name">The field.</param>
    /// <param name="country">Where the number belongs, when that is not in a field beside it.</param>
    public PhoneNumber? PhoneNumber(string name, string? country = null)
    {
        if (TextOrNumber(name) is not { } text) return null;
        country ??= Peek(Origin) is [{ Value: { ValueKind: JsonValueKind.String or JsonValueKind.Number } value }, ..] ? value.ToString() : null;
        return Number(name, text, country);
    }

    /// <summary>Reads the fields that say where a number belongs, after the number: for bodies that must not have unknown fields.</summary>
    public void TakeCountry()
    {
        foreach (StoredField field in CallFields.Origin) TextOrNumber(Noted(field));
    }

    /// <summary>The number that a text means; null after adding the problem.</summary>
    public PhoneNumber? Number(string name, string text, string? country)
    {
        NumberReading reading = NumberReader.Read(text, country);
        problems.NeedsDefaultCountry |= reading.LacksCountry;
        if (reading.LacksCountry && problems.DefaultCountry is { } usual) reading = NumberReader.Read(text, usual);
        if (reading.Problem is { } problem) Wrong(name, problem);
        return reading.Number;
    }

    /// <summary>A name that may identify something.</summary>
    private string? Identifier(string name)
    {
        string? text = TextOrNumber(name);
        if (text is null || CallQueue.Identifier.IsValid(text, out string? problem)) return text;
        return Refuse(name, $"{problem}{ShownValue.Got(text)}");
    }

    private bool? Flag(string name)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Wrong(name, $"must be true or false{ShownValue.Got(value)}");
        return null;
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    private long? Whole(string name, long min, long max)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= min && number <= max) return number;
        Wrong(name, $"must be a whole number from {min} to {max}{ShownValue.Got(value)}");
        return null;
    }

    /// <summary>A time in whole seconds.</summary>
    private TimeSpan? Seconds(string name, Limits<TimeSpan> limits) =>
        limits.InSeconds() is var whole && Whole(name, whole.Min, whole.Max) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>A time in seconds and their fractions.</summary>
    private TimeSpan? ExactSeconds(string name, Limits<TimeSpan> limits) => Number(name, limits.InExactSeconds()) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <inheritdoc cref="Number(string, double, double)"/>
    private double? Number(string name, Limits<double> limits) => Number(name, limits.Min, limits.Max);

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    private double? Number(string name, double min, double max)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= min && number <= max) return number;
        Wrong(name, FormattableString.Invariant($"must be a number from {min} to {max}{ShownValue.Got(value)}"));
        return null;
    }

    public JsonFields? Object(string name) => Object(name, null);

    private JsonFields? Object(string name, FieldTable? inner)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return new JsonFields(Of(value, inner), inner, $"{prefix}{name}.", index, problems);
        Wrong(name, $"must be an object{ShownValue.Got(value)}");
        return null;
    }

    /// <summary>The items of a list of at most <paramref name="max"/>.</summary>
    public IReadOnlyList<JsonElement>? List(string name, int max)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= max) return [.. value.EnumerateArray()];
        Wrong(name, value.ValueKind == JsonValueKind.Array ? $"must hold at most {max} items; got {value.GetArrayLength()}" : $"must be a list{ShownValue.Got(value)}");
        return null;
    }

    /// <summary>An item of a list of objects; null after adding the problem that it is not an object.</summary>
    public JsonFields? Item(string list, int place, JsonElement item) => Item(list, place, item, null);

    private JsonFields? Item(string list, int place, JsonElement item, FieldTable? inner)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{list}[{place}]");
        if (item.ValueKind == JsonValueKind.Object) return new JsonFields(Of(item, inner), inner, $"{prefix}{name}.", index, problems);
        Wrong(name, $"must be an object{ShownValue.Got(item)}");
        return null;
    }

    /// <summary>Reads with <paramref name="parse"/>, which returns null for an invalid text.</summary>
    private T? Parsed<T>(string name, Func<string, T?> parse, string problem) where T : struct
    {
        if (TextOrNumber(name) is not { } text) return null;
        T? value = parse(text);
        if (value is null) Wrong(name, $"{problem}{ShownValue.Got(text)}");
        return value;
    }

    /// <summary>The name of a field that is read now.</summary>
    private string Noted(Field field)
    {
        table?.Note(field);
        return field.Name;
    }

    private JsonElement? Take(string name)
    {
        int at = Find(name);
        if (at < 0) return null;
        JsonElement value = _left[at].Value;
        _left.RemoveAt(at);
        return value.ValueKind == JsonValueKind.Null ? null : value;
    }

    // A plain loop, since this runs about twenty times for each call of a bulk.
    private int Find(string name)
    {
        for (int i = 0; i < _left.Count; i++)
        {
            if (_left[i].Key == name) return i;
        }

        return -1;
    }

    private string? Refuse(string name, string problem)
    {
        Wrong(name, problem);
        return null;
    }

    private static List<KeyValuePair<string, JsonElement>> Of(JsonElement json, FieldTable? table)
    {
        var fields = new List<KeyValuePair<string, JsonElement>>(json.GetPropertyCount());
        foreach (JsonProperty property in json.EnumerateObject()) fields.Add(KeyValuePair.Create(table?.NameOf(property) ?? property.Name, property.Value));
        return fields;
    }
}
