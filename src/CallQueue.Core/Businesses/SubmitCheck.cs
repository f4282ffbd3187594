using CallQueue.Calls;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>No I/O: calls that could never be dialed are rejected when they are submitted. For callers that check a whole list before they submit its first part.</summary>
public static class SubmitCheck
{
    /// <summary>The problem of a run as a whole: its deadline leaves no time. Null: none.</summary>
    public static FieldProblem? FindProblem(RunTemplate template, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(template);
        return template.Rules.Deadline <= From(template, now) ? new FieldProblem("deadline", CallHours.TooEarly) : null;
    }

    /// <summary>Why a call of a run could never be dialed: its window does not open, or not before its deadline. Null: it can.</summary>
    public static FieldProblem? FindProblem(RunTemplate template, NewCall call, BusinessSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(settings);
        CallRules rules = call.Rules is { } own ? own.Over(template.Rules) : template.Rules;
        DateTimeOffset from = From(template, now);
        return CallHours.FindProblem(call.To, rules, settings.Rules, call.NotBefore > from ? call.NotBefore.Value : from) is { } found
            ? new FieldProblem(found.Field, found.Problem)
            : null;
    }

    private static DateTimeOffset From(RunTemplate template, DateTimeOffset now) => template.NotBefore > now ? template.NotBefore.Value : now;
}
