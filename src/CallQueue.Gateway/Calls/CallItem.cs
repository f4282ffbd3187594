using System.Text.Json;
using CallQueue.Inputs;
using CallQueue.Problems;

namespace CallQueue.Calls;

/// <summary>One call as an app describes it [S3.16], alone or in a bulk.</summary>
/// <param name="CustomId">The id that the app chose; null when it chose none.</param>
/// <param name="WasPast">Its time had passed already: it is dialed as soon as a slot is free.</param>
internal sealed record CallItem(NewCall Call, string? CustomId, bool WasPast)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(3660);

    /// <summary>Reads one; null when its number is wrong. Everything that is wrong goes to <paramref name="problems"/>.</summary>
    /// <param name="now">The instant that tells past from future.</param>
    public static CallItem? Read(JsonElement json, int? index, DateTimeOffset now, FieldProblems problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add("call", "must be an object", index);
            return null;
        }

        try
        {
            return Read(new JsonFields(json, index, problems), now);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for a lone surrogate, wherever the text is first looked at.
            problems.Add("call", "holds a text that is no valid Unicode", index);
            return null;
        }
    }

    /// <inheritdoc cref="Read(JsonElement, int?, DateTimeOffset, FieldProblems)"/>
    public static CallItem? Read(JsonFields fields, DateTimeOffset now)
    {
        PhoneNumber? to = ReadNumber(fields);
        CallSettings settings = CallSettings.Read(fields);
        string? customId = fields.Identifier(KeptData.CustomCallId);
        DateTimeOffset? at = ReadTime(fields, now);
        string? data = KeptData.Write(
            fields,
            [
                new(KeptData.CustomCallId, customId),
                new(KeptData.ScheduledAt, at is { } time ? InstantText.Write(time) : null),
            ],
            settings.Left);
        if (to is not { } number) return null;

        bool past = at <= now;
        var call = new NewCall
        {
            To = number,
            Priority = settings.Priority,
            Script = settings.Script,
            Rules = settings.Rules,
            NotBefore = past ? null : at,
            Data = data,
        };
        return new CallItem(call, customId, past);
    }

    private static PhoneNumber? ReadNumber(JsonFields fields)
    {
        const string Name = "phone_number";
        if (!fields.Has(Name)) fields.Wrong(Name, "is missing");
        if (fields.Text(Name, 64) is not { } text) return null;
        if (PhoneNumber.TryParse(text, out PhoneNumber number, out string? problem)) return number;
        fields.Wrong(Name, problem);
        return null;
    }

    private static DateTimeOffset? ReadTime(JsonFields fields, DateTimeOffset now)
    {
        DateTimeOffset? at = fields.Parsed<DateTimeOffset>(KeptData.ScheduledAt, text => InstantText.Parse(text), InstantText.Problem);
        if (at is null || at - now <= Furthest) return at;
        fields.Wrong(KeptData.ScheduledAt, "is more than ten years ahead");
        return null;
    }
}
