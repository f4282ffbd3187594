using System.Globalization;
using System.Text.Json;
using CallQueue.Http;

namespace CallQueue.Carriers.Twilio;

/// <summary>Finds out what became of an attempt: by its id, or by the numbers and the time it was sent.</summary>
internal sealed class TwilioLookup(TwilioAccount account, CarrierHttp http, string callsUrl, TimeProvider time)
{
    private const int PageSize = 100;
    private const int MostPages = 50;

    /// <summary>A call by its id. Missing is true when Twilio says that there is no such call.</summary>
    public async Task<(TwilioCall? Call, bool Missing, string Problem)> FetchAsync(CarrierCallId id, CancellationToken cancellation)
    {
        HttpReply reply = await http.GetAsync($"{callsUrl}/{id.Value}.json", cancellation);
        TwilioCall? call = reply is HttpReply.Received { IsSuccess: true } received ? TwilioCall.Parse(received.Body) : null;
        return (call, reply is HttpReply.Received { Status: 404 }, reply.Describe());
    }

    public async Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation)
    {
        long begunAt = time.GetTimestamp();
        return request.Call is { } id ? await ByIdAsync(request, id, begunAt, cancellation) : await ByNumbersAsync(request, begunAt, cancellation);
    }

    /// <summary>Whether an id can be a part of a path: Twilio's are letters and digits, SignalWire's UUIDs.</summary>
    public static bool IsCallSid(CarrierCallId id) => id.Value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private async Task<LookupAnswer> ByIdAsync(LookupRequest request, CarrierCallId id, long begunAt, CancellationToken cancellation)
    {
        if (!IsCallSid(id)) return new LookupAnswer.Unknown($"not a {account.Name} call id");
        (TwilioCall? call, bool missing, string problem) = await FetchAsync(id, cancellation);
        if (call?.ToReport() is { } report) return new LookupAnswer.Found(report);
        // Never absent: the id proves that the call was placed. Only the record of an ended call can be deleted, so it is over.
        return missing && WindowOf(request, begunAt).IsOldEnough
            ? new LookupAnswer.Found(new CarrierReport(id, CarrierStatus.Ended, Outcome.Failed, $"{account.Name} no longer has this call", Retryable: false))
            : new LookupAnswer.Unknown($"{account.Name} did not return the call: {problem}");
    }

    private async Task<LookupAnswer> ByNumbersAsync(LookupRequest request, long begunAt, CancellationToken cancellation)
    {
        string from = (request.From ?? account.Number).Value;
        string? next = $"{callsUrl}.json?{TwilioRequests.List(request.To.Value, from, PageSize)}";
        var found = new List<CallCandidate>();
        for (int page = 0; next is not null; page++)
        {
            if (page == MostPages) return new LookupAnswer.Unknown($"{account.Name}'s list of calls to this number is too long");
            HttpReply reply = await http.GetAsync(next, cancellation);
            if (reply is not HttpReply.Received { IsSuccess: true, Body: var body } || JsonAnswer.ParseObject(body) is not { } list || list.Items("calls") is not { } rows)
                return new LookupAnswer.Unknown($"{account.Name} did not return its list of calls: {reply.Describe()}");
            // The order of rows is not documented: all pages are read, and a row may shift from one page to the next.
            foreach (JsonElement row in rows)
                if (TwilioCall.Parse(row.GetRawText()) is not { } call) return new LookupAnswer.Unknown($"a call in {account.Name}'s list can't be read");
                else if (IsToThem(call, request, from)) found.Add(new CallCandidate(new CarrierCallId(call.Sid), call.ToReport(), call.CreatedAt, call.EndedAt));
            string? path = list.Text("next_page_uri");
            // A path on the same host. An absolute URL is not followed: it could carry our credentials elsewhere.
            if (path is not null && (path[0] != '/' || path.StartsWith("//", StringComparison.Ordinal)))
                return new LookupAnswer.Unknown($"{account.Name}'s list continues on another host");
            next = path is null ? null : account.BaseUrl + path;
        }

        return WindowOf(request, begunAt).Choose(account.Name, found);
    }

    /// <summary>The carrier's time is taken as of the beginning: a call placed during the requests may be missing in their answers.</summary>
    private LookupWindow WindowOf(LookupRequest request, long begunAt)
    {
        TimeSpan lasted = time.GetElapsedTime(begunAt);
        CarrierTime? begun = http.Clock.Time() is { } now ? now with { Now = now.Now - lasted } : null;
        return new LookupWindow(request, begun, time.GetUtcNow() - lasted, account.AbsenceBelievedAfter, account.ClockSkew, DialRequest.LongestSend + account.RequestTimeout);
    }

    private static bool IsToThem(TwilioCall call, LookupRequest request, string from) =>
        call.Direction is "outbound-api" or "outbound" && Numbers.Digits(call.To) == request.To.Digits && Numbers.Digits(call.From) == Numbers.Digits(from);
}
