using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Hosting;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Schedules;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Jobs;

/// <summary>Recurring jobs [S1.15]: schedules in the words of the job family. A job's id is its schedule's.</summary>
internal static class RecurringCalls
{
    public static Task<IResult> PostAsync(HttpContext http, IActors actors, TimeProvider time)
    {
        return JsonCommand.RunAsync(
            http,
            fields => Read(fields, http.Request, time.GetUtcNow()),
            async (business, asked) =>
            {
                ScheduleSpec spec = asked.Spec!;
                var id = new ScheduleId(business, asked.Id ?? RequestKey.NewName("recurring", time));
                return await http.ChangeAsync(actors, business, new Change("schedule.created") { Target = id.Name }, async () => Show(id, spec, await actors.Schedule(id).CreateAsync(spec)));
            });
    }

    /// <summary>A schedule as a job; null when there is none of that name.</summary>
    public static async Task<IResult?> FindAsync(IActors actors, BusinessId business, string id)
    {
        if (!Identifier.IsValid(id, out _) || await actors.Schedule(new ScheduleId(business, id)).GetAsync() is not { } schedule) return null;
        DateTimeOffset? next = schedule.NextTimes is [var first, ..] ? first : null;
        return TypedResults.Json(new JobView(true, id, StateWords.Delayed.Job, 0, Data(schedule.Spec), 0, null, next), GatewayJson.Context.JobView);
    }

    /// <summary>Deletes the schedule of that name; null when there is none.</summary>
    public static async Task<IResult?> DeleteAsync(HttpContext http, IActors actors, BusinessId business, string id)
    {
        if (!Identifier.IsValid(id, out _) || await actors.Schedule(new ScheduleId(business, id)).GetAsync() is null) return null;
        return await http.ChangeAsync<IResult?>(actors, business, new Change("schedule.deleted") { Target = id }, async () =>
            await actors.Schedule(new ScheduleId(business, id)).DeleteAsync()
                ? TypedResults.Json(new JobDone(true, "Job canceled successfully", id, StateWords.Of(CallStatus.Ended, Outcome.Canceled).Job), GatewayJson.Context.JobDone)
                : null);
    }

    private static (string? Id, ScheduleSpec? Spec) Read(JsonFields fields, HttpRequest request, DateTimeOffset now)
    {
        foreach (Field time in (Field[])[JobFields.ScheduleAt, JobFields.DelayMs]) if (fields.Has(time)) fields.Wrong(time, $"conflicts with {JobFields.CronExpression.Name}; remove it");
        string? cron = null;
        if (!fields.Has(JobFields.CronExpression)) fields.Wrong(JobFields.CronExpression, "is missing");
        else if (fields.Peek([JobFields.CronExpression.Name]) is [{ Value: { ValueKind: JsonValueKind.String } text }]) cron = text.GetString();
        else fields.Wrong(JobFields.CronExpression, "must be a string such as \"0 9 * * *\"");
        DayMatch days = ScheduleReader.ReadDays(fields);
        if (CallItem.Read(fields, CallDialect.Jobs, now) is not { } item || cron is null) return (null, null);

        CallRules rules = item.Call.Rules ?? new CallRules();
        var spec = new ScheduleSpec
        {
            Cron = cron,
            DayMatch = days,
            TimeZone = rules.TimeZone,
            To = item.Call.To,
            Template = new CallTemplate
            {
                Priority = item.Call.Priority ?? Priority.Normal,
                Script = item.Call.Script ?? new CallScript(),

                // Without its own hours the call uses those of its business, in the business's zone.
                Rules = rules.Window is null ? rules with { TimeZone = null } : rules,
            },
            Data = item.Call.Data,
        };
        return (item.CustomId ?? RequestKey.Name(request, "recurring", fields.Problems), spec);
    }

    private static IResult Show(ScheduleId id, ScheduleSpec spec, ScheduleAnswer answer) => answer switch
    {
        ScheduleAnswer.Done done => TypedResults.Json(
            new ScheduledJob(
                true, "Recurring call scheduled successfully", id.Name, "scheduled", Data(spec),
                done.Schedule.NextTimes is [var first, ..] ? first : null, done.Changed ? null : true, null),
            GatewayJson.Context.ScheduledJob),
        ScheduleAnswer.Refused { Problem: var problem } => Refusals.Invalid(problem with { Field = FieldOf(problem.Field) }),
        _ => Refusals.Conflict($"recurring job '{id.Name}' already exists with different content; choose another id, or delete it first"),
    };

    private static string FieldOf(string field) => field switch { "cron" => JobFields.CronExpression.Name, "id" => KeptData.CustomCallId, SubmitCheck.Number => JobFields.To.Name, _ => field.StartsWith("call.", StringComparison.Ordinal) ? field["call.".Length..] : field };

    private static JsonObject Data(ScheduleSpec spec)
    {
        CallTemplate template = spec.Template ?? new CallTemplate();
        return JobViews.Data(spec.To ?? spec.People![0].To, template.Priority, template.Script, template.Rules, spec.Data);
    }
}
