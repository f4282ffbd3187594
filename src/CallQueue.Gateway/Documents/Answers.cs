using System.Globalization;
using CallQueue.Fields;
using CallQueue.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>Describes the fields of answers and gives each answer an example. Both come from <see cref="AnswerWords"/>, so an example always conforms to its schema.</summary>
internal static class Answers
{
    private const string CsvExample = "call_id,index,outcome,attempts,ended_at,talk_seconds,reason\r\ncampaign-7-0,0,completed,1,2026-11-30T09:00:45Z,31.5,\r\n";

    public static Task Apply(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        var described = new HashSet<string>(StringComparer.Ordinal);
        var examples = new AnswerExamples(document);
        IEnumerable<OpenApiOperation> operations = document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []);
        foreach ((string status, IOpenApiResponse answer) in operations.SelectMany(operation => operation.Responses ?? []))
        {
            foreach ((string mediaType, OpenApiMediaType body) in answer.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                if (body.Schema is not { } schema) continue;
                Describe(document, schema, described);
                if (mediaType == "text/csv") (body.Schema, body.Example) = (new OpenApiSchema { Type = JsonSchemaType.String }, CsvExample);
                else if (mediaType == Refusals.ContentType) body.Example = ProblemExamples.Of(int.Parse(status, CultureInfo.InvariantCulture));
                else body.Example = examples.Of(schema);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Describes the schema and all that it leads to, each once.</summary>
    private static void Describe(OpenApiDocument document, IOpenApiSchema? schema, HashSet<string> described)
    {
        switch (schema)
        {
            case OpenApiSchemaReference { Reference.Id: { } id }:
                if (described.Add(id) && document.Components?.Schemas?[id] is OpenApiSchema known) DescribeFields(document, id, known, described);
                break;
            case OpenApiSchema inline:
                foreach (IOpenApiSchema choice in inline.OneOf ?? []) Describe(document, choice, described);
                Describe(document, inline.Items, described);
                Describe(document, inline.AdditionalProperties, described);
                break;
        }
    }

    private static void DescribeFields(OpenApiDocument document, string type, OpenApiSchema schema, HashSet<string> described)
    {
        foreach ((string name, IOpenApiSchema field) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            AnswerWord? word = AnswerWords.Find(type, name);
            field.Description ??= word is { Unit: { } unit } ? $"{word.Description} Unit: {unit}." : word?.Description;
            if (field is OpenApiSchema own) AddRange(own, word);
            Describe(document, field, described);
        }

        Describe(document, schema.AdditionalProperties, described);
    }

    private static void AddRange(OpenApiSchema field, AnswerWord? word)
    {
        if (field.Type is not { } type || (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) == 0) return;
        field.Minimum ??= "0";
        if (word?.Unit is { } unit) FieldSchemas.AddUnit(field, unit);
    }
}
