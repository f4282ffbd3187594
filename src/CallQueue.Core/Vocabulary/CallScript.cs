namespace CallQueue;

/// <summary>
/// What happens when the person answers. The first of these that is given decides: <see cref="AnswerUrl"/> (the app's own
/// document), <see cref="AgentUrl"/> (a voice agent by media stream), <see cref="Message"/> (spoken), the process's agent.
/// A <see cref="FlowName"/> speaks to an agent, so it goes to the process's agent even beside a message.
/// </summary>
public sealed record CallScript
{
    /// <summary>
    /// Spoken by the carrier's voice, with places for the call's fields (<see cref="Speech.SpokenTemplate"/>); at most 4,000 characters. Null: no message.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>The message is SSML. Null and false: it is plain text.</summary>
    public bool? Ssml { get; init; }

    /// <summary>The carrier's voice name, passed on as it is. Null: the carrier's default.</summary>
    public string? Voice { get; init; }

    /// <summary>An absolute http(s) URL that answers with the carrier's own XML. Null: we answer.</summary>
    public string? AnswerUrl { get; init; }

    /// <summary>A wss URL of a voice agent. Null: the process's AGENT_SERVER_URL, if there is one and nothing else to do.</summary>
    public string? AgentUrl { get; init; }

    /// <summary>The agent's flow, handed to it as the parameter <c>flow_name</c>.</summary>
    public string? FlowName { get; init; }

    /// <summary>Handed to the agent as parameters, and put into {{name}} places of the message. At most 32 KB in all.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Record the whole call. Null and false: no.</summary>
    public bool? Record { get; init; }

    /// <summary>Record each side in a channel of its own. Null and false: both in one.</summary>
    public bool? RecordDual { get; init; }

    /// <summary>
    /// Whether the process's agent talks to the person: there is neither a document nor an agent of the call's own, and nothing to say, or a flow, which is spoken to an agent.
    /// </summary>
    /// <param name="own">The call's script; null: it has none.</param>
    /// <param name="below">That of its run, for what the call's leaves open; null: there is none.</param>
    public static bool GoesToAgent(CallScript? own, CallScript? below) =>
        string.IsNullOrEmpty(own?.AnswerUrl ?? below?.AnswerUrl) && (own?.AgentUrl ?? below?.AgentUrl) is null
        && (string.IsNullOrEmpty(own?.Message ?? below?.Message) || (own?.FlowName ?? below?.FlowName) is not null);

    /// <summary>These settings where given, else those of <paramref name="template"/>; variables are merged by name.</summary>
    public CallScript Over(CallScript? template) => template is null ? this : new CallScript
    {
        Message = Message ?? template.Message,
        Ssml = Ssml ?? template.Ssml,
        Voice = Voice ?? template.Voice,
        AnswerUrl = AnswerUrl ?? template.AnswerUrl,
        AgentUrl = AgentUrl ?? template.AgentUrl,
        FlowName = FlowName ?? template.FlowName,
        Variables = Merge(template.Variables, Variables),
        Record = Record ?? template.Record,
        RecordDual = RecordDual ?? template.RecordDual,
    };

    private static IReadOnlyDictionary<string, string>? Merge(
        IReadOnlyDictionary<string, string>? below, IReadOnlyDictionary<string, string>? above)
    {
        if (below is null || above is null) return above ?? below;
        var merged = new Dictionary<string, string>(below, StringComparer.Ordinal);
        foreach ((string name, string value) in above) merged[name] = value;
        return merged;
    }
}
