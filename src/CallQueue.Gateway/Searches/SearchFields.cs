using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Documents;
using CallQueue.Fields;
using CallQueue.Requests;
using CallQueue.Validation;

namespace CallQueue.Searches;

/// <summary>What GET /api/calls/search reads from the query.</summary>
internal static class SearchFields
{
    public const int UsualRows = 50;

    /// <summary>The digits that the end of a number may have.</summary>
    public static Limits<int> EndingDigits { get; } = new(3, 15);

    public static TextField Number { get; } = new("number", 60)
    {
        Description = "The telephone number, in any spelling. One without country code belongs to the business's default_country. The plus sign may be left out.", Without = "any",
    };

    public static TextField NumberEnding { get; } = new("number_ending", EndingDigits.Max) { Description = "The last 3 to 15 digits of the number.", Form = "digits", Without = "any" };

    public static TextField CustomCallId { get; } = new(KeptData.CustomCallId, Identifier.MaxLength) { Description = "The id that the submitter chose for the call. Answered at once, however many calls there are.", Without = "any" };

    public static TextField CarrierCallId { get; } = new("carrier_call_id", 200)
    {
        Description = "The carrier's id of any attempt: Twilio's CallSid, Plivo's CallUUID; in the call log, of the last attempt. Answered at once, however many calls there are.", Without = "any",
    };

    public static TextField LeadId { get; } = new("lead_id", SubmittedData.MostCharacters) { Description = "The lead_id that came with the call.", Without = "any" };

    public static TextField CampaignId { get; } = new(KeptData.CampaignId, SubmittedData.MostCharacters) { Description = "The campaign_id that came with the call, or with its whole run.", Without = "any" };

    public static TextField RunId { get; } = new("run_id", Identifier.MaxLength) { Description = "The run, which is also the batch_id that its submitter chose.", Without = "any" };

    public static TextField BatchId { get; } = new("batch_id", Identifier.MaxLength) { Description = "The same as run_id.", Without = "any" };

    public static TextField State { get; } = new("state", 200)
    {
        Description = $"One or more of {string.Join(", ", SearchedStates.Words)}, with commas between. waiting is queued or scheduled; live is dialing, ringing or in_progress; ended is any outcome.", Without = "any",
    };

    public static TextField Outcome { get; } = new("outcome", 200)
    {
        Description = $"How the call ended: one or more of {string.Join(", ", SearchedStates.OutcomeNames)}, with commas between.", Without = "any",
    };

    public static TextField From { get; } = new(QueryTime.From, 100)
    {
        Description = "Only calls whose time is this or later: when it ended, or was dialed, or is due. A call that is ready to be dialed has the present time.", Form = "ISO 8601, or a day", Without = "any",
    };

    public static TextField To { get; } = new(QueryTime.To, 100) { Description = "Only calls whose time is before this.", Form = "ISO 8601, or a day", Without = "any" };

    public static WholeField Limit { get; } = new("limit", new Limits<int>(1, SearchCalls.MostRows)) { Description = "The most calls of one answer.", Unit = "calls", Default = JsonValue.Create(UsualRows) };

    public static TextField Cursor { get; } = new("cursor", SearchCursor.MostCharacters) { Description = "The cursor of the answer before, with the same criteria.", Without = "the search begins" };

    /// <summary>Those of which at least one must be given.</summary>
    public static IReadOnlyList<Field> Criteria { get; } = [Number, NumberEnding, CustomCallId, CarrierCallId, LeadId, CampaignId, RunId, BatchId, State, Outcome, From, To];

    public static IReadOnlyList<Field> All { get; } = [.. Criteria, QueryParameters.Zone, Limit, Cursor];
}
