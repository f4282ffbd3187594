using CallQueue.Calls;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>No I/O: calls that could never be dialed are rejected when they are submitted. For callers that check a whole list before they submit its first part.</summary>
public static class SubmitCheck
{
    /// <summary>The field of a call's number, as most requests spell it.</summary>
    public const string Number = "phone_number";

    /// <summary>The problem of a run as a whole: its deadline leaves no time, or it leaves the fences of its business. Null: none.</summary>
    /// <param name="settings">The business's settings in force.</param>
    /// <param name="isBounded">See <see cref="SubmitCall.IsBounded"/>.</param>
    public static FieldProblem? FindProblem(RunTemplate template, BusinessSettings settings, DateTimeOffset now, bool isBounded = false)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (template.Rules.Deadline <= From(template, now)) return new FieldProblem("deadline", CallHours.TooEarly);
        return (CallFences.FindProblem(template.Script, template.Rules, settings, isBounded) ?? (isBounded ? null : InConfig(MachineChecks.FindConflict(template.Rules, settings.Rules)))) is { } found
            ? new FieldProblem(found.Field, found.Problem)
            : null;
    }

    /// <summary>
    /// Why a call of a run could never be dialed: its window does not open, or not before its deadline, or it leaves the fences of its
    /// business. Null: it can.
    /// </summary>
    /// <inheritdoc cref="FindProblem(RunTemplate, BusinessSettings, DateTimeOffset, bool)"/>
    public static FieldProblem? FindProblem(RunTemplate template, NewCall call, BusinessSettings settings, DateTimeOffset now, bool isBounded = false)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(settings);
        if (CallFences.FindProblem(call.Script, call.Rules, settings, isBounded) is { } fence) return new FieldProblem(fence.Field, fence.Problem);
        if (NumberFence.FindProblem(call.To, settings) is { } number) return new FieldProblem(Number, number);
        CallRules rules = call.Rules is { } own ? own.Over(template.Rules) : template.Rules;
        if (!isBounded && FindMachineProblem(call.Rules, template.Rules, settings.Rules) is { } machine) return new FieldProblem(machine.Field, machine.Problem);
        DateTimeOffset from = From(template, now);
        return CallHours.FindProblem(call.To, rules, settings.Rules, call.NotBefore > from ? call.NotBefore.Value : from) is { } found
            ? new FieldProblem(found.Field, found.Problem)
            : null;
    }

    /// <summary>Whether a call of a run waits for its time or its window, so that it is delayed as soon as it is queued.</summary>
    /// <inheritdoc cref="FindProblem(RunTemplate, BusinessSettings, DateTimeOffset, bool)"/>
    public static bool IsDelayed(RunTemplate template, NewCall call, BusinessSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(settings);
        CallRules rules = call.Rules is { } own ? own.Over(template.Rules) : template.Rules;
        return template.NotBefore > now || call.NotBefore > now || CallHours.OpeningOf(call.To, rules, settings.Rules, now) is not null;
    }

    /// <summary>A contradiction in what is to happen with answering machines: the field and why; null when there is none.</summary>
    internal static (string Field, string Problem)? FindMachineProblem(CallRules? call, CallRules run, CallRules business)
    {
        CallRules below = business.Machine is null && business.VoicemailMessage is null ? run : run.Over(business);
        return InConfig(MachineChecks.FindConflict(call, below) ?? MachineChecks.FindMissing(call, below));
    }

    /// <summary>A problem with the place of its field in a request.</summary>
    internal static (string Field, string Problem)? InConfig((string Field, string Problem)? found) => found is { } one ? ($"call_config.{one.Field}", one.Problem) : null;

    private static DateTimeOffset From(RunTemplate template, DateTimeOffset now) => template.NotBefore > now ? template.NotBefore.Value : now;
}
