using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Inputs;
using CallQueue.Validation;

namespace CallQueue.Jobs;

/// <summary>Shows calls as the job family does.</summary>
internal static class JobViews
{
    public static JobView Of(CallFacts call) => new(
        true,
        call.Id.Name,
        call.Words.Job,
        call.Words.Progress,
        call.Spec is { } order ? Data(order.To, order.Priority, order.Script, order.Rules, order.Data) : [],
        call.Tries,
        call.FailedReason);

    /// <summary>What was sent [S1.50]: the fields of the order, together with the stored ones.</summary>
    public static JsonObject Data(PhoneNumber to, Priority priority, CallScript script, CallRules rules, string? kept)
    {
        var data = new JsonObject { ["to"] = to.Value };
        if (script.Message is { } message) data["message"] = message;
        if (script.Ssml is { } ssml) data["ssml"] = ssml;
        JsonObject all = kept is null ? [] : StoredJson.Parse(kept) as JsonObject ?? [];
        all.Remove(KeptData.CallConfig, out JsonNode? left);
        foreach (string name in all.Select(field => field.Key).ToArray())
        {
            all.Remove(name, out JsonNode? value);
            data[name] = value;
        }

        data.TryAdd("priority", JsonValue.Create(priority.Word()));
        JsonObject config = CallViews.Config(script, rules, left as JsonObject);
        if (config.Count > 0) data[KeptData.CallConfig] = config;
        return data;
    }
}
