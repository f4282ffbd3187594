using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Calls;

namespace CallQueue.Searches;

/// <summary>A part of a search's result.</summary>
/// <param name="Complete">Whether everything was searched. False: more may be found with the cursor, even where this part found nothing.</param>
/// <param name="Cursor">Continues the search; absent when it is complete.</param>
/// <param name="Next">The address of the next part; absent when it is complete.</param>
/// <param name="Notes">What could not be searched; absent when there is nothing to say.</param>
internal sealed record SearchPage(
    IReadOnlyList<FoundCallView> Calls,
    bool Complete,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cursor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes);

/// <summary>A call that a search found.</summary>
/// <param name="Found">Where: waiting, live, ended or logged.</param>
/// <param name="DueAt">When it is to be dialed; null unless it waits for its time.</param>
internal sealed record FoundCallView(
    string CallId,
    string Found,
    string Status,
    string? RunId,
    int? Index,
    string? PhoneNumber,
    string? Name,
    string? CustomCallId,
    string? LeadId,
    string? CampaignId,
    string? CallSid,
    int AttemptsMade,
    DateTimeOffset? DueAt,
    DateTimeOffset? DialedAt,
    DateTimeOffset? EndedAt,
    string? FailedReason,
    string Url)
{
    public const string Logged = "logged";

    public static FoundCallView Of(CallFacts call, ListedCall? listed, DateTimeOffset? endedAt)
    {
        SubmittedData data = SubmittedData.Read(call.Spec?.Data);
        bool isWaiting = call.Status is CallStatus.Ready or CallStatus.Delayed;
        return new FoundCallView(
            CallId: call.Id.Name,
            Found: isWaiting ? "waiting" : call.Status == CallStatus.Ended ? "ended" : "live",
            Status: call.Words.Call,
            RunId: call.Run,
            Index: call.Index,
            PhoneNumber: (call.Spec?.To ?? call.Result?.To)?.Value,
            Name: call.Spec?.Script.Variables?.GetValueOrDefault("name") ?? data.Name ?? call.Result?.Name,
            CustomCallId: data.CustomId ?? call.Result?.CustomId,
            LeadId: data.LeadId ?? call.Result?.LeadId,
            CampaignId: data.CampaignId ?? call.Result?.CampaignId,
            CallSid: call.CarrierCall,
            AttemptsMade: call.AttemptsMade,
            DueAt: call.Status == CallStatus.Delayed ? listed?.At ?? call.DueAt ?? call.RetryAt ?? call.Spec?.NotBefore : null,
            DialedAt: call.DialedAt,
            EndedAt: call.Status == CallStatus.Ended ? call.EndedAt ?? endedAt : null,
            FailedReason: call.FailedReason,
            Url: UrlOf(call.Id.Name));
    }

    public static FoundCallView Of(LoggedCall call)
    {
        SubmittedData data = SubmittedData.Read(call.Data);
        return new FoundCallView(
            call.Name, Logged, StateWords.Of(call.Outcome).Call, call.Run, call.Index, call.To.Value, data.Name, data.CustomId, data.LeadId, data.CampaignId, call.CarrierCall,
            call.Attempts, null, call.DialedAt, call.EndedAt, call.Outcome == Outcome.Completed ? null : call.Reason ?? StateWords.Of(call.Outcome).Call, UrlOf(call.Name));
    }

    private static string UrlOf(string name) => $"/api/calls/{Uri.EscapeDataString(name)}";
}
