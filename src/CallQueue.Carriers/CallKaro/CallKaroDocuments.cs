using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallQueue.Speech;

namespace CallQueue.Carriers.CallKaro;

/// <summary>The body of a create request. The metadata reaches the agent's prompt as <c>{{metadata.name}}</c> and comes back with each webhook.</summary>
internal static class CallKaroDocuments
{
    // Only for readability on the wire: the document is JSON, never HTML.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Why CallKaro's agent can't do this; null when it can.</summary>
    public static string? ProblemWith(CallScript script) => script switch
    {
        { AnswerUrl.Length: > 0 } => "callkaro's own agent speaks, so a call through it can't have an answer URL",
        { AgentUrl.Length: > 0 } => "callkaro's own agent speaks, so a call through it can't have an agent URL",
        _ => null,
    };

    public static byte[] Create(string agentId, DialRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("to_number", request.To.Value);
            json.WriteString("agent_id", agentId);
            // Otherwise the provider might retry by itself what we retry too.
            json.WriteNumber("number_of_retries", 0);
            json.WriteStartObject("metadata");
            WriteMetadata(json, request.Script, request.Attempt);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, CallScript script, AttemptRef attempt)
    {
        json.WriteString(CallKaroMetadata.Call, attempt.Call.ToString());
        json.WriteNumber(CallKaroMetadata.Attempt, attempt.Number);
        json.WriteString(CallKaroMetadata.Token, attempt.Token);
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in script.Variables ?? new Dictionary<string, string>()) said[name] = value;
        if (script.FlowName is { Length: > 0 } flow) said["flow_name"] = flow;
        if (script.Message is { Length: > 0 }) said["message"] = SpokenText.Plain(script);
        // What proves whose call this is can't be overwritten by a variable of the same name.
        foreach ((string name, string value) in said)
            if (!CallKaroMetadata.IsOurs(name)) json.WriteString(name, value);
    }
}
