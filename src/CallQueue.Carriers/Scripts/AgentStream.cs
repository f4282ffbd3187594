using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Carriers;
using CallQueue.Http;

namespace CallQueue.Scripts;

/// <summary>A voice agent's media stream: its address without query, and all parameters for the agent.</summary>
/// <param name="Url">The ws or wss URL, without query.</param>
/// <param name="Standing">call, attempt and flow_name: always present and always short.</param>
/// <param name="Extra">The script's variables and the URL's own query.</param>
/// <param name="Metadata">What the agent sends as <c>metadata</c> with its own webhooks (POST /api/webhooks/call), as JSON.</param>
internal sealed record AgentStream(
    string Url, IReadOnlyList<KeyValuePair<string, string>> Standing, IReadOnlyList<KeyValuePair<string, string>> Extra, KeyValuePair<string, string> Metadata)
{
    private const string MetadataName = "callqueue_metadata";

    private static readonly string[] Reserved = ["call", "attempt", "flow_name", MetadataName];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IEnumerable<KeyValuePair<string, string>> All => Standing.Concat(Extra);

    /// <summary>The same and the metadata.</summary>
    public IEnumerable<KeyValuePair<string, string>> AllAndMetadata => Standing.Append(Metadata).Concat(Extra);

    /// <summary>
    /// The agent that answers a script, or null: the script's own; else the process's, unless the script only has something
    /// to say (a message, and no flow for an agent).
    /// </summary>
    public static string? UrlFor(CallScript script, string? processAgentUrl) =>
        script.AgentUrl ?? (string.IsNullOrEmpty(script.Message) || script.FlowName is not null ? processAgentUrl : null);

    /// <summary>The stream for a script; <paramref name="agentUrl"/> must have passed <see cref="ProblemWith"/>.</summary>
    public static AgentStream For(string agentUrl, CallScript script, AttemptRef attempt)
    {
        string address = ToWebSocket(agentUrl);
        int query = address.IndexOf('?', StringComparison.Ordinal);
        var standing = new List<KeyValuePair<string, string>>
        {
            new("call", attempt.Call.Name),
            new("attempt", attempt.Number.ToString(CultureInfo.InvariantCulture)),
        };
        if (!string.IsNullOrEmpty(script.FlowName)) standing.Add(new("flow_name", script.FlowName));
        var extra = new Dictionary<string, string>(StringComparer.Ordinal);
        if (query >= 0)
            foreach ((string name, string value) in FormPairs.ParseQuery(address[query..])) extra[name] = value;
        foreach ((string name, string value) in script.Variables ?? new Dictionary<string, string>()) extra[name] = value;
        // What proves whose call this is can't be overwritten by a variable of the same name.
        return new AgentStream(query < 0 ? address : address[..query], standing, [.. extra.Where(pair => !Reserved.Contains(pair.Key))], new(MetadataName, MetadataOf(attempt)));
    }

    private static string MetadataOf(AttemptRef attempt) =>
        new JsonObject { ["call"] = attempt.Call.ToString(), ["attempt"] = attempt.Number, ["token"] = attempt.Token }.ToJsonString(Relaxed);

    /// <summary>Why no stream can be opened to this URL; null when one can. http(s) URLs count as ws(s).</summary>
    public static string? ProblemWith(string url)
    {
        if (!Uri.TryCreate(ToWebSocket(url), UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("ws" or "wss"))
            return "must be an absolute wss URL";
        if (parsed.Fragment.Length > 0) return "must have no fragment";
        // Carriers open media streams over TLS only; a loopback address serves tests without a carrier.
        return parsed.Scheme == "ws" && !parsed.IsLoopback ? "must be wss (or https): carriers stream over TLS only" : null;
    }

    private static string ToWebSocket(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? string.Concat("ws://", url.AsSpan(7))
        : url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? string.Concat("wss://", url.AsSpan(8))
        : url;
}
