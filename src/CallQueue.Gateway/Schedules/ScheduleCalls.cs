using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Inputs;
using CallQueue.Validation;

namespace CallQueue.Schedules;

/// <summary>Shows the calls of a schedule in the fields in which they were sent.</summary>
internal static class ScheduleCalls
{
    /// <param name="to">Null for the part that all calls have in common.</param>
    public static JsonObject Show(PhoneNumber? to, Priority? priority, CallScript? script, CallRules? rules, string? kept)
    {
        JsonObject shown = kept is null ? [] : StoredJson.Parse(kept) as JsonObject ?? [];
        shown.Remove(KeptData.CallConfig, out JsonNode? left);
        shown.Remove(KeptData.CustomCallId);
        if (to is { } number) shown["phone_number"] = number.Value;
        if (priority is { } given) shown["priority"] = given.Word();
        if (script?.Message is { } message) shown["message"] = message;
        if (script?.Ssml is { } ssml) shown["ssml"] = ssml;
        if (rules?.Retry is { } retry) shown["max_retries"] = retry.MaxAttempts - 1;
        if (rules?.Window is { } window) shown["window"] = window.ToString();
        if (rules?.Consent is { } consent) shown["consent"] = consent;
        if (rules?.TimeZone is { } zone) shown["timezone"] = zone;
        JsonObject config = CallViews.Config(script ?? new CallScript(), rules ?? new CallRules(), left as JsonObject);
        if (config.Count > 0) shown[KeptData.CallConfig] = config;
        return shown;
    }
}
