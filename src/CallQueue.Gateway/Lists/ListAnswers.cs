using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Leads;
using CallQueue.Numbers;
using CallQueue.Planning;
using CallQueue.Problems;

namespace CallQueue.Lists;

/// <summary>A list was accepted, now or before.</summary>
/// <param name="Queued">Calls that this request added: all of them, or none when the run already existed.</param>
/// <param name="Status">The run's state.</param>
/// <param name="Existing">True when the same list was already accepted under this name; otherwise absent.</param>
/// <param name="Skipped">Invalid rows that were left out because of skip_invalid; absent when there are none.</param>
/// <param name="Problems">The first hundred problems of these rows.</param>
/// <param name="Notes">Hints about how the list was interpreted; absent when there are none.</param>
internal sealed record QueuedList(
    string RunId,
    string BatchId,
    string BusinessId,
    int Total,
    int Queued,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Existing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Skipped,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldError>? Problems,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes);

/// <summary>What a list would do. Nothing was stored and nobody is called.</summary>
/// <param name="DryRun">Always true.</param>
/// <param name="Accepted">Whether the list would be accepted.</param>
/// <param name="Total">Calls that would be queued; invalid rows are not counted.</param>
/// <param name="Existing">The state of the run that already has this name; absent when there is none.</param>
/// <param name="ProblemCount">All problems of the list. <paramref name="Problems"/> lists the first hundred.</param>
/// <param name="Duplicates">Rows whose number appears on an earlier row.</param>
/// <param name="DoNotCall">People who are on a do-not-call list. They are not dialed; their calls end as blocked.</param>
/// <param name="CalledRecently">People who were called within the last hours, in any run. They refuse a new run unless again is true.</param>
/// <param name="BlankPlaces">Places of the message that some people's data leave blank.</param>
/// <param name="SpecialNumbers">Numbers whose calls may cost much more, or where nobody answers.</param>
/// <param name="Plan">The forecast; null when the list would not be accepted, or the notes say why.</param>
internal sealed record DryRun(
    [property: JsonPropertyName("dry_run")] bool IsDryRun,
    string RunId,
    string BusinessId,
    bool Accepted,
    int Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Existing,
    int ProblemCount,
    IReadOnlyList<FieldError> Problems,
    int Duplicates,
    DoNotCallHits DoNotCall,
    RecentHits CalledRecently,
    IReadOnlyList<BlankPlaceHit> BlankPlaces,
    IReadOnlyList<SpecialNumberHit> SpecialNumbers,
    IReadOnlyList<string> Notes,
    RunPlan? Plan);

/// <summary>A place of the message that some people's data leave blank.</summary>
/// <param name="Place">The field that the place names.</param>
/// <param name="Default">What their message says instead; null: nothing.</param>
/// <param name="Count">How many people.</param>
internal sealed record BlankPlaceHit(string Place, string? Default, int Count);

/// <summary>Numbers whose calls are special: they may cost much more, or nobody answers.</summary>
/// <param name="Kind">premium, shared_cost, personal, pager or satellite.</param>
/// <param name="Count">How many there are. <paramref name="Lines"/> lists the first hundred.</param>
/// <param name="Lines">The lines of the list.</param>
internal sealed record SpecialNumberHit(string Kind, int Count, IReadOnlyList<int> Lines)
{
    public static SpecialNumberHit Of(SpecialNumberCount found) => new(
        found.Kind switch
        {
            NumberKind.Premium => "premium",
            NumberKind.SharedCost => "shared_cost",
            NumberKind.Personal => "personal",
            NumberKind.Pager => "pager",
            _ => "satellite",
        },
        found.Count, found.Places);
}

/// <summary>People of a list who are on a do-not-call list.</summary>
/// <param name="Count">How many there are. <paramref name="People"/> lists the first hundred.</param>
/// <param name="Business">Those on the business's own list.</param>
/// <param name="Everybody">Those on the deployment's list.</param>
internal sealed record DoNotCallHits(int Count, int Business, int Everybody, IReadOnlyList<DoNotCallHit> People);

/// <summary>One of them.</summary>
/// <param name="Line">The line of the list.</param>
/// <param name="PhoneNumber">The number, masked.</param>
/// <param name="List">business or everybody.</param>
/// <param name="Reason">Why it is listed; null when nobody said.</param>
internal sealed record DoNotCallHit(int Line, string PhoneNumber, string List, string? Reason);

/// <summary>People of a list who were called recently.</summary>
/// <param name="Count">How many there are. <paramref name="People"/> lists the first hundred.</param>
internal sealed record RecentHits(int Count, IReadOnlyList<RecentHit> People);

/// <summary>One of them.</summary>
/// <param name="Line">The line of the list.</param>
/// <param name="PhoneNumber">The number, masked.</param>
/// <param name="RunId">The run of the latest call; null for a call submitted alone.</param>
/// <param name="CalledAt">When that was.</param>
internal sealed record RecentHit(int Line, string PhoneNumber, string? RunId, DateTimeOffset CalledAt)
{
    public static RecentHit Of(RecentDial dial, int line) => new(line, dial.Number.Masked, dial.Run, dial.At);
}
