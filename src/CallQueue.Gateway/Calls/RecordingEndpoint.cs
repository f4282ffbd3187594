using System.Globalization;
using CallQueue.Carriers;
using CallQueue.Fields;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CallQueue.Calls;

/// <summary>
/// GET /api/calls/{id}/recording: the sound of a recorded call, for whoever may see the call. It is fetched from the carrier with the account's credentials, which never
/// leave this server, and passed on as it arrives.
/// </summary>
internal static class RecordingEndpoint
{
    /// <summary>The kind of sound that most recordings have.</summary>
    public const string Mp3 = "audio/mpeg";

    /// <summary>Which attempt's recording is meant.</summary>
    public static WholeField Attempt { get; } = new("attempt", CallLimits.Attempts) { Description = "Which attempt's recording; 1 is the first.", Unit = "attempt from 1", Without = "the newest one" };

    /// <summary>Where a recording is heard, as a path of this server.</summary>
    public static string PathOf(string call, int attempt) => string.Create(CultureInfo.InvariantCulture, $"/api/calls/{Uri.EscapeDataString(call)}/recording?attempt={attempt}");

    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors, ICarriers carriers, TimeProvider time)
    {
        var problems = new FieldProblems();
        int? asked = ReadAttempt(http.Request, problems);
        if (Tenant.Of(http.Request, problems) is not { } business || problems.Count > 0) return Refusals.Invalid(problems);
        if (await CallFinder.FindAsync(actors, business, id, time) is not { } call) return Refusals.NotFound("call", id);
        AttemptSnapshot? attempt = call.Attempts.LastOrDefault(one => one.Recording is { State: RecordingState.Ready, Id: not null } && (asked is null || one.Number == asked));
        if (attempt is null) return Refusals.NotFound("recording of call", id);
        if (carriers.Find(new TrunkId(attempt.Trunk)) is not { } carrier) return Refusals.CarrierFailed("this server has no credentials for the account that placed the call");
        return await carrier.OpenRecordingAsync(attempt.Recording!.Id!, http.RequestAborted) switch
        {
            RecordingAnswer.Found found => Send(http, found, $"{call.Id.Name}-{attempt.Number.ToString(CultureInfo.InvariantCulture)}"),
            RecordingAnswer.Absent => Refusals.NotFound("recording of call", id),
            RecordingAnswer.Unknown unknown => Refusals.CarrierFailed(unknown.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static int? ReadAttempt(HttpRequest request, FieldProblems problems)
    {
        if (request.Query[Attempt.Name].ToString() is not { Length: > 0 } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0) return number;
        problems.Add(Attempt.Name, $"must be a whole number from 1{ShownValue.Got(text)}");
        return null;
    }

    // Nothing between keeps a conversation, and no browser takes it for anything but sound.
    private static FileStreamHttpResult Send(HttpContext http, RecordingAnswer.Found found, string name)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(found.Content, found.ContentType, $"{name}.{(found.ContentType == Mp3 ? "mp3" : "wav")}");
    }
}

/// <summary>The recording of an attempt.</summary>
/// <param name="State">ready, absent or failed.</param>
/// <param name="DurationSeconds">How long it is; null when the carrier did not say.</param>
/// <param name="Url">Where it is heard, as a path of this server; null unless it is ready.</param>
internal sealed record RecordingView(string State, double? DurationSeconds, string? Url)
{
    public static RecordingView? Of(string call, AttemptSnapshot attempt) => attempt.Recording is { } recording
        ? new(WordOf(recording.State), recording.Duration?.TotalSeconds, recording is { State: RecordingState.Ready, Id: not null } ? RecordingEndpoint.PathOf(call, attempt.Number) : null)
        : null;

    private static string WordOf(RecordingState state) => state switch { RecordingState.Ready => "ready", RecordingState.Absent => "absent", _ => "failed" };
}

/// <summary>The event of a recording that can be heard.</summary>
/// <param name="Url">Where it is heard, as a path of this server; it needs a key of the business.</param>
internal sealed record RecordingEvent(string CallId, int Attempt, double? DurationSeconds, string Url)
{
    public const string Type = "recording.ready";

    public static RecordingEvent Of(RecordingNotice notice) => new(notice.Call, notice.Attempt, notice.Seconds, RecordingEndpoint.PathOf(notice.Call, notice.Attempt));
}
