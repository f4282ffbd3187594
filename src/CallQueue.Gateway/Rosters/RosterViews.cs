using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Validation;

namespace CallQueue.Rosters;

/// <summary>A contact as the API shows it; what is sent has the same shape. Unknown fields are stored in <paramref name="Data"/>.</summary>
/// <param name="Id">At most 64 characters, chosen by the app.</param>
/// <param name="CallTime">HH:MM:SS in the person's local time; default 20:30:00.</param>
/// <param name="LocalTz">The person's IANA zone; default the business's.</param>
/// <param name="MaxAttempts">Attempts of each day's call; null: the roster's default.</param>
/// <param name="RetryDelay">Seconds between two of them; null: the roster's default.</param>
internal sealed record ContactView(
    string Id, string PhoneNumber, string? Name, bool? CallEnabled, string? CallTime, string? LocalTz, IReadOnlyDictionary<string, string>? Variables,
    int? MaxAttempts, int? RetryDelay, JsonObject? Data)
{
    public static ContactView Of(Contact contact) => new(
        contact.Id, contact.To.Value, contact.Name, contact.CallEnabled, contact.CallTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture), contact.TimeZone,
        contact.Variables, contact.MaxAttempts, (int?)contact.RetryDelay?.TotalSeconds, contact.Data is { } data ? StoredJson.Parse(data)!.AsObject() : null);
}

/// <summary>An upload was accepted completely.</summary>
/// <param name="Received">Contacts in it.</param>
/// <param name="Added">New contacts.</param>
/// <param name="Changed">Existing contacts that were changed.</param>
internal sealed record ContactsTaken(bool Success, string BusinessId, int Received, int Added, int Changed);

/// <summary>A page of contacts, in the roster's own order.</summary>
/// <param name="Next">The next page; absent at the end.</param>
internal sealed record ContactsPage(
    IReadOnlyList<ContactView> Contacts, int Total, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);

/// <summary>A contact was deleted, and its waiting call canceled.</summary>
internal sealed record ContactRemoved(bool Success, string Id);

/// <summary>A business's roster.</summary>
/// <param name="Contacts">All of them.</param>
/// <param name="Enabled">Those that are called.</param>
/// <param name="NextDueAt">When a call is next due; null when none is.</param>
internal sealed record RosterView(string BusinessId, int Contacts, int Enabled, DateTimeOffset? NextDueAt);
