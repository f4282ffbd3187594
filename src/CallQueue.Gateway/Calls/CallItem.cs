using System.Text.Json;
using CallQueue.Inputs;
using CallQueue.Problems;

namespace CallQueue.Calls;

/// <summary>One call as an app describes it [S1.11, S3.16], alone or in a bulk.</summary>
/// <param name="CustomId">The id that the app chose; null when it chose none.</param>
/// <param name="WasPast">Its time was already in the past: it is dialed as soon as a slot is free.</param>
internal sealed record CallItem(NewCall Call, string? CustomId, bool WasPast)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(3660);

    /// <summary>Fields that the job family returns as they were sent, although the order has them too.</summary>
    private static readonly string[] KeptAsSent = ["priority", "scheduleAt", "delayMs", "max_retries", "window", "timezone", KeptData.Deadline];

    /// <summary>Reads one; null when its number is invalid. All problems are added to <paramref name="problems"/>.</summary>
    /// <param name="now">The current time.</param>
    public static CallItem? Read(JsonElement json, CallDialect dialect, int? index, DateTimeOffset now, FieldProblems problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add("call", $"must be an object{ShownValue.Got(json)}", index);
            return null;
        }

        try
        {
            return Read(new JsonFields(json, index, problems), dialect, now);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for a lone surrogate when the string is first read.
            problems.Add("call", "holds a string that is not valid Unicode", index);
            return null;
        }
    }

    /// <inheritdoc cref="Read(JsonElement, CallDialect, int?, DateTimeOffset, FieldProblems)"/>
    public static CallItem? Read(JsonFields fields, CallDialect dialect, DateTimeOffset now)
    {
        IReadOnlyList<KeyValuePair<string, JsonElement>> asSent = dialect.KeepsAll ? fields.Peek(KeptAsSent) : [];
        PhoneNumber? to = ReadNumber(fields, dialect.Number);
        CallSettings settings = CallSettings.Read(fields);
        string? customId = fields.Identifier(KeptData.CustomCallId);
        (DateTimeOffset? at, bool isPast) = ReadTime(fields, dialect, now);
        string? keptAt = at is { } time && !dialect.KeepsAll ? InstantText.Write(time) : null;
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
        return new CallItem(call, customId, isPast);
    }

    /// <summary>Reads a required telephone number.</summary>
    public static PhoneNumber? ReadNumber(JsonFields fields, string name)
    {
        if (!fields.Has(name)) fields.Wrong(name, "is missing");
        return fields.PhoneNumber(name);
    }

    /// <summary>The earliest time to dial, of a call or of a whole bulk.</summary>
    public static (DateTimeOffset? At, bool IsPast) ReadTime(JsonFields fields, CallDialect dialect, DateTimeOffset now)
    {
        DateTimeOffset? at = fields.Parsed<DateTimeOffset>(dialect.Time, text => InstantText.Parse(text), InstantText.Problem);
        if (at is { } far && far - now > Furthest)
        {
            fields.Wrong(dialect.Time, $"is more than ten years ahead; got {InstantText.Write(far)}");
            return (null, false);
        }

        if (dialect.Delay is null || !fields.Has(dialect.Delay)) return (at, at <= now);
        if (at is not null) fields.Wrong(dialect.Delay, $"conflicts with {dialect.Time}; send only one of them");
        return (fields.Whole(dialect.Delay, 0, (long)Furthest.TotalMilliseconds) is { } wait ? now + TimeSpan.FromMilliseconds(wait) : null, false);
    }
}
