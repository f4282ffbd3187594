using System.Xml.Linq;
using CallQueue.Scripts;
using CallQueue.Speech;
using Twilio.TwiML;
using Twilio.TwiML.Voice;
using Post = Twilio.Http.HttpMethod;
using Verb = Twilio.TwiML.TwiML;

namespace CallQueue.Carriers.Twilio;

/// <summary>Scripts as TwiML, in the types of Twilio's package. Their text is written by us: its own writer allocates 15 kB for a document.</summary>
internal static class TwilioDocuments
{
    /// <summary>The longest document that a create may carry itself, in characters.</summary>
    public const int LongestInline = 4000;

    /// <summary>A stream parameter's name and value together stay below this many characters.</summary>
    private const int ParameterLimit = 500;

    /// <param name="after">Where Twilio reports whether the agent took the call, and asks what comes after it; null: nowhere.</param>
    public static CarrierXml Write(CallScript script, AttemptRef attempt, string? defaultAgentUrl, Callbacks? after = null) => script switch
    {
        { AnswerUrl: { Length: > 0 } url } => Redirect(url),
        _ when AgentStream.UrlFor(script, defaultAgentUrl) is { Length: > 0 } agent => Stream(agent, script, attempt, after),
        { Message.Length: > 0 } => Say(script),
        _ => Response(new Hangup()),
    };

    /// <summary>What is left on a machine; the call ends after it.</summary>
    public static CarrierXml WriteMessage(CallScript message) => Say(message, new Hangup());

    private static CarrierXml Response(params ReadOnlySpan<Verb> verbs)
    {
        var response = new VoiceResponse();
        foreach (Verb verb in verbs) response.Append(verb);
        return CarrierXml.Of(response.ToXDocument().Root!);
    }

    private static CarrierXml Redirect(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed)
        ? Response(new Redirect(parsed, Post.Post))
        : CarrierXml.Wrong("the answer URL is not an absolute URL");

    private static CarrierXml Say(CallScript script, params ReadOnlySpan<Verb> then)
    {
        Say.VoiceEnum? voice = script.Voice is { Length: > 0 } named ? (Say.VoiceEnum)SpokenText.ForXml(named) : null;
        if (script.Ssml != true) return Response([new Say(SpokenText.ForXml(SpokenText.Plain(script)), voice), .. then]);
        (IReadOnlyList<XNode>? nodes, string? problem) = Ssml.Parse(SpokenText.Markup(script));
        if (nodes is null) return CarrierXml.Wrong($"the message {problem}");
        var say = new Say(voice: voice);
        foreach (XNode node in nodes) Add(say, node);
        return Response([say, .. then]);
    }

    /// <summary>SSML that was checked, element by element.</summary>
    private static void Add(Verb parent, XNode node)
    {
        if (node is XText text) parent.AddText(text.Value);
        if (node is not XElement element) return;
        Verb child = parent.AddChild(element.Name.LocalName);
        foreach (XAttribute attribute in element.Attributes())
            if (!attribute.IsNamespaceDeclaration) child.SetOption(attribute.Name.Namespace == XNamespace.Xml ? $"xml:{attribute.Name.LocalName}" : attribute.Name.LocalName, attribute.Value);
        foreach (XNode inner in element.Nodes()) Add(child, inner);
    }

    // Twilio allows no query on a stream's URL: everything travels as parameters. Nothing is cut off or left out silently:
    // an agent without half of its parameters is worse than a call that is rejected with a reason.
    private static CarrierXml Stream(string agent, CallScript script, AttemptRef attempt, Callbacks? after)
    {
        if (AgentStream.ProblemWith(agent) is { } problem) return CarrierXml.Wrong($"the agent URL {problem}");
        AgentStream stream = AgentStream.For(agent, script, attempt);
        foreach ((string name, string value) in stream.All)
            if (name.Length + value.Length >= ParameterLimit)
                return CarrierXml.Wrong($"variable '{name}' and its value must have fewer than {ParameterLimit} characters together to reach an agent by media stream");
        var verb = new global::Twilio.TwiML.Voice.Stream(url: SpokenText.ForXml(stream.Url));
        foreach ((string name, string value) in stream.AllAndMetadata) verb.Append(new Parameter(SpokenText.ForXml(name), SpokenText.ForXml(value)));
        if (after is null) return Response(new Connect().Append(verb));

        // What follows Connect is fetched once the stream is over, or when it could not be opened.
        verb.StatusCallback = after.AgentStatusUrl(attempt);
        return Response(new Connect().Append(verb), new Redirect(new Uri(after.AfterAgentUrl(attempt)), Post.Post));
    }
}
