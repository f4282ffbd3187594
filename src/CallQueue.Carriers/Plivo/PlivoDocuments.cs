using System.Text;
using System.Xml.Linq;
using CallQueue.Http;
using CallQueue.Scripts;
using CallQueue.Speech;

namespace CallQueue.Carriers.Plivo;

/// <summary>Scripts as Plivo XML. Plivo does not accept a document with a create request: our answer URL returns this.</summary>
internal static class PlivoDocuments
{
    /// <summary>The longest URL that Plivo streams to, in characters.</summary>
    private const int LongestStreamUrl = 2048;

    /// <summary>The most that extraHeaders may hold, in bytes.</summary>
    private const int MostExtraHeaders = 512;

    // Seconds that a greeting may still go on; the beep ends the wait.
    private const string LongestGreeting = "30";

    // A recording of the session stops at maxLength (default 60 s): as long as a call may last.
    private const string WholeCall = "86400";

    public static CarrierXml Write(CallScript script, AttemptRef attempt, string? defaultAgentUrl, Callbacks callbacks, bool looksAfterAgent = false)
    {
        XElement[] record = script.Record == true ? [Record(attempt, callbacks)] : [];
        if (script.AnswerUrl is { Length: > 0 } url) return CarrierXml.Response([.. record, new XElement("Redirect", url)]);
        if (AgentStream.UrlFor(script, defaultAgentUrl) is { Length: > 0 } agent)
        {
            (XElement? stream, string? problem) = Stream(agent, script, attempt);
            if (stream is null) return CarrierXml.Wrong(problem!);
            if (!looksAfterAgent) return CarrierXml.Response([.. record, stream]);

            // keepCallAlive: what follows is fetched once the stream is over, or when it could not be opened.
            stream.Add(new XAttribute("statusCallbackUrl", callbacks.AgentStatusUrl(attempt)), new XAttribute("statusCallbackMethod", "POST"));
            return CarrierXml.Response([.. record, stream, new XElement("Redirect", new XAttribute("method", "POST"), callbacks.AfterAgentUrl(attempt))]);
        }
        if (script.Message is not { Length: > 0 }) return CarrierXml.Response(new XElement("Hangup"));
        (XElement? speak, string? wrong) = SpokenVerb.Write("Speak", script);
        return speak is null ? CarrierXml.Wrong(wrong!) : CarrierXml.Response([.. record, speak]);
    }

    /// <summary>What is left on a machine once it has beeped; the call ends after it.</summary>
    public static CarrierXml WriteMessage(CallScript message)
    {
        (XElement? speak, string? problem) = SpokenVerb.Write("Speak", message);
        return speak is null
            ? CarrierXml.Wrong(problem!)
            : CarrierXml.Response(new XElement("Wait", new XAttribute("length", LongestGreeting), new XAttribute("beep", "true")), speak, new XElement("Hangup"));
    }

    /// <summary>What a person hears whose call no agent has taken; the call ends after it.</summary>
    public static CarrierXml WriteNoAgent(string message) => CarrierXml.Response(new XElement("Speak", SpokenText.ForXml(message)), new XElement("Hangup"));

    // recordSession records in the background; without redirect="false" the answer to its action would replace the rest.
    private static XElement Record(AttemptRef attempt, Callbacks callbacks) => new(
        "Record", new XAttribute("recordSession", "true"), new XAttribute("redirect", "false"), new XAttribute("maxLength", WholeCall),
        new XAttribute("action", callbacks.StatusUrl(attempt)), new XAttribute("method", "POST"),
        new XAttribute("callbackUrl", callbacks.StatusUrl(attempt)), new XAttribute("callbackMethod", "POST"));

    // The query holds everything. extraHeaders repeats it where its syntax and size allow, else only call, attempt and flow.
    private static (XElement? Stream, string? Problem) Stream(string agent, CallScript script, AttemptRef attempt)
    {
        if (AgentStream.ProblemWith(agent) is { } problem) return (null, $"the agent URL {problem}");
        AgentStream stream = AgentStream.For(agent, script, attempt);
        string url = $"{stream.Url}?{FormPairs.Encode(stream.AllAndMetadata)}";
        if (url.Length > LongestStreamUrl) url = $"{stream.Url}?{FormPairs.Encode(stream.All)}"; // The agent can do without webhooks of its own.
        if (url.Length > LongestStreamUrl)
            return (null, $"the variables and the agent URL must have at most {LongestStreamUrl} characters together to reach an agent through plivo");
        string? headers = Headers(stream.All) ?? Headers(stream.Standing);
        return (new XElement(
            "Stream", new XAttribute("bidirectional", "true"), new XAttribute("keepCallAlive", "true"), new XAttribute("contentType", "audio/x-mulaw;rate=8000"),
            headers is null ? null : new XAttribute("extraHeaders", headers), SpokenText.ForXml(url)), null);
    }

    private static string? Headers(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var parts = pairs.Select(pair => $"{pair.Key}={pair.Value}").ToList();
        string text = string.Join(',', parts);
        bool plain = parts.TrueForAll(part => part.All(c => c is >= ' ' and <= '~' and not ',') && part.Count(c => c == '=') == 1);
        return plain && Encoding.UTF8.GetByteCount(text) <= MostExtraHeaders ? text : null;
    }
}
