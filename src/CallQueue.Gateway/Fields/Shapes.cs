using System.Globalization;
using System.Text.Json.Nodes;
using CallQueue.Validation;
using Microsoft.OpenApi;

namespace CallQueue.Fields;

/// <summary>JSON Schemas of the values that several fields have.</summary>
internal static class Shapes
{
    /// <summary>An instant as ISO 8601 writes it.</summary>
    public static OpenApiSchema Instant() => Text(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?([Zz]|[+-]\d{2}:\d{2})?$");

    /// <summary>A string of that form.</summary>
    public static OpenApiSchema Text(string pattern) => new() { Type = JsonSchemaType.String, Pattern = pattern };

    /// <summary>A string of at most that many characters.</summary>
    public static OpenApiSchema Text(int max) => new() { Type = JsonSchemaType.String, MaxLength = max };

    /// <summary>A priority: its name or its number.</summary>
    public static OpenApiSchema Priority() => new() { OneOf = [OneOf("urgent", "high", "normal", "low"), Whole(new Limits<long>(0, 3))] };

    /// <summary>One of these strings.</summary>
    public static OpenApiSchema OneOf(params IReadOnlyList<string> words) => new()
    {
        Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))],
    };

    public static OpenApiSchema Whole(Limits<long> range) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = range.Max > int.MaxValue ? "int64" : "int32",
        Minimum = range.Min.ToString(CultureInfo.InvariantCulture),
        Maximum = range.Max.ToString(CultureInfo.InvariantCulture),
    };

    public static OpenApiSchema Number(Limits<double> range) => new()
    {
        Type = JsonSchemaType.Number,
        Minimum = range.Min.ToString(CultureInfo.InvariantCulture),
        Maximum = range.Max.ToString(CultureInfo.InvariantCulture),
    };
}
