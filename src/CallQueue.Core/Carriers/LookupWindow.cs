namespace CallQueue.Carriers;

/// <summary>A call of the carrier's that may be the one that is looked up.</summary>
/// <param name="Call">The carrier's id.</param>
/// <param name="Report">Its state; null when the carrier uses a word that we don't know.</param>
/// <param name="CreatedAt">When the carrier made it, by the carrier's clock; null when it does not say.</param>
/// <param name="EndedAt">When it ended, by the carrier's clock; null when it has not, or the carrier does not say.</param>
public readonly record struct CallCandidate(CarrierCallId Call, CarrierReport? Report, DateTimeOffset? CreatedAt, DateTimeOffset? EndedAt = null);

/// <summary>
/// No I/O: which of a carrier's calls an attempt's lost create request made, by the carrier's own clock, and whether none of them may count as
/// "surely absent". It does while that clock is known, close to ours, and enough time has passed by it: a call that is overlooked
/// because of a wrong clock rings a person twice. What can't be distinguished is unknown.
/// </summary>
/// <param name="request">What is looked up.</param>
/// <param name="carrier">The carrier's time before the first request of the lookup; null: unknown.</param>
/// <param name="now">Our time (UTC).</param>
/// <param name="believedAfter">See <see cref="ICarrier.AbsenceBelievedAfter"/>.</param>
/// <param name="margin">How far the time of a call may be off beside the measured uncertainty.</param>
/// <param name="longestSend">From the intent until the carrier has made the call: the longest way of a create request.</param>
public sealed class LookupWindow(LookupRequest request, CarrierTime? carrier, DateTimeOffset now, TimeSpan believedAfter, TimeSpan margin, TimeSpan longestSend)
{
    /// <summary>With a larger difference between the carrier's clock and ours, nothing counts as absent: such a clock is about to be set.</summary>
    public static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    /// <summary>Begins the id of a call that the carrier never showed.</summary>
    private const string UnknownCall = "unknown-";

    /// <summary>A carrier keeps a call in its queue for a day at most; what was never found by then is over.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(25);

    /// <summary>A webhook comes so soon after the end of its call, and then tells which of several calls was whose.</summary>
    private static readonly TimeSpan EndToldWithin = TimeSpan.FromMinutes(2);

    /// <summary>Carriers show whole seconds.</summary>
    private static readonly TimeSpan TimeResolution = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _others = request.OtherCalls.Select(call => call.Value).ToHashSet(StringComparer.Ordinal);
    private readonly TimeSpan _margin = margin + (carrier?.Uncertainty ?? TimeSpan.Zero);

    /// <summary>The earliest time of the call by the carrier's clock; null when that is unknown.</summary>
    public DateTimeOffset? From => request.CarrierSentAt - _margin;

    /// <summary>Whether as much time has passed, by the carrier's clock, as a call may be invisible for.</summary>
    public bool IsOldEnough => IsOlderThan(believedAfter);

    /// <summary>Whether more than <paramref name="age"/> has passed since the create request: by the carrier's clock, or by both where its time at the request is unknown.</summary>
    public bool IsOlderThan(TimeSpan age) => request.CarrierSentAt is { } sentAt
        ? carrier is { } time && time.Now - time.Uncertainty >= sentAt + age
        : now - request.SentAt >= age && (carrier is not { } other || other.Now - request.SentAt >= age);

    /// <summary>The answer, from all calls to the same person with the same caller id.</summary>
    /// <param name="name">The carrier's name.</param>
    /// <param name="candidates">The calls, in any order, each perhaps several times.</param>
    /// <param name="isComplete">False: some calls could not be read, so none may be missing.</param>
    public LookupAnswer Choose(string name, IEnumerable<CallCandidate> candidates, bool isComplete = true)
    {
        CallCandidate[] all = [.. candidates.Where(one => !_others.Contains(one.Call.Value)).DistinctBy(one => one.Call.Value)];
        CallCandidate[] matches = [.. all.Where(IsMatch)];
        if (matches is [var only] && (only.CreatedAt is null || From is not null))
            return only.Report is { } report ? new LookupAnswer.Found(report) : new LookupAnswer.Unknown($"{name} reported an unknown status");
        if (matches.Length > 1) return Array.TrueForAll(matches, IsLongOver) && IsOldEnough ? GivenUp($"several calls of {name} match, and all have been over for long") : new LookupAnswer.Unknown($"{name} has several calls that match this attempt");
        if (!isComplete) return new LookupAnswer.Unknown($"{name} did not respond to all lookups");
        if (request.CarrierSentAt is null || carrier is null || Skew is not { } skew) return IsLongPast ? GivenUp($"{name} never showed this call") : new LookupAnswer.Unknown($"the clock of {name} is not known well enough to conclude that the call was not placed");
        if (skew.Duration() > LargestSkew && IsLongPast) return GivenUp($"{name} never showed this call");
        if (skew.Duration() > LargestSkew) return new LookupAnswer.Unknown($"this machine's clock is {Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "ahead of" : "behind")} that of {name}; set it to conclude that the call was not placed");
        return IsOldEnough ? new LookupAnswer.Absent() : new LookupAnswer.Unknown("too early to conclude that the call was not placed");
    }

    /// <summary>Whether an answer's call is one that was given up: the id is ours, and says nothing of the carrier's calls.</summary>
    public static bool IsGivenUp(CarrierCallId call) => call.Value.StartsWith(UnknownCall, StringComparison.Ordinal);

    private TimeSpan? Skew => carrier?.Now - now;

    private bool IsLongPast => IsOlderThan(GivenUpAfter);

    /// <summary>What was over before the request was made belongs to an earlier attempt, however close together they are.</summary>
    private bool IsMatch(CallCandidate call) =>
        request.CarrierSentAt is not { } sentAt
        || ((call.CreatedAt is not { } at || (at >= sentAt - _margin && at <= sentAt + longestSend + _margin))
            && !(call.EndedAt < sentAt - TimeResolution - (carrier?.Uncertainty ?? margin)));

    /// <summary>Whether a call is over, and the webhook that tells whose it was would have come.</summary>
    private bool IsLongOver(CallCandidate call) => call.Report is { Status: CarrierStatus.Ended }
        && (call.EndedAt is { } at ? (carrier?.Now ?? now) >= at + EndToldWithin : IsOlderThan(believedAfter + EndToldWithin));

    private LookupAnswer.Found GivenUp(string reason) => new(new CarrierReport(
        new CarrierCallId(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UnknownCall}{request.Attempt.Number}")), CarrierStatus.Ended, Outcome.Failed, reason, Retryable: false));
}
