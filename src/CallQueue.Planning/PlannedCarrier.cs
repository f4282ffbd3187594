using CallQueue.Carriers;
using CallQueue.Hosting;

namespace CallQueue.Planning;

/// <summary>
/// A carrier on virtual time that behaves as assumed: it accepts every dial, reports its end once, and counts. How a
/// dial goes depends on its number and attempt alone, so that the same run always goes the same way.
/// </summary>
/// <param name="assumed">How people behave.</param>
/// <param name="time">The plan's clock.</param>
/// <param name="actors">The calls that get its webhooks.</param>
internal sealed class PlannedCarrier(PlanAssumptions assumed, TimeProvider time, IActors actors) : ICarrier, ICarriers
{
    private static readonly TimeSpan AnswersAfter = TimeSpan.FromMilliseconds(300);

    private readonly SortedDictionary<DateTimeOffset, (int Dials, int Answered)> _hours = [];
    private readonly HashSet<int> _dialed = [];
    private int _live;

    public string Name => "planned";

    public TrunkId Trunk { get; } = new("planned:main");

    public TimeSpan AbsenceBelievedAfter => TimeSpan.Zero;

    public long Dials { get; private set; }

    public int MostLive { get; private set; }

    public TimeSpan TalkTime { get; private set; }

    public long BilledMinutes { get; private set; }

    public IReadOnlyList<PlannedHour> Hours => [.. _hours.Select(hour => new PlannedHour(hour.Key, hour.Value.Dials, hour.Value.Answered))];

    /// <summary>Whether a call of the run was ever dialed. <paramref name="index"/> 0 is the first.</summary>
    public bool HasDialed(int index) => _dialed.Contains(index);

    public ICarrier For(BusinessId business) => this;

    public ICarrier? Find(TrunkId trunk) => trunk == Trunk ? this : null;

    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        var fate = new Fate(request, assumed);
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset hour = new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        (int dials, int answered) = _hours.GetValueOrDefault(hour);
        _hours[hour] = (dials + 1, answered + (fate.IsAnswered ? 1 : 0));
        Dials++;
        if (request.Attempt.Call.InRun() is { } place) _dialed.Add(place.Index);
        MostLive = Math.Max(MostLive, ++_live);
        TalkTime += fate.Talk;
        BilledMinutes += (long)Math.Ceiling(fate.Talk.TotalMinutes);

        var id = new CarrierCallId(request.Attempt.Token);
        _ = EndAsync(request.Attempt, id, fate);
        await Task.Delay(AnswersAfter, time, cancellation);
        return new DialAnswer.Accepted(id);
    }

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) =>
        Task.FromResult<LookupAnswer>(new LookupAnswer.Unknown("the planned carrier reports ends only"));

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
        Task.FromResult<HangUpAnswer>(new HangUpAnswer.Unknown("the planned carrier does not support hanging up"));

    private async Task EndAsync(AttemptRef attempt, CarrierCallId id, Fate fate)
    {
        await Task.Delay(fate.Ring + fate.Talk, time);
        _live--;
        var report = fate.IsAnswered
            ? new CarrierReport(id, CarrierStatus.Ended, Outcome.Completed, Duration: fate.Talk)
            : new CarrierReport(id, CarrierStatus.Ended, Outcome.NoAnswer);
        await actors.Call(attempt.Call).OnCarrierEventAsync(new CarrierEvent(attempt, report));
    }

    /// <summary>How one dial goes.</summary>
    private readonly struct Fate
    {
        public Fate(DialRequest request, PlanAssumptions assumed)
        {
            ulong chance = (ulong)long.Parse(request.To.Digits, System.Globalization.CultureInfo.InvariantCulture) + ((ulong)request.Attempt.Number << 56);
            IsAnswered = Share(ref chance) < assumed.AnswerRate;
            Ring = IsAnswered ? Around(assumed.Ring, ref chance) : request.RingTimeout;
            Talk = IsAnswered ? Around(assumed.Talk, ref chance) : TimeSpan.Zero;
            if (Ring > request.RingTimeout) Ring = request.RingTimeout;
            if (Talk > request.MaxDuration) Talk = request.MaxDuration;
        }

        public bool IsAnswered { get; }

        public TimeSpan Ring { get; }

        public TimeSpan Talk { get; }

        /// <summary>Between 0.5 and 1.5 times as long, in whole seconds.</summary>
        private static TimeSpan Around(TimeSpan mean, ref ulong chance) => TimeSpan.FromSeconds(Math.Round(mean.TotalSeconds * (0.5 + Share(ref chance))));

        /// <summary>0 (included) to 1 (excluded): SplitMix64.</summary>
        private static double Share(ref ulong chance)
        {
            chance += 0x9E3779B97F4A7C15;
            ulong z = chance;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
