using System.Globalization;
using CallQueue.Validation;
using Microsoft.OpenApi;

namespace CallQueue.Fields;

/// <summary>A string of at most <paramref name="max"/> characters.</summary>
internal sealed class TextField(string name, int max) : Field(name)
{
    public int Max => max;

    public string? Format { get; init; }

    /// <summary>The strings that are accepted; null: any.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => Words is { } words
        ? Shapes.OneOf(words)
        : new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = max, Format = Format };
}

/// <summary>A name that identifies something: a string, or a number as its text.</summary>
internal sealed class NameField(string name) : Field(name)
{
    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => new OpenApiSchema
    {
        Type = JsonSchemaType.String | JsonSchemaType.Number, MinLength = 1, MaxLength = Identifier.MaxLength, Minimum = "0",
    };
}

/// <summary>A string or a number that <paramref name="parse"/> reads; it returns null for an invalid text.</summary>
/// <param name="problem">What is wrong with an invalid one.</param>
/// <param name="shape">The JSON Schema of what is read.</param>
internal sealed class ParsedField<T>(string name, Func<string, T?> parse, string problem, Func<OpenApiSchema> shape) : Field(name) where T : struct
{
    public string Problem => problem;

    public T? Parse(string text) => parse(text);

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => shape();
}

/// <summary>True or false.</summary>
internal sealed class FlagField(string name) : Field(name)
{
    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => new OpenApiSchema { Type = JsonSchemaType.Boolean };
}

/// <summary>A whole number.</summary>
internal sealed class WholeField(string name, Limits<long> range) : Field(name)
{
    public WholeField(string name, Limits<int> range) : this(name, new Limits<long>(range.Min, range.Max)) { }

    public Limits<long> Range => range;

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => Shapes.Whole(range);
}

/// <summary>A number, with or without fractions.</summary>
internal sealed class NumberField(string name, Limits<double> range) : Field(name)
{
    public Limits<double> Range => range;

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => Shapes.Number(range);
}

/// <summary>A duration in seconds: whole ones, or with fractions where <see cref="IsExact"/>.</summary>
internal sealed class SecondsField : Field
{
    public SecondsField(string name, Limits<TimeSpan> range) : base(name)
    {
        Range = range;
        Unit = "seconds";
    }

    public Limits<TimeSpan> Range { get; }

    public bool IsExact { get; init; }

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => IsExact ? Shapes.Number(Range.InExactSeconds()) : Shapes.Whole(Range.InSeconds());
}

/// <summary>An object with fields of its own.</summary>
internal sealed class ObjectField(string name, FieldTable table) : Field(name)
{
    public FieldTable Table => table;

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => link(table);
}

/// <summary>A string, or an object with the same meaning.</summary>
/// <param name="max">The longest string, in characters.</param>
internal sealed class TextOrObjectField(string name, int max, FieldTable table) : Field(name)
{
    public int Max => max;

    public FieldTable Table => table;

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => new OpenApiSchema
    {
        OneOf = [new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = max }, link(table)],
    };
}

/// <summary>An object whose names the app chooses; the values are strings, and numbers and truth values as their text.</summary>
/// <param name="max">The most bytes of all names and values together; null: no limit of its own.</param>
internal sealed class TextsField(string name, int? max) : Field(name)
{
    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        AdditionalProperties = new OpenApiSchema
        {
            Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null,
            Description = max is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"All names and values: at most {bytes / 1024} KB.") : null,
        },
    };
}

/// <summary>A list of <paramref name="min"/> to <paramref name="max"/> items.</summary>
/// <param name="items">The fields of each item; null when <see cref="Item"/> says what an item is.</param>
internal sealed class ListField(string name, int max, FieldTable? items = null, int min = 0) : Field(name)
{
    public int Max => max;

    public FieldTable? Items => items;

    /// <summary>The JSON Schema of an item; null: objects with the fields of <see cref="Items"/>.</summary>
    public Func<OpenApiSchema>? Item { get; init; }

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => new OpenApiSchema
    {
        Type = JsonSchemaType.Array,
        MinItems = min == 0 ? null : min,
        MaxItems = max,
        Items = (items, Item) switch
        {
            ({ } table, null) => link(table),
            ({ } table, { } item) => new OpenApiSchema { OneOf = [item(), link(table)] },
            (null, { } item) => item(),
            _ => throw new InvalidOperationException($"{Name}: what its items are is not stated"),
        },
    };
}

/// <summary>Any JSON value. No reader interprets it: it is stored and returned as it came.</summary>
internal sealed class StoredField(string name) : Field(name)
{
    public override bool IsStoredOnly => true;

    public override IOpenApiSchema Describe(Func<FieldTable, IOpenApiSchema> link) => new OpenApiSchema();
}
