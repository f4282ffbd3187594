using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Rosters.Pages;

namespace CallQueue.Rosters.Passes;

/// <summary>No I/O: the call of a contact on a date. Its name has both, so a date has only one call however often it is submitted [X21].</summary>
internal static class RosterCalls
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Without dashes: "ann@2026-03-12" would also be call 12 of a run.</summary>
    public static string NameOf(string contact, DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{contact}@{date:yyyyMMdd}");

    /// <summary>A call that was not answered by the next day's time expires: that day has its own call.</summary>
    /// <param name="settings">The business's.</param>
    public static SubmitCall Of(Contact contact, DateOnly date, BusinessSettings settings)
    {
        CallTemplate template = settings.Roster ?? new CallTemplate();
        var call = new NewCall
        {
            To = contact.To,
            Priority = template.Priority,
            Script = new CallScript { Variables = VariablesOf(contact) }.Over(template.Script),
            Rules = new CallRules { Retry = RetryOf(contact, template, settings), TimeZone = contact.TimeZone, Deadline = EndOf(contact, date) }.Over(template.Rules),
            Data = DataOf(contact, date),
        };
        return new SubmitCall(NameOf(contact.Id, date), FingerprintOf(contact.To), call) { IsBounded = true };
    }

    /// <summary>A stored call that may not have been queued, submitted again unchanged.</summary>
    public static SubmitCall Again(string name, CallSpec kept) => new(
        name, FingerprintOf(kept.To), new NewCall { To = kept.To, Priority = kept.Priority, Script = kept.Script, Rules = kept.Rules, Data = kept.Data }) { IsBounded = true };

    private static DateTimeOffset EndOf(Contact contact, DateOnly date)
    {
        while (true)
        {
            date = date.AddDays(1);
            if (LocalTimes.InstantOf(contact.TimeZone, date, contact.CallTime) is { } at) return at;
        }
    }

    private static string FingerprintOf(PhoneNumber to) => $"roster {to.Value}";

    /// <summary>The contact's own where given, else the roster's, the business's, the usual one.</summary>
    private static RetryPolicy? RetryOf(Contact contact, CallTemplate template, BusinessSettings settings)
    {
        RetryPolicy? below = RetryPolicy.Over(template.Rules.Retry, settings.Rules.Retry);
        if (contact.MaxAttempts is null && contact.RetryDelay is null) return below;
        below ??= RetryPolicy.Default;
        return below with { Yields = RetryYield.Nothing, MaxAttempts = contact.MaxAttempts ?? below.MaxAttempts, Delay = contact.RetryDelay ?? below.Delay };
    }

    private static Dictionary<string, string> VariablesOf(Contact contact)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (contact.Name is { } name) variables["name"] = name;
        foreach ((string key, string value) in contact.Variables ?? new Dictionary<string, string>()) variables[key] = value;
        return variables;
    }

    private static string DataOf(Contact contact, DateOnly date)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("contact_id", contact.Id);
            if (contact.Name is { } name) json.WriteString("name", name);
            json.WriteString("local_date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (contact.Data is { } data)
            {
                json.WritePropertyName("contact");
                json.WriteRawValue(data, skipInputValidation: true); // Stored by us; its own limit of depth is not this writer's.
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
