using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Hosting.Memory;
using CallQueue.Planning;
using CallQueue.Runs;
using CallQueue.Trunks;
using CallQueue.Validation;
using Xunit.Abstractions;

namespace CallQueue.Windows;

/// <summary>
/// Whole lives of calls under random windows, judged by what the carrier was asked to dial and when. Every build plays ten
/// thousand; <c>CALLQUEUE_WINDOW_CALLS=1000000</c> plays a million.
/// </summary>
public sealed class WindowLedgerTests(ITestOutputHelper output)
{
    private const int PerBusiness = 100;
    private static readonly TimeSpan Spread = TimeSpan.FromDays(20);
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(120);

    [Fact]
    public void Nobody_is_dialed_outside_the_window_by_the_carriers_ledger()
    {
        int calls = int.Parse(Environment.GetEnvironmentVariable("CALLQUEUE_WINDOW_CALLS") ?? "10000", CultureInfo.InvariantCulture);
        var random = new Random(20260415);
        var tally = new Tally();
        for (int i = 0; i < calls / PerBusiness; i++) Play(random, tally);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"FIGURE windows: {calls:N0} calls: {tally.Dials:N0} dials by the carrier's ledger, {tally.Waited:N0} of people who had to wait for an opening, {tally.AtOpening:N0} in the first second of one, {tally.Outside} outside; {tally.Refused:N0} calls refused because their window never opens"));
        tally.Outside.ShouldBe(0);
        tally.Dialed.ShouldBeGreaterThan((calls - tally.Refused) * 9 / 10);
        tally.Waited.ShouldBeGreaterThan(calls / 10);
        tally.AtOpening.ShouldBeGreaterThan(calls / 50);
    }

    /// <summary>A business with a hundred people whose numbers have the same zones, and a start, times and retries at random.</summary>
    private static void Play(Random random, Tally tally)
    {
        WindowCase chosen = WindowCase.Make(random);
        DateTimeOffset start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromTicks((long)(random.NextDouble() * TimeSpan.FromDays(540).Ticks));
        NewCall[] calls = [.. Enumerable.Range(0, PerBusiness).Select(i => new NewCall
        {
            To = PhoneNumber.Parse(chosen.To.Value[..^2] + i.ToString("d2", CultureInfo.InvariantCulture)),
            NotBefore = random.Next(2) == 0 ? null : start + (random.NextDouble() * Spread),
        })];

        // The rules stand at the run, or at each call.
        bool isRuns = random.Next(2) == 0;
        var retry = new RetryPolicy { MaxAttempts = random.Next(1, 4), Delay = TimeSpan.FromMinutes(random.Next(1, 600)) };
        RunTemplate template = new() { Rules = (isRuns ? chosen.Rules : new CallRules()) with { Retry = retry } };
        if (!isRuns) calls = [.. calls.Select(call => call with { Rules = chosen.Rules })];

        var time = new VirtualTime(start);
        var host = new MemoryHost(time) { KeepsObjects = true };
        var carrier = new Ledger(new PlannedCarrier(new PlanAssumptions(), time, host.Actors), time);
        int slots = random.Next(1, 50);
        host.Use(CallQueueActors.Kinds(new CallQueueServices(
            carrier, new CallQueueOptions { TrunkLimits = new TrunkLimits(slots), LeaseCheckInterval = TimeSpan.FromDays(1), WakeInterval = TimeSpan.FromDays(1) })));
        FieldProblem? problem = null;
        time.Play(async () => problem = await DialAsync(host, new BusinessSettings { Slots = slots, Rules = chosen.Business, Prefixes = [.. Enumerable.Range(1, 9).Select(digit => $"+{digit}")] }, template, calls));
        if (problem is null) tally.Judge(chosen, calls, start, carrier.Dials);
        else tally.Refuse(chosen, calls, start, problem);
    }

    /// <summary>Submits the calls and waits for their ends; the answer is why they were refused.</summary>
    private static async Task<FieldProblem?> DialAsync(MemoryHost host, BusinessSettings settings, RunTemplate template, NewCall[] calls)
    {
        var id = new BusinessId("acme");
        IBusiness business = host.Actors.Business(id);
        (await business.ChangeSettingsAsync(settings)).ShouldBeNull();
        if (await business.EnqueueAsync(new EnqueueCalls("run", calls.Length, 0, "f", template, calls)) is EnqueueAnswer.Refused refused) return refused.Problem;
        DateTimeOffset end = host.Time.GetUtcNow() + Horizon;
        IRun run = host.Actors.Run(new RunId(id, "run"));
        while ((await run.GetAsync())!.Status == RunStatus.Running && host.Time.GetUtcNow() < end) await Task.Delay(TimeSpan.FromHours(1), host.Time);
        return null;
    }

    /// <summary>Notes whom it is asked to dial, and when.</summary>
    private sealed class Ledger(PlannedCarrier carrier, TimeProvider time) : ICarrier, ICarriers
    {
        public List<(PhoneNumber To, DateTimeOffset At)> Dials { get; } = [];

        public string Name => carrier.Name;

        public TrunkId Trunk => carrier.Trunk;

        public TimeSpan AbsenceBelievedAfter => carrier.AbsenceBelievedAfter;

        public ICarrier For(BusinessId business) => this;

        public ICarrier? Find(TrunkId trunk) => trunk == Trunk ? this : null;

        public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
        {
            Dials.Add((request.To, time.GetUtcNow()));
            return carrier.DialAsync(request, cancellation);
        }

        public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => carrier.LookUpAsync(request, cancellation);

        public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => carrier.HangUpAsync(call, cancellation);
    }

    private sealed class Tally
    {
        public int Dials { get; private set; }

        public int Dialed { get; private set; }

        public int Waited { get; private set; }

        public int AtOpening { get; private set; }

        public int Outside { get; private set; }

        public int Refused { get; private set; }

        /// <summary>Only what the oracle never finds open may be refused.</summary>
        public void Refuse(WindowCase rule, NewCall[] calls, DateTimeOffset start, FieldProblem problem)
        {
            Refused += calls.Length;
            problem.Problem.ShouldContain("never opens");
            for (DateTimeOffset at = start; at < start + Horizon; at += TimeSpan.FromMinutes(1))
                if (rule.IsOpen(at)) throw new InvalidOperationException($"{rule} was refused, but {at:O} is open: {problem}");
        }

        public void Judge(WindowCase rule, NewCall[] calls, DateTimeOffset start, List<(PhoneNumber To, DateTimeOffset At)> dials)
        {
            Dictionary<PhoneNumber, DateTimeOffset> due = calls.ToDictionary(call => call.To, call => call.NotBefore ?? start);
            Dials += dials.Count;
            Dialed += dials.DistinctBy(dial => dial.To).Count();
            foreach ((PhoneNumber to, DateTimeOffset at) in dials)
            {
                if (!rule.IsOpen(at)) Outside++;
                if (!rule.IsOpen(due[to])) Waited++;
                if (!rule.IsOpen(at - TimeSpan.FromSeconds(1))) AtOpening++;
            }
        }
    }
}
