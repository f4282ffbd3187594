using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers.Simulated;

public sealed class SimulatedCarrierTests
{
    private static readonly SimulatedOptions Answered = new()
    {
        Outcomes = OutcomeMix.AllCompleted,
        Ring = Exactly(3),
        Talk = Exactly(20),
    };

    private readonly FakeTimeProvider _time = new(Some.Now);
    private readonly CollectingReceiver _receiver = new();

    [Fact]
    public async Task An_answered_call_rings_is_picked_up_and_completes()
    {
        await using SimulatedCarrier carrier = Attached(Answered);
        CarrierCallId id = await AcceptedAsync(carrier, Some.Dial());

        (await _receiver.NextAsync()).ShouldBe(new CarrierEvent(Some.Attempt(), new CarrierReport(id, CarrierStatus.Ringing)));
        _time.Advance(TimeSpan.FromSeconds(3));
        (await _receiver.NextAsync()).Report.Status.ShouldBe(CarrierStatus.InProgress);
        _time.Advance(TimeSpan.FromSeconds(20));
        CarrierReport end = (await _receiver.NextAsync()).Report;
        (end.Status, end.Outcome, end.Duration).ShouldBe((CarrierStatus.Ended, Outcome.Completed, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_call_that_nobody_answers_rings_for_the_whole_ring_timeout()
    {
        await using SimulatedCarrier carrier = Attached(Answered with { Outcomes = new((Outcome.NoAnswer, 1)) });
        await AcceptedAsync(carrier, Some.Dial());

        (await _receiver.NextAsync()).Report.Status.ShouldBe(CarrierStatus.Ringing);
        _time.Advance(TimeSpan.FromSeconds(29.9));
        (await carrier.LookUpAsync(Some.LookUp(), default)).ShouldBeOfType<LookupAnswer.Found>().Report.Status.ShouldBe(CarrierStatus.Ringing);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        CarrierReport end = (await _receiver.NextAsync()).Report;
        (end.Outcome, end.Duration, end.Retryable).ShouldBe((Outcome.NoAnswer, null, true));
    }

    [Fact]
    public async Task A_conversation_ends_at_the_maximum_duration()
    {
        await using SimulatedCarrier carrier = Attached(Answered);
        await AcceptedAsync(carrier, Some.Dial() with { MaxDuration = TimeSpan.FromSeconds(7) });
        await _receiver.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(3));
        await _receiver.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(7));
        (await _receiver.NextAsync()).Report.Duration.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Nothing_is_sent_when_its_time_has_passed()
    {
        await using SimulatedCarrier carrier = Attached(Answered);
        (await carrier.DialAsync(Some.Dial(sendBefore: Some.Now), default)).ShouldBeOfType<DialAnswer.TryLater>();
        _receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task An_event_that_is_refused_comes_again_after_a_doubling_wait()
    {
        await using SimulatedCarrier carrier = Attached(Answered with { RedeliverAfter = TimeSpan.FromSeconds(1) });
        _receiver.RefuseNext(2);
        await AcceptedAsync(carrier, Some.Dial());

        CarrierEvent first = await _receiver.NextRefusedAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await _receiver.NextRefusedAsync()).ShouldBe(first);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        _receiver.Waiting.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        (await _receiver.NextAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task A_hang_up_while_it_rings_cancels_and_says_so_at_once()
    {
        await using SimulatedCarrier carrier = Attached(Answered);
        CarrierCallId id = await AcceptedAsync(carrier, Some.Dial());
        await _receiver.NextAsync();

        CarrierReport report = (await carrier.HangUpAsync(id, default)).ShouldBeOfType<HangUpAnswer.Ended>().Report;
        (report.Outcome, report.Retryable).ShouldBe((Outcome.Canceled, false));
        (await _receiver.NextAsync()).Report.ShouldBe(report);
    }

    [Fact]
    public async Task A_hang_up_in_a_conversation_completes_it_early_and_only_once()
    {
        await using SimulatedCarrier carrier = Attached(Answered);
        CarrierCallId id = await AcceptedAsync(carrier, Some.Dial());
        await _receiver.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(3));
        await _receiver.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(5));

        CarrierReport report = (await carrier.HangUpAsync(id, default)).ShouldBeOfType<HangUpAnswer.Ended>().Report;
        (report.Outcome, report.Duration).ShouldBe((Outcome.Completed, TimeSpan.FromSeconds(5)));
        _time.Advance(TimeSpan.FromSeconds(5));
        (await carrier.HangUpAsync(id, default)).ShouldBe(new HangUpAnswer.Ended(report));
    }

    [Fact]
    public async Task Nothing_found_is_believed_only_after_the_waiting_time()
    {
        await using SimulatedCarrier carrier = Attached(Answered);
        (await carrier.LookUpAsync(Some.LookUp(), default)).ShouldBeOfType<LookupAnswer.Unknown>();
        _time.Advance(carrier.AbsenceBelievedAfter);
        (await carrier.LookUpAsync(Some.LookUp(), default)).ShouldBeOfType<LookupAnswer.Absent>();
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_fate_and_the_mix_is_kept()
    {
        var outcomes = new List<Dictionary<Outcome, int>>();
        for (int run = 0; run < 2; run++)
        {
            await using SimulatedCarrier carrier = new(new SimulatedOptions { Seed = 7 }, _time);
            for (int i = 0; i < 2000; i++)
                await AcceptedAsync(carrier, Some.Dial(Some.Attempt(call: $"acme~c{i}"), to: $"+4420700{i:00000}", sendBefore: DateTimeOffset.MaxValue));
            _time.Advance(TimeSpan.FromMinutes(5));
            var counted = new Dictionary<Outcome, int>();
            for (int i = 0; i < 2000; i++)
            {
                var found = (LookupAnswer.Found)await carrier.LookUpAsync(Some.LookUp(Some.Attempt(call: $"acme~c{i}")), default);
                counted[found.Report.Outcome!.Value] = counted.GetValueOrDefault(found.Report.Outcome.Value) + 1;
            }
            outcomes.Add(counted);
        }
        outcomes[0].ShouldBe(outcomes[1], ignoreOrder: true);
        outcomes[0][Outcome.Completed].ShouldBeInRange(1300, 1500);
        outcomes[0][Outcome.NoAnswer].ShouldBeInRange(240, 360);
        outcomes[0][Outcome.Rejected].ShouldBeInRange(15, 75);
    }

    [Fact]
    public async Task Instantly_every_call_completes_with_one_event()
    {
        await using SimulatedCarrier carrier = Attached(new SimulatedOptions { Instant = true });
        CarrierCallId id = await AcceptedAsync(carrier, Some.Dial());
        CarrierReport report = (await _receiver.NextAsync()).Report;
        (report.Call, report.Status, report.Outcome).ShouldBe((id, CarrierStatus.Ended, Outcome.Completed));
    }

    [Fact]
    public async Task A_second_receiver_is_refused()
    {
        await using SimulatedCarrier carrier = Attached(Answered);
        Should.Throw<InvalidOperationException>(() => carrier.Attach(_receiver.TakeAsync));
    }

    private static TimeRange Exactly(int seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));

    private static async Task<CarrierCallId> AcceptedAsync(SimulatedCarrier carrier, DialRequest request) =>
        (await carrier.DialAsync(request, default)).ShouldBeOfType<DialAnswer.Accepted>().Call;

    private SimulatedCarrier Attached(SimulatedOptions options)
    {
        var carrier = new SimulatedCarrier(options, _time);
        carrier.Attach(_receiver.TakeAsync);
        return carrier;
    }
}
