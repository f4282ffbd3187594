using System.Text.Json;
using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Problems;

namespace CallQueue.Calls;

/// <summary>One call as an app describes it [S1.11, S3.16], alone or in a bulk.</summary>
/// <param name="CustomId">The id that the app chose; null when it chose none.</param>
/// <param name="WasPast">Its time was already in the past: it is dialed as soon as a slot is free.</param>
/// <param name="Open">Times that are read as UTC, until <see cref="In"/> gets their zone; null: none.</param>
internal sealed record CallItem(NewCall Call, string? CustomId, bool WasPast, OpenTimes? Open = null)
{
    /// <summary>The furthest time ahead that a call may be scheduled for.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(3660);

    /// <summary>Fields that the job family returns as they were sent, although the order has them too.</summary>
    private static readonly string[] KeptAsSent = ["priority", "scheduleAt", "delayMs", "max_retries", "window", "timezone", KeptData.Deadline, .. CallLevels.InnerNames];

    /// <summary>Reads one; null when its number is invalid. All problems are added to <paramref name="problems"/>.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="table">The fields that it may have; null: those of the dialect's lists.</param>
    public static CallItem? Read(JsonElement json, CallDialect dialect, int? index, DateTimeOffset now, FieldProblems problems, FieldTable? table = null)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add("call", $"must be an object{ShownValue.Got(json)}", index);
            return null;
        }

        try
        {
            return Read(new JsonFields(json, table ?? dialect.List.Items, index, problems), dialect, now);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for a lone surrogate when the string is first read.
            problems.Add("call", "holds a string that is not valid Unicode", index);
            return null;
        }
    }

    /// <inheritdoc cref="Read(JsonElement, CallDialect, int?, DateTimeOffset, FieldProblems, FieldTable)"/>
    public static CallItem? Read(JsonFields fields, CallDialect dialect, DateTimeOffset now)
    {
        IReadOnlyList<KeyValuePair<string, JsonElement>> asSent = dialect.KeepsAll ? fields.Peek(KeptAsSent) : [];
        PhoneNumber? to = ReadNumber(fields, dialect.Number);
        CallSettings settings = CallSettings.Read(fields);
        string? customId = fields.Identifier(CallFields.CustomCallId);
        WrittenTime? written = ReadTime(fields, dialect, now);
        DateTimeOffset? at = written?.In(settings.Rules?.TimeZone);
        string? keptAt = at is { } time && !dialect.KeepsAll ? InstantText.Write(time) : null;
        CallLevels.RefuseNear(fields, dialect);
        string? data = KeptData.Write(fields, new KeptParts(customId, keptAt, asSent, settings.Left));
        if (to is not { } number) return null;

        var call = new NewCall
        {
            To = number,
            Priority = settings.Priority,
            Script = settings.Script,
            Rules = settings.Rules,
            NotBefore = at > now ? at : null,
            Data = data,
        };
        return new CallItem(call, customId, at < now, OpenTimes.Of(written, settings.Deadline, settings.Rules?.TimeZone, dialect.KeepsAll));
    }

    /// <summary>The call with the times that are open, on the clocks of a zone.</summary>
    public CallItem In(string zone, DateTimeOffset now)
    {
        if (Open is null) return this;
        DateTimeOffset? at = Open.At?.In(zone);
        NewCall call = Call with { Rules = Open.RulesIn(zone, Call.Rules) };
        if (at is { } time) call = call with { NotBefore = time > now ? time : null, Data = Open.KeepsText ? call.Data : KeptData.WithTime(call.Data, KeptData.ScheduledAt, time) };
        return new CallItem(call, CustomId, at is null ? WasPast : at < now);
    }

    /// <summary>Reads a required telephone number.</summary>
    public static PhoneNumber? ReadNumber(JsonFields fields, TextField name)
    {
        if (!fields.Has(name)) fields.Wrong(name, "is missing");
        return fields.PhoneNumber(name);
    }

    /// <summary>The earliest time to dial, of a call or of a whole bulk.</summary>
    public static WrittenTime? ReadTime(JsonFields fields, CallDialect dialect, DateTimeOffset now)
    {
        WrittenTime? at = fields.Parsed(dialect.Time);
        if (at is { Utc: var far } && far - now > Furthest)
        {
            fields.Wrong(dialect.Time, $"is more than ten years ahead; got {InstantText.Write(far)}");
            return null;
        }

        if (dialect.Delay is null || !fields.Has(dialect.Delay)) return at;
        if (at is not null) fields.Wrong(dialect.Delay, $"conflicts with {dialect.Time.Name}; send only one of them");
        return fields.Long(dialect.Delay) is { } wait ? new WrittenTime(now + TimeSpan.FromMilliseconds(wait), IsLocal: false) : null;
    }
}
