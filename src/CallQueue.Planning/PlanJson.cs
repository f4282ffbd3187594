using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallQueue.Planning;

/// <summary>A plan as programs read it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunPlan))]
public sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>The plan as indented JSON with snake_case names, the same that the REST API answers.</summary>
    public static string Write(RunPlan plan) => JsonSerializer.Serialize(plan, Default.RunPlan);
}
