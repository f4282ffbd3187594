using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Documents;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Lists;

/// <summary>POST /api/runs: a list of people as a whole.</summary>
internal static class ListsApi
{
    public static void MapLists(this RouteGroupBuilder api) =>
        api.MapPost("/runs", (HttpContext http, IActors actors, ICarriers carriers, GatewayOptions options, TimeProvider time, ILogger<ProblemFilter> log) =>
                SubmitList.PostAsync(http, new ListServices(actors, carriers, options, time, log)))
            .WithTags("Runs").RepeatsItself().TakesJson<ListBody>()
            .WithSummary("Queue a list of people as one run: CSV, JSON, JSON Lines, or a form with a file. All of them are accepted, or none if one is invalid. With dry_run=true nothing is stored, and the answer says what would be dialed.")
            .Reads("run_id", "Name of the run. Default: derived from the list's content, so that the same list is the same run.")
            .Reads("dry_run", "true: store nothing, and answer what would be dialed: problems, duplicates, do-not-call hits and a forecast (DryRun). Default: false.")
            .Reads("message", "Message to speak, for rows without their own. {{name}} is replaced by the row's column of that name.")
            .Reads("ssml", "Whether the message and the rows' messages are SSML.")
            .Reads("voice", "Carrier's voice that speaks the message.")
            .Reads("answer_url", "URL that returns the carrier's call instructions, instead of a message.")
            .Reads("flow_name", "Name of the agent's flow.")
            .Reads("recording_enabled", "true: record the calls.")
            .Reads("priority", "urgent, high, normal or low. Default: normal.")
            .Reads("window", "Local hours in which people may be called, such as 09:00-21:00.")
            .Reads("timezone", "Time zone of the window and of times without an offset, for rows without their own. Default: the business's, else UTC.")
            .Reads("scheduled_at", "Call nobody before this time.")
            .Reads("deadline", "Call nobody after this time. Calls not dialed by then end as expired.")
            .Reads("max_retries", "Retries for people who were not reached, 0 to 99. Default: the business's.")
            .Reads("retry_delay", "Seconds before the first retry. Default: 1800.")
            .Reads("retry_factor", "Each further delay is this many times the one before, 1 to 10. Default: 2.")
            .Reads("ring_timeout", "Seconds, 5 to 600. Default: 60.")
            .Reads("max_duration", "Seconds, 1 to 86400. Default: 1800.")
            .Reads("phone_column", "Column of the telephone number, for lists whose columns do not tell. Repeat it: the first that is filled is dialed.")
            .Reads("map", "FIELD=COLUMN, such as name=First Name, for columns of other names. Repeat it for several; in JSON it is an object.")
            .Reads("skip_invalid", "true: skip invalid rows. Default: one invalid row refuses the whole list.")
            .Reads("allow_duplicates", "true: accept numbers that appear more than once.")
            .Reads("again", "true: call also people who were called within the last hours, in any run. Default: they refuse a new run.")
            .Reads("country", "Where numbers without country code belong, for rows that name no country: an ISO 3166 code such as US, or a calling code. Default: the business's default_country.")
            .Reads("file_name", "Name of the file, stored with the run.")
            .Reads("answer_rate", "For the forecast: share of dials that are answered, 0 to 1. Default: 0.5.")
            .Reads("talk_seconds", "For the forecast: average length of an answered call. Default: 60.")
            .Reads("ring_seconds", "For the forecast: average ring time before an answer. Default: 10.")
            .Reads("price_per_minute", "For the forecast: the carrier's price per started minute.")
            .Produces<QueuedList>(StatusCodes.Status202Accepted).Produces<DryRun>()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests);
}

/// <summary>A list as a JSON object: its calls, and the options of all of them. Each option may be in the query instead.</summary>
/// <param name="Calls">The people, in the same columns as a CSV list.</param>
/// <param name="RunId">Name of the run. Absent: derived from the list's content.</param>
/// <param name="DryRun">True: store nothing, and answer what would be dialed.</param>
internal sealed record ListBody(
    IReadOnlyList<JsonObject> Calls, string? RunId, bool? DryRun, string? Message, bool? Ssml, JsonObject? CallConfig, string? Priority, JsonNode? Window, string? Timezone,
    DateTimeOffset? ScheduledAt, DateTimeOffset? Deadline, int? MaxRetries, double? RetryDelay, double? RetryFactor, double? RingTimeout,
    bool? SkipInvalid, bool? AllowDuplicates, bool? Again, string? Country, JsonNode? PhoneColumn, JsonNode? Map, JsonObject? Plan, string? BusinessId);
