using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Rosters;
using CallQueue.Schedules;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>Composes an example of an answer from its schema and <see cref="AnswerWords"/>; fields that requests have too are as in the requests' examples.</summary>
internal sealed class AnswerExamples(OpenApiDocument document)
{
    private const int Deepest = 8;
    private const string Instant = "\"2026-11-30T09:00:00Z\"";

    /// <summary>Values of fields that no example of a request has.</summary>
    private const string Samples = """
        {"custom_call_id":"order-17","deadline":"2026-11-30T18:00:00Z","message":"Hello Ada, this is your reminder.","ring_timeout":60,"max_duration":1800,"delay_seconds":1800,"factor":1,
         "retry_on":["busy","no_answer"],"age_seconds":604800,"period_seconds":60,"timeout_seconds":5,"on_timeout":"hold","cron":"0 9 * * 1","day_match":"either","skipped_time":"next_valid",
         "doubled_time":"once","misfire":"run_once","misfire_limit":10,"overlap":"queue"}
        """;

    private static readonly JsonObject[] Requests =
    [
        JsonNode.Parse(Samples)!.AsObject(),
        .. new[] { CallFields.QueueCall, CallFields.QueueBulk, SettingsFields.Settings, ContactFields.Replaced, ScheduleFields.New, ScheduleFields.Replaced }
            .Select(table => JsonNode.Parse(table.Example!)!.AsObject()),
    ];

    public JsonNode? Of(IOpenApiSchema schema) => Of(schema, "", "", 0);

    private JsonNode? Of(IOpenApiSchema schema, string type, string name, int depth)
    {
        if (depth > Deepest) return null;
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            return document.Components?.Schemas?[id] is OpenApiSchema { Properties.Count: > 0 } known
                ? new JsonObject(known.Properties.Select(field => KeyValuePair.Create(field.Key, Of(field.Value, id, field.Key, depth + 1))))
                : Leaf(type, name) ?? new JsonObject();
        }

        if (schema.OneOf is { Count: > 0 } choices) return Of(choices.First(choice => choice.Type != JsonSchemaType.Null), type, name, depth);
        if (AnswerWords.Find(type, name) is { Example: { } own }) return JsonNode.Parse(own);
        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Array => Sent(name) is JsonArray sent && schema.Items is not OpenApiSchemaReference ? sent : [Of(schema.Items!, type, "", depth + 1)],
            JsonSchemaType.Object when schema.AdditionalProperties is { } value => Sent(name) ?? new JsonObject { ["default"] = Of(value, type, "", depth + 1) },
            JsonSchemaType.String when schema.Format == "date-time" => JsonNode.Parse(Instant),
            JsonSchemaType.String when schema.Enum is [{ } first, ..] => first.DeepClone(),
            JsonSchemaType.String => Sent(name) ?? JsonValue.Create(name.Length > 0 ? name : "text"),
            JsonSchemaType.Integer => Sent(name) ?? 1,
            JsonSchemaType.Number => Sent(name) ?? 1.5,
            JsonSchemaType.Boolean => Sent(name) ?? true,
            _ => Leaf(type, name),
        };
    }

    /// <summary>A value that any JSON may be.</summary>
    private static JsonNode? Leaf(string type, string name) => AnswerWords.Find(type, name) is { Example: { } own } ? JsonNode.Parse(own) : Sent(name);

    /// <summary>The value that an example of a request has for it; null when none has.</summary>
    private static JsonNode? Sent(string name) => Requests.Select(request => request[name]).FirstOrDefault(value => value is not null)?.DeepClone();
}
