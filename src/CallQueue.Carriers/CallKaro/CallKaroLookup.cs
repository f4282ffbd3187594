using CallQueue.Http;

namespace CallQueue.Carriers.CallKaro;

/// <summary>
/// Finds out what became of an attempt: by its id where a status path is configured, else not at all. Nothing finds a call
/// whose id never reached us, so absence is never claimed: claiming it wrongly would call a person twice. What stays silent
/// for too long is given up instead, as failed and not to be dialed again.
/// </summary>
internal sealed class CallKaroLookup(CallKaroOptions options, CarrierHttp http, TimeProvider time)
{
    public async Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation)
    {
        bool isTooLong = time.GetUtcNow() >= request.SentAt + options.GivenUpAfter;
        if (request.Call is not { } id)
        {
            // An id that we generated: the provider's id of the call is unknown.
            var none = new CarrierCallId($"unknown-{request.Attempt.Number}");
            return isTooLong ? GivenUp(none, "callkaro never reported whether it accepted this call") : new LookupAnswer.Unknown("callkaro can look up calls by their id only");
        }

        if (options.StatusPath is not { } path)
            return isTooLong ? GivenUp(id, "callkaro never reported how this call ended") : new LookupAnswer.Unknown("callkaro reports by webhook only");
        return await AskAsync(path, id, isTooLong, cancellation);
    }

    private async Task<LookupAnswer> AskAsync(string path, CarrierCallId id, bool isTooLong, CancellationToken cancellation)
    {
        // The id goes into a path.
        if (!id.Value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return new LookupAnswer.Unknown("not a callkaro call id");
        string url = options.BaseUrl.TrimEnd('/') + path.Replace(CallKaroOptions.IdPlace, id.Value, StringComparison.Ordinal);
        HttpReply reply = await http.GetAsync(url, cancellation);
        if (reply is HttpReply.Received { IsSuccess: true, Body: var body } && JsonAnswer.ParseObject(body) is { } json && CallKaroReports.Read(json) is { } report)
            return new LookupAnswer.Found(report with { Call = id });
        return reply is HttpReply.Received { Status: 404 } && isTooLong
            ? GivenUp(id, "callkaro no longer has this call")
            : new LookupAnswer.Unknown($"callkaro did not return the call: {reply.Describe()}");
    }

    private static LookupAnswer.Found GivenUp(CarrierCallId id, string reason) =>
        new(new CarrierReport(id, CarrierStatus.Ended, Outcome.Failed, reason, Retryable: false));
}
