using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Problems;

namespace CallQueue.Schedules;

/// <summary>Reads schedules as <see cref="ScheduleBody"/> describes them. Every invalid or unknown field is reported; the schedule itself checks the combination.</summary>
/// <param name="now">The current time.</param>
internal sealed class ScheduleReader(DateTimeOffset now)
{
    public ScheduleSpec Read(JsonFields fields)
    {
        if (!fields.Has("cron")) fields.Wrong("cron", "is missing");
        var spec = new ScheduleSpec
        {
            Cron = fields.Text("cron", int.MaxValue) ?? "",
            DayMatch = ReadDays(fields),
            TimeZone = CallSettings.ReadZone(fields),
            Skipped = fields.Parsed<SkippedTime>("skipped_time", word => ScheduleWords.ParseSkipped(word), ScheduleWords.SkippedTimes) ?? default,
            Doubled = fields.Parsed<DoubledTime>("doubled_time", word => ScheduleWords.ParseDoubled(word), ScheduleWords.DoubledTimes) ?? default,
            Misfire = fields.Parsed<MisfirePolicy>("misfire", word => ScheduleWords.ParseMisfire(word), ScheduleWords.Misfires) ?? default,
            MisfireLimit = fields.Whole("misfire_limit", 1, ScheduleSpec.MaxMisfires),
            Overlap = fields.Parsed<OverlapPolicy>("overlap", word => ScheduleWords.ParseOverlap(word), ScheduleWords.Overlaps) ?? default,
            To = fields.Has("phone_number") ? CallItem.ReadNumber(fields, "phone_number") : null,
            People = fields.List("people", ScheduleSpec.MostPeople)?.Select((json, index) => ReadPerson(json, index, fields.Problems)).OfType<NewCall>().ToList(),
        };
        fields.TakeCountry();
        JsonFields? call = fields.Object("call");
        fields.RefuseLeft("field of a schedule");
        return call is null ? spec : ReadCall(call, spec);
    }

    /// <summary>Which days match where both kinds are given.</summary>
    public static DayMatch ReadDays(JsonFields fields) =>
        fields.Parsed<DayMatch>("day_match", word => ScheduleWords.ParseDays(word), ScheduleWords.DayMatches) ?? DayMatch.Either;

    private static ScheduleSpec ReadCall(JsonFields call, ScheduleSpec spec)
    {
        CallSettings settings = CallSettings.Read(call);
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
        if (CallItem.Read(json, CallDialect.Calls, index, now, problems) is not { } item) return null;
        if (json.TryGetProperty(KeptData.ScheduledAt, out JsonElement at) && at.ValueKind != JsonValueKind.Null)
            problems.Add(KeptData.ScheduledAt, "is not allowed here: the schedule decides when; remove it", index);
        return item.Call;
    }
}
