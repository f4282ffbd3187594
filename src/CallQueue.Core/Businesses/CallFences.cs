using CallQueue.Calls;
using CallQueue.Fences;

namespace CallQueue.Businesses;

/// <summary>No I/O: whether a submitted call stays within the fences of its business.</summary>
internal static class CallFences
{
    /// <summary>What all calls of a run have in common: the field and the problem; null when there is none.</summary>
    public static (string Field, string Problem)? FindProblem(CallScript? script, CallRules? rules, BusinessSettings settings, bool isBounded)
    {
        if (settings.Ceilings is not { } most) return null;
        if (!isBounded && CeilingCheck.FindDuration(rules?.MaxDuration, most.MaxDuration) is { } duration) return ("call_config.max_duration", duration);
        if (!isBounded && CeilingCheck.FindWindow(rules?.Window, most.Window) is { } window) return ("window", window);
        if (!isBounded && rules?.From is { } from && most.Numbers?.Contains(from) == false) return ("call_config.from", $"must be one of the business's caller ids, which the operator gives; got {from}");
        return HostList.FindUrlProblem(script?.AnswerUrl, most.AnswerUrlHosts) is { } url ? ("call_config.answer_url", url) : null;
    }
}
