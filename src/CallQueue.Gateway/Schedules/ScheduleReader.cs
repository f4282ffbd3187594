using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Problems;

namespace CallQueue.Schedules;

/// <summary>Reads schedules as <see cref="ScheduleFields"/> describes them. Every invalid or unknown field is reported; the schedule itself checks the combination.</summary>
/// <param name="now">The current time.</param>
internal sealed class ScheduleReader(DateTimeOffset now)
{
    private const string NoIds = "is not allowed here: it names one call, and each occurrence makes new ones; use lead_id or metadata, which may repeat";

    /// <summary>The schedule that is changed: its zones may be sent back unchanged. Null: a new one.</summary>
    public ScheduleSpec? Now { get; init; }

    public ScheduleSpec Read(JsonFields fields)
    {
        if (!fields.Has(ScheduleFields.Cron)) fields.Wrong(ScheduleFields.Cron, "is missing");
        var spec = new ScheduleSpec
        {
            Cron = fields.Text(ScheduleFields.Cron) ?? "",
            DayMatch = ReadDays(fields),
            TimeZone = CallSettings.ReadZone(fields, Now?.TimeZone),
            Skipped = fields.Parsed(ScheduleFields.Skipped) ?? default,
            Doubled = fields.Parsed(ScheduleFields.Doubled) ?? default,
            Misfire = fields.Parsed(ScheduleFields.Misfire) ?? default,
            MisfireLimit = fields.Whole(ScheduleFields.MisfireLimit),
            Overlap = fields.Parsed(ScheduleFields.Overlap) ?? default,
            To = ReadNumber(fields),
            People = fields.List(ScheduleFields.People)?.Select((json, index) => ReadPerson(json, index, fields.Problems)).OfType<NewCall>().ToList(),
        };
        fields.TakeCountry();
        JsonFields? call = fields.Object(ScheduleFields.Call);
        fields.RefuseLeft("field of a schedule");
        return call is null ? spec : ReadCall(call, spec);
    }

    /// <summary>The one person; null also for a JSON null, which is how a schedule for a list shows it.</summary>
    private static PhoneNumber? ReadNumber(JsonFields fields)
    {
        if (fields.Has(ScheduleFields.PhoneNumber)) return CallItem.ReadNumber(fields, ScheduleFields.PhoneNumber);
        fields.Text(ScheduleFields.PhoneNumber);
        return null;
    }

    /// <summary>Which days match where both kinds are given.</summary>
    public static DayMatch ReadDays(JsonFields fields) =>
        fields.Parsed(ScheduleFields.DayMatch) ?? DayMatch.Either;

    private ScheduleSpec ReadCall(JsonFields call, ScheduleSpec spec)
    {
        if (call.Has(CallFields.CustomCallId)) call.Wrong(CallFields.CustomCallId, NoIds);
        CallSettings settings = CallSettings.Read(call, Now?.Template?.Rules.TimeZone);
        return spec with
        {
            Template = new CallTemplate
            {
                Priority = settings.Priority ?? Priority.Normal, Script = settings.Script ?? new CallScript(), Rules = settings.Rules ?? new CallRules(),
            },
            Data = KeptData.Write(call, KeptParts.None with { Config = settings.Left }),
        };
    }

    private NewCall? ReadPerson(JsonElement json, int index, FieldProblems problems)
    {
        if (CallItem.Read(json, CallDialect.Calls, index, now, problems, ScheduleFields.Person) is not { } item) return null;
        if (json.TryGetProperty(KeptData.ScheduledAt, out JsonElement at) && at.ValueKind != JsonValueKind.Null)
            problems.Add(KeptData.ScheduledAt, "is not allowed here: the schedule decides when; remove it", index);
        if (item.CustomId is not null) problems.Add(KeptData.CustomCallId, NoIds, index);
        return item.Call;
    }
}
