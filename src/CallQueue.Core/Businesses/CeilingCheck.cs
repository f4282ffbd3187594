using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Rates;
using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Businesses;

/// <summary>
/// No I/O: whether changed settings stay below the operator's ceilings. A value that was held before may stay although its ceiling was lowered
/// since: then the ceiling applies.
/// </summary>
internal static class CeilingCheck
{
    /// <summary>The first value that is beyond its ceiling; null when none is.</summary>
    /// <param name="wanted">The changed settings, with their ceilings.</param>
    /// <param name="held">The settings before the change.</param>
    public static FieldProblem? FindProblem(BusinessSettings wanted, BusinessSettings held)
    {
        if (wanted.Ceilings is not { } most) return null;
        return Higher("slots", wanted.Slots, held.Slots, most.Slots)
            ?? Higher("retention.completed", wanted.Retention.Completed, held.Retention.Completed, most.KeptCompleted)
            ?? Higher("retention.failed", wanted.Retention.Failed, held.Retention.Failed, most.KeptFailed)
            ?? Longer("retention.age_seconds", wanted.Retention.Age, held.Retention.Age, most.KeptAge)
            ?? Longer("max_duration", wanted.Rules.MaxDuration, held.Rules.MaxDuration, most.MaxDuration)
            ?? More("rate_limits", wanted.Rates, held.Rates, most.Rates)
            ?? More("contact_caps", wanted.ContactCaps, held.ContactCaps, most.ContactCaps)
            ?? FindWindow("window", wanted.Rules.Window, held.Rules.Window, most.Window)
            ?? FindNumber(wanted.Rules.From, held.Rules.From, most.Numbers)
            ?? FindCallerId(wanted, held, most.Numbers)
            ?? FindWebhooks(wanted, held, most)
            ?? NumberFence.FindBeyond(wanted, held, most)
            ?? UsageLimits.FindBeyond(wanted.Usage, held.Usage, most.Usage)
            ?? FindTemplate("callback", wanted.Callback, held.Callback, most)
            ?? FindTemplate("roster", wanted.Roster, held.Roster, most);
    }

    /// <summary>The problem of hours that leave the outer ones; null when they don't.</summary>
    public static string? FindWindow(CallingWindow? window, CallingWindow? outer) => window is not null && outer is not null && !WindowCover.IsWithin(window, outer)
        ? $"must be within {outer}, the operator's ceiling; got {window}" : null;

    /// <summary>The problem of a duration beyond its ceiling.</summary>
    public static string? FindDuration(TimeSpan? length, TimeSpan? most) => length > most
        ? FormattableString.Invariant($"must be at most {most.Value.TotalSeconds} seconds, the operator's ceiling; got {length.Value.TotalSeconds}") : null;

    private static FieldProblem? Higher(string field, int wanted, int held, int? most) => wanted > most && wanted != held
        ? new FieldProblem(field, $"must be at most {most}, the operator's ceiling; got {wanted}") : null;

    private static FieldProblem? Longer(string field, TimeSpan? wanted, TimeSpan? held, TimeSpan? most) =>
        wanted != held && FindDuration(wanted, most) is { } problem ? new FieldProblem(field, problem) : null;

    private static FieldProblem? More(string field, IReadOnlyList<RateRule>? wanted, IReadOnlyList<RateRule>? held, IReadOnlyList<RateRule>? most)
    {
        for (int i = 0; i < wanted?.Count && most is not null; i++)
        {
            if (held?.Contains(wanted[i]) == true || most.FirstOrDefault(ceiling => Ceilings.IsBeyond(wanted[i], ceiling)) is not { } beyond) continue;
            return new FieldProblem($"{field}[{i}].count", $"must not allow more than {Words(beyond)}, the operator's ceiling; got {Words(wanted[i])}");
        }

        return null;
    }

    private static FieldProblem? FindWindow(string field, CallingWindow? wanted, CallingWindow? held, CallingWindow? outer) =>
        wanted?.ToString() != held?.ToString() && FindWindow(wanted, outer) is { } problem ? new FieldProblem(field, problem) : null;

    private static FieldProblem? FindNumber(PhoneNumber? wanted, PhoneNumber? held, IReadOnlyList<PhoneNumber>? given) =>
        wanted is { } number && number != held && given?.Contains(number) == false
            ? new FieldProblem("number", $"must be one of the business's caller ids ({Words(given)}), which the operator gives; got {number}") : null;

    private static FieldProblem? FindCallerId(BusinessSettings wanted, BusinessSettings held, IReadOnlyList<PhoneNumber>? given)
    {
        for (int i = 0; i < wanted.CallerIds?.Count && given is not null; i++)
        {
            PhoneNumber number = wanted.CallerIds[i].Number;
            if (!given.Contains(number) && held.CallerIds?.Any(one => one.Number == number) != true)
                return new FieldProblem($"caller_ids[{i}]", $"must be one of the business's caller ids ({Words(given)}), which the operator gives; got {number}");
        }

        return null;
    }

    private static FieldProblem? FindWebhooks(BusinessSettings wanted, BusinessSettings held, BusinessCeilings most)
    {
        int count = Count(wanted);
        if (count > most.Webhooks && count > Count(held)) return new FieldProblem(held.Webhook is null && wanted.Webhook is not null ? "webhook" : "veto", $"is not allowed: webhook and veto together may be {most.Webhooks} endpoints, the operator's ceiling; got {count}");
        return FindHost("webhook.url", wanted.Webhook?.Url, held.Webhook?.Url, most) ?? FindHost("veto.url", wanted.Veto?.Url, held.Veto?.Url, most);
    }

    private static int Count(BusinessSettings settings) => (settings.Webhook is null ? 0 : 1) + (settings.Veto is null ? 0 : 1);

    private static FieldProblem? FindHost(string field, string? wanted, string? held, BusinessCeilings most) => wanted != held && HostList.FindUrlProblem(wanted, most.WebhookHosts) is { } problem ? new FieldProblem(field, problem) : null;

    private static FieldProblem? FindTemplate(string field, CallTemplate? wanted, CallTemplate? held, BusinessCeilings most)
    {
        if (wanted is null) return null;
        if (wanted.Rules.MaxDuration != held?.Rules.MaxDuration && FindDuration(wanted.Rules.MaxDuration, most.MaxDuration) is { } duration) return new FieldProblem($"{field}.call_config.max_duration", duration);
        if (FindWindow($"{field}.window", wanted.Rules.Window, held?.Rules.Window, most.Window) is { } window) return window;
        return wanted.Script.AnswerUrl != held?.Script.AnswerUrl && HostList.FindUrlProblem(wanted.Script.AnswerUrl, most.AnswerUrlHosts) is { } url ? new FieldProblem($"{field}.call_config.answer_url", url) : null;
    }

    private static string Words(RateRule rule) => FormattableString.Invariant($"{rule.Count} in {rule.Period.TotalSeconds} s");

    private static string Words(IReadOnlyList<PhoneNumber> numbers) => string.Join(", ", numbers.Take(5)) + (numbers.Count > 5 ? $" and {numbers.Count - 5} more" : "");
}
