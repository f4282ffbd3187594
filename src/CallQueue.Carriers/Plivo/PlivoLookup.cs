using System.Globalization;
using CallQueue.Http;

namespace CallQueue.Carriers.Plivo;

/// <summary>
/// Finds out what became of an attempt, over all of Plivo's views: queued, live, ended, then live and ended again, since a
/// call may move from one to the next between two requests.
/// </summary>
internal sealed class PlivoLookup(PlivoOptions options, PlivoViews views, TimeProvider time)
{
    /// <summary>More calls than this are not asked one by one: that would eat up the account's request limit.</summary>
    private const int MostToAsk = 100;

    // The longest call, after the longest wait in the queue that a carrier documents.
    private static readonly TimeSpan SurelyOverAfter = TimeSpan.FromHours(49);

    public async Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation)
    {
        // Taken before the request: a call placed during the request may be missing in the response.
        TimeSpan age = time.GetUtcNow() - request.SentAt;
        return request.Call is { } id ? await ByIdAsync(id, age, cancellation) : await ByNumbersAsync(request, age, cancellation);
    }

    private async Task<LookupAnswer> ByIdAsync(CarrierCallId id, TimeSpan age, CancellationToken cancellation)
    {
        if (!PlivoViews.IsCallId(id)) return new LookupAnswer.Unknown("not a plivo call id");
        bool allAnswered = true;
        Func<string, CancellationToken, Task<PlivoView>>[] order = [views.QueuedAsync, views.LiveAsync, views.EndedAsync, views.LiveAsync, views.EndedAsync];
        foreach (var ask in order)
        {
            PlivoView view = await ask(id.Value, cancellation);
            if (view.Call is { } call) return new LookupAnswer.Found(call.Report);
            allAnswered &= view.Answered;
        }
        if (!allAnswered) return new LookupAnswer.Unknown("plivo did not respond to all lookups");
        // Never absent: the id proves that the call was placed. Its record may lag behind its end, but not for ever.
        return age >= SurelyOverAfter
            ? new LookupAnswer.Found(new CarrierReport(id, CarrierStatus.Ended, Outcome.Failed, "plivo no longer has this call", Retryable: false))
            : new LookupAnswer.Unknown("plivo does not list the call yet");
    }

    private async Task<LookupAnswer> ByNumbersAsync(LookupRequest request, TimeSpan age, CancellationToken cancellation)
    {
        var wanted = new Wanted(request.To.Digits, (request.From ?? options.Number).Digits, request.SentAt - options.ClockSkew);
        var found = new Dictionary<string, CarrierReport>(StringComparer.Ordinal);
        bool all = await QueuedAsync(wanted, found, cancellation);
        for (int round = 0; round < 2; round++)
        {
            if (round == 1 && found.Count > 0) break;
            all &= await LiveAsync(wanted, found, cancellation);
            all &= await EndedAsync(wanted, found, cancellation);
        }
        return found switch
        {
            { Count: > 1 } => new LookupAnswer.Unknown("plivo has several calls that match this attempt"),
            { Count: 1 } => new LookupAnswer.Found(found.Values.First()),
            _ when !all => new LookupAnswer.Unknown("plivo did not respond to all lookups"),
            _ when age >= options.AbsenceBelievedAfter => new LookupAnswer.Absent(),
            _ => new LookupAnswer.Unknown("too early to conclude that the call was not placed"),
        };
    }

    // The queued view lists ids only and can't be filtered.
    private async Task<bool> QueuedAsync(Wanted wanted, Dictionary<string, CarrierReport> found, CancellationToken cancellation) =>
        await views.IdsAsync("status=queued", cancellation) is { Count: <= MostToAsk } ids
        && await AskEachAsync(ids, views.QueuedAsync, wanted, found, cancellation);

    private async Task<bool> LiveAsync(Wanted wanted, Dictionary<string, CarrierReport> found, CancellationToken cancellation) =>
        await views.IdsAsync($"status=live&from_number={wanted.From}&to_number={wanted.To}", cancellation) is { Count: <= MostToAsk } ids
        && await AskEachAsync(ids, views.LiveAsync, wanted, found, cancellation);

    private async Task<bool> EndedAsync(Wanted wanted, Dictionary<string, CarrierReport> found, CancellationToken cancellation)
    {
        KeyValuePair<string, string>[] filter =
        [
            new("from_number", wanted.From), new("to_number", wanted.To),
            new("end_time__gte", wanted.NotBefore.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        ];
        if (await views.EndedAsync(filter, cancellation) is not { } calls) return false;
        foreach (PlivoCall call in calls)
            if (wanted.Is(call)) found[call.Report.Call.Value] = call.Report;
        return true;
    }

    private static async Task<bool> AskEachAsync(
        IReadOnlyList<string> ids, Func<string, CancellationToken, Task<PlivoView>> ask, Wanted wanted,
        Dictionary<string, CarrierReport> found, CancellationToken cancellation)
    {
        bool all = true;
        foreach (string id in ids)
        {
            PlivoView view = await ask(id, cancellation);
            all &= view.Answered;
            if (view.Call is { } call && wanted.Is(call)) found[call.Report.Call.Value] = call.Report;
        }
        return all;
    }

    private readonly record struct Wanted(string To, string From, DateTimeOffset NotBefore)
    {
        // Plivo's filters match prefixes too, and its numbers come with and without '+'.
        public bool Is(PlivoCall call) =>
            Numbers.Digits(call.To) == To && Numbers.Digits(call.From) == From && (call.InitiatedAt is not { } at || at >= NotBefore);
    }
}
