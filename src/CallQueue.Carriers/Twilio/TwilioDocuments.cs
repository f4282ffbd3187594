using System.Xml.Linq;
using CallQueue.Scripts;
using CallQueue.Speech;

namespace CallQueue.Carriers.Twilio;

/// <summary>Scripts as TwiML.</summary>
internal static class TwilioDocuments
{
    /// <summary>The longest document that a create may carry itself, in characters.</summary>
    public const int LongestInline = 4000;

    /// <summary>A stream parameter's name and value together stay below this many characters.</summary>
    private const int ParameterLimit = 500;

    public static CarrierXml Write(CallScript script, AttemptRef attempt, string? defaultAgentUrl) => script switch
    {
        { AnswerUrl: { Length: > 0 } url } => CarrierXml.Response(new XElement("Redirect", new XAttribute("method", "POST"), url)),
        _ when AgentStream.UrlFor(script, defaultAgentUrl) is { Length: > 0 } agent => Stream(agent, script, attempt),
        { Message.Length: > 0 } => Say(script),
        _ => CarrierXml.Response(new XElement("Hangup")),
    };

    /// <summary>What is left on a machine; the call ends after it.</summary>
    public static CarrierXml WriteMessage(CallScript message)
    {
        (XElement? say, string? problem) = SpokenVerb.Write("Say", message);
        return say is null ? CarrierXml.Wrong(problem!) : CarrierXml.Response(say, new XElement("Hangup"));
    }

    private static CarrierXml Say(CallScript script)
    {
        (XElement? say, string? problem) = SpokenVerb.Write("Say", script);
        return say is null ? CarrierXml.Wrong(problem!) : CarrierXml.Response(say);
    }

    // Twilio allows no query on a stream's URL: everything travels as parameters. Nothing is cut off or left out silently:
    // an agent without half of its parameters is worse than a call that is rejected with a reason.
    private static CarrierXml Stream(string agent, CallScript script, AttemptRef attempt)
    {
        if (AgentStream.ProblemWith(agent) is { } problem) return CarrierXml.Wrong($"the agent URL {problem}");
        AgentStream stream = AgentStream.For(agent, script, attempt);
        foreach ((string name, string value) in stream.All)
            if (name.Length + value.Length >= ParameterLimit)
                return CarrierXml.Wrong($"variable '{name}' and its value must have fewer than {ParameterLimit} characters together to reach an agent through twilio");
        return CarrierXml.Response(new XElement("Connect", new XElement(
            "Stream", new XAttribute("url", SpokenText.ForXml(stream.Url)), stream.AllAndMetadata.Select(Parameter))));
    }

    private static XElement Parameter(KeyValuePair<string, string> pair) => new(
        "Parameter", new XAttribute("name", SpokenText.ForXml(pair.Key)), new XAttribute("value", SpokenText.ForXml(pair.Value)));
}
