using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Fields;
using CallQueue.Rosters;
using CallQueue.Runs;
using CallQueue.Schedules;

namespace CallQueue.Documents;

/// <summary>What the fields of answers mean, by name. A field that a request has too means the same there: its words are those of the request's table.</summary>
internal static partial class AnswerWords
{
    /// <summary>The tables whose words answers share; the first that has a name wins.</summary>
    private static readonly FieldTable[] Shared =
    [
        CallFields.QueueCall, CallFields.Config, SettingsFields.Settings, SettingsFields.Retry, SettingsFields.Retention, SettingsFields.Veto, SettingsFields.Rate, SettingsFields.CallerIdTable, CeilingsFields.Ceilings,
        ContactFields.Contact, ScheduleFields.Replaced, RunFields.Assumed,
    ];

    /// <summary>The words for a field of an answer; null when there are none.</summary>
    /// <param name="type">The name of the answer's schema: a name means something of its own in some of them.</param>
    public static AnswerWord? Find(string type, string name)
    {
        if (Own.TryGetValue($"{type}.{name}", out AnswerWord? word) || Calls.TryGetValue(name, out word) || Others.TryGetValue(name, out word)) return word;
        return Shared.SelectMany(table => table.Fields).FirstOrDefault(field => field.Name == name) is { } shared ? new AnswerWord(shared.Description, null, shared.Unit) : null;
    }
}

/// <summary>What a field of an answer means.</summary>
/// <param name="Description">Whole sentences.</param>
/// <param name="Example">A value of it as JSON; null: that of the request's example, or one of its type.</param>
/// <param name="Unit">The unit of a number; null: it has none, or the field is not a number.</param>
internal sealed record AnswerWord(string Description, string? Example = null, string? Unit = null);
