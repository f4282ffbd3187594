using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CallQueue.Fields;

/// <summary>Turns field tables into the JSON Schemas of an OpenAPI document.</summary>
internal static class FieldSchemas
{
    /// <summary>A reference to the table's schema, which is added to the document with all that it names.</summary>
    public static IOpenApiSchema Link(OpenApiDocument document, FieldTable table)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!document.Components.Schemas.ContainsKey(table.Name)) document.AddComponent(table.Name, (IOpenApiSchema)Of(table, inner => Link(document, inner)));
        return new OpenApiSchemaReference(table.Name, document);
    }

    /// <summary>A field's description as whole sentences: meaning, form, unit, and default where that is not a constant.</summary>
    public static string Describe(Field field) => string.Join(' ', Sentences(field, null, hasDefault: true));

    /// <summary>The schema of a field in the query, where everything is text and nothing is null.</summary>
    public static IOpenApiSchema InQuery(Field field)
    {
        IOpenApiSchema described = field is TextOrObjectField text ? Shapes.Text(text.Max) : field.Describe(_ => new OpenApiSchema { Type = JsonSchemaType.Object });
        if (described is OpenApiSchema schema) AddConstants(schema, field, hasDefault: true);
        return described;
    }

    private static OpenApiSchema Of(FieldTable table, Func<FieldTable, IOpenApiSchema> link)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = table.Unknown switch
            {
                UnknownFields.Stored => $"{Changes(table)} Other fields are stored and returned.",
                UnknownFields.AsShown => $"{Changes(table)} What GET shows is accepted as it is; unknown fields are rejected.",
                UnknownFields.Ignored => $"{table.Description} Other fields have no effect.",
                _ => Changes(table),
            },
            AdditionalPropertiesAllowed = table.Unknown != UnknownFields.Rejected,
            Properties = new Dictionary<string, IOpenApiSchema>(),
        };
        if (table.Required.Count > 0) schema.Required = new HashSet<string>(table.Required.Select(field => field.Name), StringComparer.Ordinal);
        foreach (Field field in table.Fields) schema.Properties.Add(field.Name, Of(field, table, link));
        return schema;
    }

    private static string Changes(FieldTable table) => table.Whole is null ? table.Description : $"{table.Description} null restores the default. Absent fields keep their value.";

    private static IOpenApiSchema Of(Field field, FieldTable table, Func<FieldTable, IOpenApiSchema> link)
    {
        bool isRequired = table.Required.Contains(field);
        IOpenApiSchema described = field.Describe(link);
        if (!isRequired) described = OrNull(described);
        described.Description = string.Join(' ', Sentences(field, table.Notes.GetValueOrDefault(field), hasDefault: !isRequired && table.Whole is null));
        if (described is not OpenApiSchema schema) return described;
        AddConstants(schema, field, hasDefault: !isRequired && table.Whole is null);
        return schema;
    }

    private static void AddConstants(OpenApiSchema schema, Field field, bool hasDefault)
    {
        if (hasDefault) schema.Default = field.Default?.DeepClone();
        if (field.Unit is { } unit) AddUnit(schema, unit);
    }

    /// <summary>Adds the unit of a number, for programs.</summary>
    public static void AddUnit(OpenApiSchema schema, string unit) => schema.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-unit"] = new JsonNodeExtension(JsonValue.Create(unit)) };

    private static IEnumerable<string> Sentences(Field field, string? note, bool hasDefault)
    {
        yield return field.Description;
        if (note is not null) yield return note;
        if (field.Form is { } form) yield return $"Form: {form}.";
        if (field.Unit is { } unit) yield return $"Unit: {unit}.";
        if (hasDefault && field.Without is { } without) yield return $"Default: {without}.";
    }

    /// <summary>JSON null is the same as an absent field.</summary>
    private static OpenApiSchema OrNull(IOpenApiSchema described)
    {
        var nothing = new OpenApiSchema { Type = JsonSchemaType.Null };
        if (described is not OpenApiSchema schema || schema.Enum is { Count: > 0 }) return new OpenApiSchema { OneOf = [nothing, described] };
        if (schema.OneOf is { } choices) schema.OneOf = [nothing, .. choices];
        else if (schema.Type is { } type) schema.Type = type | JsonSchemaType.Null;
        return schema;
    }
}
