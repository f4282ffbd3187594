using CallQueue.Validation;

namespace CallQueue.Speech;

/// <summary>
/// No I/O: whether what calls say can be said through a carrier. One check for the calls of a run, which share a template: what
/// they have in common is looked at once.
/// </summary>
/// <param name="rules">What the carrier documents.</param>
/// <param name="template">What all calls have in common; null for calls without a run.</param>
public sealed class SpeechCheck(SpeechRules rules, CallScript? template = null)
{
    private const string Message = "message";

    private readonly FieldProblem? _common = template?.Message is null ? null : FindMalformed(template) ?? FindCommon(rules, template);
    private readonly bool _isPlain = template?.Message?.Contains("{{", StringComparison.Ordinal) != true;
    private FieldProblem? _ofTemplate;
    private bool _isTemplateChecked;

    /// <summary>Why a call can't say what it should; null when it can.</summary>
    /// <param name="script">The call's own; null when it takes all from the template.</param>
    /// <param name="index">Its place in the list; null for a call alone.</param>
    public FieldProblem? Find(CallScript? script, PhoneNumber to, string? data, int? index)
    {
        if (_common is not null && (script is null or { Message: null, Voice: null, Ssml: null, AnswerUrl: null, AgentUrl: null, FlowName: null })) return _common;
        if (script is null && _isPlain)
        {
            if (!_isTemplateChecked) (_ofTemplate, _isTemplateChecked) = (Find(template ?? new CallScript(), null), true);
            return template?.Message is null && _ofTemplate is not null ? _ofTemplate with { Index = index } : _ofTemplate;
        }

        CallScript whole = (script ?? new CallScript()).Over(template);
        return (script?.Message is null ? null : FindMalformed(script) is { } malformed ? malformed with { Index = index } : null)
            ?? Find(SpokenFields.Complete(whole, to, data), index);
    }

    private FieldProblem? Find(CallScript whole, int? index) =>
        rules.NeedsMessage && rules.IsSilent(whole) && string.IsNullOrEmpty(whole.FlowName)
            ? new FieldProblem(Message, "is missing, and so is everything else that could be said; send a message, call_config.answer_url or call_config.flow_name, or set AGENT_SERVER_URL", index)
        : rules.FindProblem(whole) is { } problem ? new FieldProblem(Message, problem, index)
        : null;

    /// <summary>A mistake in what the calls have in common, whatever is in the places of the message.</summary>
    private static FieldProblem? FindCommon(SpeechRules rules, CallScript template) =>
        rules.FindProblem(template with { Variables = null }) is { } problem ? new FieldProblem(Message, problem) : null;

    private static FieldProblem? FindMalformed(CallScript script) =>
        SpokenTemplate.Parse(script.Message!).Problem is { } problem ? new FieldProblem(Message, problem) : null;
}
