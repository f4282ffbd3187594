using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.Speech;
using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Schedules;

/// <summary>No I/O: the validation of a schedule, and the requests of its occurrences.</summary>
internal static class ScheduleRules
{
    private const int MostBytes = 256 * 1024;
    private const string CustomId = "custom_call_id";
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first problem, or null.</summary>
    /// <param name="speech">What the carrier documents about spoken texts.</param>
    public static FieldProblem? FindProblem(string name, ScheduleSpec spec, SpeechRules speech) =>
        name.Length > OccurrenceName.MaxScheduleName ? new FieldProblem("id", $"must be at most {OccurrenceName.MaxScheduleName} characters; got {name.Length}")
        : !Cron.TryParse(spec.Cron, spec.DayMatch ?? DayMatch.Both, out _, out string? cron) ? new FieldProblem("cron", cron)
        : !TimeZones.Exists(spec.Zone) ? new FieldProblem("timezone", $"'{spec.Zone}' is not an IANA time zone; write one such as Europe/Berlin")
        : spec.MisfireLimit is < 1 or > ScheduleSpec.MaxMisfires ? new FieldProblem("misfire_limit", $"must be from 1 to {ScheduleSpec.MaxMisfires}; got {spec.MisfireLimit}")
        : (spec.To is null) == (spec.People is null) ? new FieldProblem("phone_number", "or people is required, but not both; send one of them")
        : spec.People is { Count: 0 or > ScheduleSpec.MostPeople } ? new FieldProblem("people", $"must hold 1 to {ScheduleSpec.MostPeople} people; got {spec.People.Count}")
        : spec.Template?.Rules.Deadline is not null || spec.People?.Any(person => person.Rules?.Deadline is not null) == true
            ? new FieldProblem("deadline", "is not allowed in a schedule, since it is one instant and a schedule has many occurrences; remove it")
        : (FindProblemOfCalls(spec, speech) ?? FindProblemOfPlaces(spec)) is { } calls ? calls
        : JsonSerializer.SerializeToUtf8Bytes(spec, CallQueueJson.Default.ScheduleSpec).Length > MostBytes
            ? new FieldProblem(spec.People is null ? "data" : "people", $"and the rest of the schedule must be at most {MostBytes / 1024} KB in total")
        : null;

    /// <summary>The schedule in today's terms; one from before version 0.2 with the meaning that it had there.</summary>
    public static ScheduleSpec Current(ScheduleSpec spec)
    {
        if (spec.DayMatch is not null) return spec;
        (string cron, DayMatch days) = EarlierCron.Rewrite(spec.Cron);
        return spec with { Cron = cron, DayMatch = days };
    }

    /// <summary>Whether two schedules are equal by value.</summary>
    public static bool AreSame(ScheduleSpec one, ScheduleSpec other) => CallQueueJson.AreSame(one, other, CallQueueJson.Default.ScheduleSpec);

    /// <summary>When it comes. The schedule must be without problems.</summary>
    public static OccurrenceTimes TimesOf(ScheduleSpec spec) => Cron.TryParse(spec.Cron, spec.DayMatch ?? DayMatch.Both, out Cron? cron, out string? problem)
        ? new OccurrenceTimes(cron, spec.Zone, spec.Skipped, spec.Doubled)
        : throw new InvalidOperationException(problem);

    // The name is the fingerprint: what a schedule does may change, the occurrence stays the same one.

    /// <summary>An occurrence of a schedule for one person.</summary>
    public static SubmitCall CallOf(ScheduleSpec spec, string name)
    {
        CallTemplate template = spec.Template ?? new CallTemplate();
        var call = new NewCall { To = spec.To!.Value, Priority = template.Priority, Script = template.Script, Rules = template.Rules, Data = WithoutId(spec.Data) };
        return new SubmitCall(name, name, call) { IsBounded = true };
    }

    /// <summary>An occurrence of a schedule for a list of people.</summary>
    public static EnqueueCalls RunOf(ScheduleSpec spec, string name)
    {
        CallTemplate template = spec.Template ?? new CallTemplate();
        var run = new RunTemplate { Priority = template.Priority, Script = template.Script, Rules = template.Rules, Data = spec.Data };
        NewCall[] people = [.. spec.People!.Select(person => person with { Data = WithoutId(person.Data) })];
        return new EnqueueCalls(name, people.Length, 0, name, run, people) { IsBounded = true };
    }

    /// <summary>What of the schedule leaves the fences of its business; null when nothing does.</summary>
    /// <param name="settings">The business's settings in force.</param>
    public static FieldProblem? FindFenceProblem(ScheduleSpec spec, BusinessSettings settings)
    {
        if (spec.To is { } to && NumberFence.FindProblem(to, settings) is { } number) return new FieldProblem(SubmitCheck.Number, number);
        if (CallFences.FindProblem(spec.Template?.Script, spec.Template?.Rules, settings, isBounded: false) is { } common) return new FieldProblem($"call.{common.Field}", common.Problem);
        CallRules run = spec.Template?.Rules ?? new CallRules();
        if (SubmitCheck.InConfig(MachineChecks.FindConflict(run, settings.Rules)) is { } conflict) return new FieldProblem($"call.{conflict.Field}", conflict.Problem);
        if (spec.People is null && SubmitCheck.InConfig(MachineChecks.FindMissing(run, settings.Rules)) is { } missing) return new FieldProblem($"call.{missing.Field}", missing.Problem);
        for (int i = 0; i < spec.People?.Count; i++)
        {
            NewCall person = spec.People[i];
            if (NumberFence.FindProblem(person.To, settings) is { } fenced) return new FieldProblem(SubmitCheck.Number, fenced, i) { List = "people" };
            if (CallFences.FindProblem(person.Script, person.Rules, settings, isBounded: false) is { } own) return new FieldProblem(own.Field, own.Problem, i) { List = "people" };
            if (SubmitCheck.FindMachineProblem(person.Rules, run, settings.Rules) is { } machine) return new FieldProblem(machine.Field, machine.Problem, i) { List = "people" };
        }

        return null;
    }

    /// <summary>
    /// The submitter's fields without the id: it is that of the recurring job, or comes from an earlier version, and names none of the calls.
    /// </summary>
    private static string? WithoutId(string? data)
    {
        if (data is null || !data.Contains(CustomId, StringComparison.Ordinal) || JsonNode.Parse(data) is not JsonObject fields || !fields.Remove(CustomId)) return data;
        return fields.Count == 0 ? null : fields.ToJsonString(Relaxed);
    }

    /// <summary>A place of the message that nobody's data can fill.</summary>
    private static FieldProblem? FindProblemOfPlaces(ScheduleSpec spec)
    {
        var places = new PlaceTally();
        IReadOnlyList<NewCall> calls = spec.People ?? [CallOf(spec, "a").Call];
        foreach (NewCall call in calls) places.Add(call.Script, spec.Template?.Script, call.To, call.Data);
        return places.Unfillable(calls.SelectMany(call => call.Script?.Variables?.Keys ?? [])) is [var place, ..] ? new FieldProblem("message", place) : null;
    }

    private static FieldProblem? FindProblemOfCalls(ScheduleSpec spec, SpeechRules speech) =>
        spec.People is null ? Intake.FindProblem(CallOf(spec, "a"), speech) : Intake.FindProblem(RunOf(spec, "a"), speech);
}
