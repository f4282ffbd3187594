using System.Globalization;
using System.Text;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Runs;
using CallQueue.Speech;
using CallQueue.Validation;

namespace CallQueue.Businesses.Steps;

/// <summary>No I/O: checks submitted calls and queues them, completely or not at all.</summary>
internal static class Intake
{
    /// <summary>The most calls of one run.</summary>
    private const int MostCalls = 10_000_000;

    /// <summary>A call submitted alone shares nothing.</summary>
    private static readonly RunTemplate Alone = new();

    /// <param name="speech">What the business's carrier documents about spoken texts.</param>
    public static FieldProblem? FindProblem(EnqueueCalls request, SpeechRules speech) =>
        !Identifier.IsValid(request.Run, out string? problem) ? new FieldProblem("run", problem)
        : request.Total is < 1 or > MostCalls ? new FieldProblem("total", $"must be from 1 to {MostCalls}; got {request.Total}")
        : request.Calls.Count == 0 ? new FieldProblem("calls", "must not be empty")
        : request.Offset < 0 || request.Offset + request.Calls.Count > request.Total ? new FieldProblem("offset", $"must be within the run; got {request.Offset} with {request.Calls.Count} calls of {request.Total}")
        : request.Template.Rules.FindProblem() is { } rule ? new FieldProblem(rule.Field, rule.Problem)
        : FindProblem(request.Template.Script, request.Template.Data, null) is { } script ? script
        : request.Calls.Select((call, i) => FindProblem(call, request.Offset + i)).FirstOrDefault(found => found is not null)
            ?? FindSpeechProblem(request, new SpeechCheck(speech, request.Template.Script), speech);

    /// <inheritdoc cref="FindProblem(EnqueueCalls, SpeechRules)"/>
    public static FieldProblem? FindProblem(SubmitCall request, SpeechRules speech) =>
        request.Name is not null && !Identifier.IsValid(request.Name, out string? problem) ? new FieldProblem("call_id", problem)
        : FindProblem(request.Call, null) ?? new SpeechCheck(speech).Find(request.Call.Script ?? new CallScript(), request.Call.To, request.Call.Data, null)
            ?? FindVoicemailProblem(request.Call, Alone, speech, null);

    /// <summary>
    /// The first call that could never be dialed, since its window does not open, or not before its deadline, or since it leaves the
    /// fences of its business; null when there is none.
    /// </summary>
    /// <param name="settings">The business's settings in force.</param>
    public static FieldProblem? FindUndialable(EnqueueCalls request, BusinessSettings settings, DateTimeOffset now) =>
        FindUndialable(request, request.Calls, request.Offset, settings, now);

    /// <inheritdoc cref="FindUndialable(EnqueueCalls, BusinessSettings, DateTimeOffset)"/>
    public static FieldProblem? FindUndialable(SubmitCall request, BusinessSettings settings, DateTimeOffset now) =>
        SubmitCheck.FindProblem(Alone, request.Call, settings, now, request.IsBounded);

    /// <summary>The problem of more waiting calls than the operator allows; null when there is room.</summary>
    /// <param name="more">Calls that would be added.</param>
    public static FieldProblem? FindRoomProblem(BusinessState state, int more)
    {
        if (state.Settings.Ceilings?.WaitingCalls is not { } most) return null;
        long waiting = state.Tally.Waiting + state.Runs.Where(run => run.Status == RunStatus.Filling).Sum(run => (long)run.Total - run.Received);
        return waiting + more <= most ? null : new FieldProblem("calls", string.Create(CultureInfo.InvariantCulture, $"would exceed {most} waiting calls, the operator's ceiling: {waiting} wait already, and this adds {more}; submit them later"));
    }

    /// <summary>The order of a call submitted alone, complete.</summary>
    public static CallSpec SpecOf(NewCall call, BusinessSettings settings)
    {
        CallRules rules = CallHours.Over(call.Rules ?? new CallRules(), call.To, settings.CallDefaults);
        return new()
        {
            To = call.To,
            Priority = call.Priority ?? Priority.Normal,
            Script = SpokenFields.Complete(call.Script ?? new CallScript(), call.To, call.Data, rules.VoicemailMessage),
            Rules = rules,
            Data = call.Data,
            NotBefore = call.NotBefore,
        };
    }

    /// <summary>Accepts the new part of a run.</summary>
    public static EnqueueAnswer Take(BusinessState state, EnqueueCalls request, DateTimeOffset now)
    {
        ActiveRun? run = state.FindRun(request.Run);
        if (run is not null && (run.Fingerprint != request.Fingerprint || run.Total != request.Total))
            return new EnqueueAnswer.Conflict($"run '{request.Run}' already exists with different content; choose another id");
        int received = run?.Received ?? 0;
        if (request.Offset > received) return new EnqueueAnswer.Refused(new FieldProblem("offset", $"must be {received}, since the calls before it are missing; got {request.Offset}")) { IsOutOfOrder = true };
        if (request.Offset + request.Calls.Count <= received || run?.Status == RunStatus.Stopped) return new EnqueueAnswer.Taken(received, false);

        IReadOnlyList<NewCall> fresh = [.. request.Calls.Skip(received - request.Offset)];
        if (FindUndialable(request, fresh, received, state.Settings, now) is { } problem) return new EnqueueAnswer.Refused(problem);
        run ??= state.OpenRun(request.Run, request.Total, request.Fingerprint, request.Template, now);
        Queue(state, run, fresh, received, now);
        return new EnqueueAnswer.Taken(run.Received, true);
    }

    /// <summary>
    /// Queues a single call; its own record has the spec. One that may not be dialed at this hour waits for the opening from the beginning, so
    /// that every answer about it says the same. When it is due; null: now.
    /// </summary>
    public static DateTimeOffset? Take(BusinessState state, SubmitCall request, DateTimeOffset now)
    {
        DateTimeOffset? dueAt = request.Call.NotBefore > now ? request.Call.NotBefore : OpeningOf(request.Call, state.Settings, now);
        QueuedCall queued = Queued(request.Call, 0, 0) with { Name = request.Name, Chosen = request.Chosen };
        Queue(state, null, [(dueAt, AgentSteps.Noted(state, queued).AsKept())], now);
        return dueAt;
    }

    private static DateTimeOffset? OpeningOf(NewCall call, BusinessSettings settings, DateTimeOffset now)
    {
        if (call.Rules?.Deadline <= now) return null;
        DateTimeOffset? opening = CallHours.OpeningOf(call.To, call.Rules, settings.Rules, now);
        return opening > call.Rules?.Deadline ? call.Rules?.Deadline : opening;
    }

    private static void Queue(BusinessState state, ActiveRun run, IReadOnlyList<NewCall> calls, int first, DateTimeOffset now)
    {
        List<(DateTimeOffset?, QueuedCall)> queued = [.. calls.Select((call, i) => (Latest(call.NotBefore, run.Template!.NotBefore), Queued(call, run.Ordinal, first + i)))];
        Queue(state, run, queued, now);
        run.Receive(calls.Count, queued.Exists(call => call.Item2.HasOwnHours), calls.Any(call => call.CustomId is not null), now);
    }

    private static void Queue(BusinessState state, ActiveRun? run, List<(DateTimeOffset? NotBefore, QueuedCall Call)> calls, DateTimeOffset now)
    {
        var delayed = calls.Where(call => call.NotBefore > now).Select(call => new DelayedCall(call.NotBefore!.Value, call.Call)).ToList();
        state.Delayed.Add(delayed, now);
        state.Lanes.Append(calls.Where(call => call.NotBefore is not { } at || at <= now).Select(call => (state.PriorityOf(call.Call), call.Call)));
        foreach (Tally tally in run is null ? [state.Tally] : new[] { state.Tally, run.Tally })
        {
            tally.Add(Place.Delayed, delayed.Count);
            tally.Add(Place.Ready, calls.Count - delayed.Count);
        }
    }

    private static QueuedCall Queued(NewCall call, int run, int index) => new()
    {
        Run = run, Index = index, To = call.To, Priority = call.Priority, Script = call.Script, Rules = call.Rules, Data = call.Data,
    };

    private static FieldProblem? FindUndialable(EnqueueCalls request, IReadOnlyList<NewCall> calls, int first, BusinessSettings settings, DateTimeOffset now)
    {
        if (SubmitCheck.FindProblem(request.Template, settings, now, request.IsBounded) is { } late) return late;
        for (int i = 0; i < calls.Count; i++)
        {
            if (SubmitCheck.FindProblem(request.Template, calls[i], settings, now, request.IsBounded) is { } found) return new FieldProblem(found.Field, found.Problem, first + i);
        }

        return null;
    }

    private static DateTimeOffset Latest(DateTimeOffset at, DateTimeOffset? other) => other > at ? other.Value : at;

    private static DateTimeOffset? Latest(DateTimeOffset? at, DateTimeOffset? other) => at is { } time ? Latest(time, other) : other;

    private static FieldProblem? FindSpeechProblem(EnqueueCalls request, SpeechCheck speech, SpeechRules rules)
    {
        for (int i = 0; i < request.Calls.Count; i++)
        {
            NewCall call = request.Calls[i];
            if (speech.Find(call.Script, call.To, call.Data, request.Offset + i) is { } problem) return problem;
            if (FindVoicemailProblem(call, request.Template, rules, request.Offset + i) is { } left) return left;
        }

        return null;
    }

    private static FieldProblem? FindVoicemailProblem(NewCall call, RunTemplate run, SpeechRules speech, int? index)
    {
        if ((call.Rules?.VoicemailMessage ?? run.Rules.VoicemailMessage) is not { } text) return null;
        CallScript? script = call.Script is { } own ? own.Over(run.Script) : run.Script;
        return SubmitCheck.InConfig(MachineChecks.FindSpeechProblem(speech, script, text, call.To, call.Data)) is { } found ? new FieldProblem(found.Field, found.Problem, index) : null;
    }

    private static FieldProblem? FindProblem(NewCall call, int? index) =>
        string.IsNullOrEmpty(call.To.Value) ? new FieldProblem("phone_number", "is missing", index)
        : call.Rules?.FindProblem() is { } rule ? new FieldProblem(rule.Field, rule.Problem, index)
        : FindProblem(call.Script, call.Data, index);

    private static FieldProblem? FindProblem(CallScript? script, string? data, int? index) =>
        script?.Message?.Length > CallLimits.MessageLength ? new FieldProblem("message", $"must be at most {CallLimits.MessageLength} characters; got {script.Message.Length}", index)
        : script?.Variables is { } variables && CallLimits.SizeOf(variables) > CallLimits.VariablesBytes
            ? new FieldProblem("variables", $"must be at most {CallLimits.VariablesBytes / 1024} KB in total", index)
        : data is not null && Encoding.UTF8.GetByteCount(data) > CallLimits.DataBytes ? new FieldProblem("data", $"must be at most {CallLimits.DataBytes / 1024} KB", index)
        : null;
}
