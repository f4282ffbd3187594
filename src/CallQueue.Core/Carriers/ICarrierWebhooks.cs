namespace CallQueue.Carriers;

/// <summary>
/// The carrier's side of the callbacks: verifies the sender of a message, and translates it into our words. No I/O.
/// </summary>
public interface ICarrierWebhooks
{
    /// <summary>The carrier's name in the callback path.</summary>
    string Name { get; }

    /// <summary>Whether the message carries a genuine signature of the carrier for our account.</summary>
    bool IsGenuine(CarrierMessage message);

    /// <summary>The report in a genuine status message; null when it has no relevant status.</summary>
    CarrierReport? Read(CarrierMessage message);

    /// <summary>The attempt that the message itself names, in what the carrier was given to carry along; null when only its URL may name one.</summary>
    AttemptRef? AttemptIn(CarrierMessage message) => null;

    /// <summary>The document that answers the carrier when the person picks up.</summary>
    AnswerDocument Answer(CallScript script, AttemptRef attempt);

    /// <summary>The document for a person whose call no agent has taken: says so, and ends the call.</summary>
    AnswerDocument NoAgent() => AnswerDocument.HangUp;

    /// <summary>The document that leaves a message on a machine and then ends the call.</summary>
    AnswerDocument LeaveMessage(CallScript message) => AnswerDocument.HangUp;
}

/// <summary>A callback as it arrived.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Url">Scheme and host as given to the carrier, path and query byte for byte as received.</param>
/// <param name="Form">The decoded form fields, in their order; empty when there is no form body.</param>
/// <param name="Body">The raw body.</param>
/// <param name="Header">A header's value by name; null when absent.</param>
public sealed record CarrierMessage(
    string Method,
    string Url,
    IReadOnlyList<KeyValuePair<string, string>> Form,
    ReadOnlyMemory<byte> Body,
    Func<string, string?> Header)
{
    /// <summary>Other spellings of the URL under which the carrier may have signed it. They are made only when somebody reads them.</summary>
    public IEnumerable<string> OtherUrls { get; init; } = [];

    /// <summary>All spellings of the URL; the one that the carrier was given comes first.</summary>
    public IEnumerable<string> Urls => OtherUrls.Prepend(Url);
}

/// <summary>A document and its content type.</summary>
public sealed record AnswerDocument(string ContentType, string Text)
{
    /// <summary>Ends the call. Every carrier that asks for documents has this element.</summary>
    public static AnswerDocument HangUp { get; } = new("application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Hangup/></Response>");
}
