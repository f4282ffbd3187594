using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace CallQueue.Speech;

/// <summary>What a carrier documents about a spoken text.</summary>
public sealed record SpeechRules
{
    /// <summary>A carrier without documented limits, such as the simulated one.</summary>
    public static SpeechRules Unlimited { get; } = new();

    /// <summary>The carrier's name for people.</summary>
    public string Carrier { get; init; } = "the carrier";

    /// <summary>Nobody speaks unless the script says something: the carrier has no voice agent of its own.</summary>
    public bool NeedsMessage { get; init; }

    /// <summary>
    /// Nobody speaks either, but the carrier places the call all the same: the simulated one, without a voice agent. What is written for us
    /// (lists, schedules) is refused as <see cref="NeedsMessage"/> would; calls of existing systems, whose contract allows it, are placed.
    /// </summary>
    public bool AsksForMessage { get; init; }

    /// <summary>The rules of the other carriers that may place the call.</summary>
    public IReadOnlyList<SpeechRules> Others { get; init; } = [];

    /// <summary>The rules of several carriers, any of which may place a call: a text must suit each.</summary>
    /// <param name="all">At least one, that of the first carrier first.</param>
    public static SpeechRules OfAll(IEnumerable<SpeechRules> all) => all.ToArray() switch
    {
        [] => throw new ArgumentException("no carrier has rules", nameof(all)),
        [var only] => only,
        [var first, .. var others] => first with { Others = others },
    };

    /// <summary>The same rules, by which a call that would say nothing is refused in any case.</summary>
    public SpeechRules Strict => AsksForMessage ? this with { NeedsMessage = true } : this;

    /// <summary>Kinds of voices, the most particular first; the first whose prefix the voice has applies.</summary>
    public IReadOnlyList<VoiceRules> Voices { get; init; } = [];

    /// <summary>The most characters of a text once it is URL-encoded; null: no limit.</summary>
    public int? MostUrlEncoded { get; init; }

    /// <summary>Whether nothing would be said: the person would be called and hear silence.</summary>
    public bool IsSilent(CallScript script) => IsSilentHere(script) || Others.Any(other => other.IsSilentHere(script));

    private bool IsSilentHere(CallScript script) =>
        (NeedsMessage || AsksForMessage) && string.IsNullOrWhiteSpace(script.Message) && string.IsNullOrEmpty(script.AnswerUrl) && string.IsNullOrEmpty(script.AgentUrl);

    /// <summary>Why the message, once its places are filled in, can't be spoken; as the end of a sentence that begins with the field. Null when it can.</summary>
    public string? FindProblem(CallScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return FindOwnProblem(script) ?? Others.Select(other => other.FindOwnProblem(script)).FirstOrDefault(problem => problem is not null);
    }

    private string? FindOwnProblem(CallScript script)
    {
        if (SpokenText.LengthOf(script) is > SpokenText.Longest and var filled)
            return string.Create(CultureInfo.InvariantCulture, $"is too long: at most {SpokenText.Longest:N0} characters once its places are filled in; got {filled:N0}");
        if (!IsSpoken(script)) return null;
        VoiceRules voice = VoiceOf(script.Voice);
        if (script.Ssml != true) return FindLong(SpokenText.Plain(script), null, voice);
        if (!voice.Ssml) return voice.SsmlHint is { } hint ? $"is SSML, which {Carrier} speaks only with {hint}; got {(script.Voice is { } name ? $"the voice '{name}'" : "no voice")}" : $"is SSML, which {Carrier} does not speak; send plain text";
        string markup = SpokenText.Markup(script);
        (IReadOnlyList<XNode>? nodes, string? problem) = Ssml.Parse(markup);
        if (problem is not null) return problem;
        string? barred = voice.Barred.FirstOrDefault(element => Ssml.Uses(nodes!, element));
        return barred is not null ? $"has the element <{barred}>, which the voice '{script.Voice}' does not support" : FindLong(Ssml.TextOf(nodes!), markup, voice);
    }

    /// <summary>Whether the carrier's voice speaks the message, and not the app's document or an agent.</summary>
    private bool IsSpoken(CallScript script) =>
        !string.IsNullOrEmpty(script.Message) && string.IsNullOrEmpty(script.AnswerUrl) && string.IsNullOrEmpty(script.AgentUrl) && (script.FlowName is null || NeedsMessage);

    private VoiceRules VoiceOf(string? voice) =>
        Voices.FirstOrDefault(rules => (voice ?? "").StartsWith(rules.Prefix, StringComparison.OrdinalIgnoreCase) && (voice ?? "").EndsWith(rules.Suffix, StringComparison.OrdinalIgnoreCase))
        ?? VoiceRules.Unlimited;

    private string? FindLong(string text, string? markup, VoiceRules voice)
    {
        string counted = voice.CountsTags ? markup ?? text : text;

        // A character has at most three bytes for each of its UTF-16 units: short texts are not counted.
        if (counted.Length * 3L <= voice.Most && counted.Length * 9L <= (MostUrlEncoded ?? int.MaxValue)) return null;
        int length = voice.CountsBytes ? Encoding.UTF8.GetByteCount(counted) : counted.EnumerateRunes().Count();
        if (length > voice.Most)
            return string.Create(CultureInfo.InvariantCulture, $"is too long for {voice.Name} of {Carrier}: at most {voice.Most:N0} {(voice.CountsBytes ? "bytes in UTF-8" : "characters")} once its places are filled in; got {length:N0}");
        if (MostUrlEncoded is not { } most) return null;
        int encoded = Uri.EscapeDataString(counted).Replace("%20", "+", StringComparison.Ordinal).Length;
        return encoded <= most ? null
            : string.Create(CultureInfo.InvariantCulture, $"is too long for {Carrier}: at most {most:N0} characters once it is URL-encoded; got {encoded:N0}");
    }

    // Strict can be these rules themselves.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Carrier = ").Append(Carrier);
        return true;
    }
}

/// <summary>The limits of one kind of voices.</summary>
/// <param name="Name">For people, such as <c>Polly voices</c>.</param>
/// <param name="Prefix">What their names begin with, in any case; empty: all names, and no name.</param>
public sealed record VoiceRules(string Name, string Prefix)
{
    internal static VoiceRules Unlimited { get; } = new("any voice", "") { Ssml = true };

    /// <summary>What their names end with, in any case.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The longest text.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>The length counts bytes in UTF-8, not characters.</summary>
    public bool CountsBytes { get; init; }

    /// <summary>The length counts SSML tags too.</summary>
    public bool CountsTags { get; init; }

    /// <summary>They speak SSML.</summary>
    public bool Ssml { get; init; }

    /// <summary>Elements of SSML that they do not support.</summary>
    public IReadOnlyList<string> Barred { get; init; } = [];

    /// <summary>Which voices speak SSML instead; null: none of this carrier do.</summary>
    public string? SsmlHint { get; init; }
}
