using System.Globalization;
using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Windows;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Rosters;

/// <summary>GET /api/roster/contacts/{id}/why: why a contact has, or does not have, a call today [S2.38].</summary>
internal static class ContactWhy
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        if (Contact.FindIdProblem(id) is not null || await new RosterShards(actors, business).Of(id).WhyAsync(id) is not { } found) return Refusals.NotFound("contact", id);

        CallFacts? call = await CallFinder.FindAsync(actors, business, found.Call, time);
        CallReasons? waits = call is null ? null : await actors.Business(business).WhyAsync(found.Call);
        string zone = found.Contact.TimeZone;
        return TypedResults.Json(
            new ContactWhyView(
                id, call is null ? Word(found.Reason) : "has_call", Words(found, call), zone, found.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), In(zone, found.DueAt), In(zone, found.NextAt),
                call is null ? null : new ContactCallView(call.Id.Name, call.Words.Call, call.AttemptsMade, [.. (waits?.Holds ?? []).Select(HoldView.Of)])),
            GatewayJson.Context.ContactWhyView);
    }

    private static string Word(ContactReason reason) => reason switch
    {
        ContactReason.Disabled => "disabled",
        ContactReason.NotYet => "not_yet",
        ContactReason.ClockSkipped => "clock_skipped",
        ContactReason.AlreadyCalled => "already_called",
        ContactReason.SetTooLate => "set_too_late",
        ContactReason.Due => "due",
        ContactReason.Submitted => "call_deleted",
        ContactReason.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    private static string Words(ContactReasons found, CallFacts? call) => (call, found.Reason) switch
    {
        ({ Status: CallStatus.Ended }, _) => $"its call of {Date(found)} has ended: {call!.Words.Call}",
        ({ Status: CallStatus.Ready or CallStatus.Delayed }, _) => $"its call of {Date(found)} waits",
        (not null, _) => $"its call of {Date(found)} is live",
        (_, ContactReason.Disabled) => "call_enabled is false",
        (_, ContactReason.NotYet) => $"its time, {Time(found)}, has not come yet on {Date(found)}",
        (_, ContactReason.ClockSkipped) => $"the clock in {found.Contact.TimeZone} skips {Time(found)} on {Date(found)}",
        (_, ContactReason.AlreadyCalled) => $"it was called on {Date(found)} before its time or time zone was changed",
        (_, ContactReason.SetTooLate) => $"its time, {Time(found)}, had passed when it was set ({In(found.Contact.TimeZone, found.SetAt):yyyy-MM-dd HH:mm:sszzz}); its calls begin on the next day",
        (_, ContactReason.Due) => "its time has come, and its call is being queued",
        (_, ContactReason.Refused) => $"the business rejects its call: {found.Refusal}",
        _ => $"its call of {Date(found)} has ended and was deleted after its retention",
    };

    private static string Date(ContactReasons found) => found.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(ContactReasons found) => found.Contact.CallTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static DateTimeOffset? In(string zone, DateTimeOffset? at) => at is { } time ? TimeZones.In(zone, time) : null;
}

/// <summary>Why a contact has, or does not have, a call today.</summary>
/// <param name="Reason">has_call, disabled, not_yet, clock_skipped, already_called, set_too_late, due, refused or call_deleted.</param>
/// <param name="Detail">In words, for people.</param>
/// <param name="LocalTz">The contact's zone: today is its date there.</param>
/// <param name="LocalDate">Today there.</param>
/// <param name="DueAt">The contact's time today, with the offset of its zone; null where the clock skips it.</param>
/// <param name="NextCallAt">When its next call begins; null when its calls are turned off.</param>
/// <param name="Call">Today's call; null when there is none.</param>
internal sealed record ContactWhyView(
    string Id, string Reason, string Detail, string LocalTz, string LocalDate, DateTimeOffset? DueAt, DateTimeOffset? NextCallAt, ContactCallView? Call);

/// <summary>A contact's call of today.</summary>
/// <param name="HeldBy">Why it waits, most general first; empty when nothing holds it back.</param>
internal sealed record ContactCallView(string CallId, string Status, int AttemptsMade, IReadOnlyList<HoldView> HeldBy);
