namespace CallQueue.Events;

/// <summary>What a topic of the event stream shows.</summary>
internal enum TopicKind
{
    /// <summary>A business: its counts, its leases, its runs, and why its calls are not dialed.</summary>
    Business,

    /// <summary>A run: its progress.</summary>
    Run,

    /// <summary>The carrier accounts; for operators.</summary>
    Trunks,
}

/// <summary>One thing that an event stream follows.</summary>
/// <param name="Business">Whose it is; null for <see cref="TopicKind.Trunks"/>.</param>
/// <param name="Run">The run's name; null for the other kinds.</param>
internal sealed record EventTopic(TopicKind Kind, BusinessId? Business = null, string? Run = null)
{
    /// <summary>What can be asked for, in the words of an error message.</summary>
    public const string Forms = "business:ID, run:ID, run:BUSINESS/ID or trunks";

    /// <summary>The carrier accounts.</summary>
    public static EventTopic Trunks { get; } = new(TopicKind.Trunks);

    /// <summary>The event's name in the stream: business, run or trunks.</summary>
    public string EventName => Kind switch
    {
        TopicKind.Business => "business",
        TopicKind.Run => "run",
        _ => "trunks",
    };

    /// <summary>Its name as events show it, always with its business: <c>run:clinic/spring</c>.</summary>
    public override string ToString() => Kind switch
    {
        TopicKind.Business => $"business:{Business}",
        TopicKind.Run => $"run:{Business}/{Run}",
        _ => "trunks",
    };

    /// <summary>Reads one item of the query.</summary>
    /// <param name="own">The request's business: a run without a business is one of it.</param>
    /// <param name="problem">What is wrong, phrased to follow the field's name; null when nothing is.</param>
    public static EventTopic? Parse(string text, BusinessId own, out string? problem)
    {
        problem = null;
        if (text == "trunks") return Trunks;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        (string kind, string rest) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        (string business, string name) = kind == "run" && slash >= 0 ? (rest[..slash], rest[(slash + 1)..]) : (own.Value, rest);
        switch (kind)
        {
            case "business" when Identifier.IsValid(name, out problem):
                return new EventTopic(TopicKind.Business, new BusinessId(name));
            case "run" when Identifier.IsValid(business, out problem) && Identifier.IsValid(name, out problem):
                return new EventTopic(TopicKind.Run, new BusinessId(business), name);
            case "business" or "run":
                problem = $"has an id that {problem}";
                return null;
            default:
                problem = $"has an unknown kind; send {Forms}";
                return null;
        }
    }
}
