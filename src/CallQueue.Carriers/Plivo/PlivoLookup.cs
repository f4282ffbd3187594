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
        long begunAt = time.GetTimestamp();
        return request.Call is { } id ? await ByIdAsync(request, id, begunAt, cancellation) : await ByNumbersAsync(request, begunAt, cancellation);
    }

    private async Task<LookupAnswer> ByIdAsync(LookupRequest request, CarrierCallId id, long begunAt, CancellationToken cancellation)
    {
        if (!PlivoViews.IsCallId(id)) return new LookupAnswer.Unknown("not a plivo call id");
        bool allAnswered = true;

        // Live first: that is where most calls are that somebody asks about, and each view is a request.
        Func<string, CancellationToken, Task<PlivoView>>[] order = [views.LiveAsync, views.EndedAsync, views.QueuedAsync, views.LiveAsync, views.EndedAsync];
        foreach (var ask in order)
        {
            PlivoView view = await ask(id.Value, cancellation);
            if (view.Call is { } call) return new LookupAnswer.Found(call.Report);
            allAnswered &= view.Answered;
        }
        if (!allAnswered) return new LookupAnswer.Unknown("plivo did not respond to all lookups");
        // Never absent: the id proves that the call was placed. Its record may lag behind its end, but not for ever.
        return WindowOf(request, begunAt).IsOlderThan(SurelyOverAfter)
            ? new LookupAnswer.Found(new CarrierReport(id, CarrierStatus.Ended, Outcome.Failed, "plivo no longer has this call", Retryable: false))
            : new LookupAnswer.Unknown("plivo does not list the call yet");
    }

    private async Task<LookupAnswer> ByNumbersAsync(LookupRequest request, long begunAt, CancellationToken cancellation)
    {
        // The filter of ended calls needs a time. Where the carrier's is unknown, a day of them is read.
        var wanted = new Wanted(request.To.Digits, (request.From ?? options.Number).Digits, WindowOf(request, begunAt).From ?? request.SentAt - TimeSpan.FromDays(1));
        var found = new List<PlivoCall>();
        bool all = await QueuedAsync(wanted, found, cancellation);
        for (int round = 0; round < 2; round++)
        {
            if (round == 1 && found.Count > 0) break;
            all &= await LiveAsync(wanted, found, cancellation);
            all &= await EndedAsync(wanted, found, cancellation);
        }

        return WindowOf(request, begunAt).Choose("plivo", found.Select(call => new CallCandidate(call.Report.Call, call.Report, call.InitiatedAt, call.EndedAt)), all);
    }

    /// <summary>The carrier's time is taken as of the beginning: a call placed during the requests may be missing in their answers.</summary>
    private LookupWindow WindowOf(LookupRequest request, long begunAt)
    {
        TimeSpan lasted = time.GetElapsedTime(begunAt);
        CarrierTime? begun = views.Clock.Time() is { } now ? now with { Now = now.Now - lasted } : null;
        return new LookupWindow(request, begun, time.GetUtcNow() - lasted, options.AbsenceBelievedAfter, options.ClockSkew, DialRequest.LongestSend + options.RequestTimeout);
    }

    // The queued view lists ids only and can't be filtered.
    private async Task<bool> QueuedAsync(Wanted wanted, List<PlivoCall> found, CancellationToken cancellation) =>
        await views.IdsAsync("status=queued", cancellation) is { Count: <= MostToAsk } ids
        && await AskEachAsync(ids, views.QueuedAsync, wanted, found, cancellation);

    private async Task<bool> LiveAsync(Wanted wanted, List<PlivoCall> found, CancellationToken cancellation) =>
        await views.IdsAsync($"status=live&from_number={wanted.From}&to_number={wanted.To}", cancellation) is { Count: <= MostToAsk } ids
        && await AskEachAsync(ids, views.LiveAsync, wanted, found, cancellation);

    private async Task<bool> EndedAsync(Wanted wanted, List<PlivoCall> found, CancellationToken cancellation)
    {
        KeyValuePair<string, string>[] filter =
        [
            new("from_number", wanted.From), new("to_number", wanted.To),
            new("end_time__gte", wanted.NotBefore.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        ];
        if (await views.EndedAsync(filter, cancellation) is not { } calls) return false;
        foreach (PlivoCall call in calls)
            if (wanted.Is(call)) found.Add(call);
        return true;
    }

    private static async Task<bool> AskEachAsync(
        IReadOnlyList<string> ids, Func<string, CancellationToken, Task<PlivoView>> ask, Wanted wanted,
        List<PlivoCall> found, CancellationToken cancellation)
    {
        bool all = true;
        foreach (string id in ids)
        {
            PlivoView view = await ask(id, cancellation);
            all &= view.Answered;
            if (view.Call is { } call && wanted.Is(call)) found.Add(call);
        }
        return all;
    }

    private readonly record struct Wanted(string To, string From, DateTimeOffset NotBefore)
    {
        // Plivo's filters match prefixes too, and its numbers come with and without '+'.
        public bool Is(PlivoCall call) =>
            Numbers.Digits(call.To) == To && Numbers.Digits(call.From) == From;
    }
}
