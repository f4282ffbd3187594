using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers.Simulated;

/// <summary>A kill is played by opening the ledger's copy: what had reached the file is all that the next process sees.</summary>
public sealed class SimulatedLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("callqueue-ledger-").FullName;
    private readonly FakeTimeProvider _time = new(Some.Now);
    private readonly CollectingReceiver _receiver = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_call_is_in_the_file_before_its_dial_is_answered()
    {
        await using var carrier = new SimulatedCarrier(Options(), _time);
        CarrierCallId id = await DialAsync(carrier);
        File.ReadAllText(Copied()).ShouldContain(id.Value);
    }

    [Fact]
    public async Task After_a_kill_a_running_call_is_found_and_its_events_come_again()
    {
        await using var killed = new SimulatedCarrier(Options(), _time);
        CarrierCallId id = await DialAsync(killed);
        _time.Advance(TimeSpan.FromSeconds(5));

        await using var carrier = new SimulatedCarrier(Options() with { LedgerPath = Copied() }, _time);
        carrier.Attach(_receiver.TakeAsync);

        (await carrier.LookUpAsync(Some.LookUp(), default)).ShouldBe(new LookupAnswer.Found(new CarrierReport(id, CarrierStatus.InProgress)));
        (await _receiver.NextAsync()).ShouldBe(new CarrierEvent(Some.Attempt(), new CarrierReport(id, CarrierStatus.InProgress)));
        _time.Advance(TimeSpan.FromSeconds(18));
        (await _receiver.NextAsync()).Report.Outcome.ShouldBe(Outcome.Completed);
    }

    [Fact]
    public async Task After_a_kill_an_ended_call_is_found_ended_and_tells_nothing()
    {
        await using var killed = new SimulatedCarrier(Options(), _time);
        CarrierCallId id = await DialAsync(killed);
        _time.Advance(TimeSpan.FromMinutes(2));

        await using var carrier = new SimulatedCarrier(Options() with { LedgerPath = Copied() }, _time);
        carrier.Attach(_receiver.TakeAsync);

        CarrierReport report = (await carrier.LookUpAsync(Some.LookUp(call: id), default)).ShouldBeOfType<LookupAnswer.Found>().Report;
        (report.Status, report.Outcome, report.Duration).ShouldBe((CarrierStatus.Ended, Outcome.Completed, TimeSpan.FromSeconds(20)));
        _receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_hang_up_survives_a_kill()
    {
        await using var killed = new SimulatedCarrier(Options(), _time);
        CarrierCallId id = await DialAsync(killed);
        await killed.HangUpAsync(id, default);

        await using var carrier = new SimulatedCarrier(Options() with { LedgerPath = Copied() }, _time);
        (await carrier.LookUpAsync(Some.LookUp(), default)).ShouldBeOfType<LookupAnswer.Found>().Report.Outcome.ShouldBe(Outcome.Canceled);
    }

    [Theory]
    [InlineData("{\"id\":\"SIM9\",\"at\":\"2026-03-")]
    [InlineData("{\"id\":\"SIM9\",\"at\":\"2026-03-02T09:30:00+00:00\",\"call\":\"acme~x\",\"attempt\":1,\"token\":\"t\",\"to\":\"+44\"}")]
    public async Task A_torn_last_line_is_dropped_and_the_next_line_is_whole(string torn)
    {
        await using (var killed = new SimulatedCarrier(Options(), _time)) await DialAsync(killed);
        await File.AppendAllTextAsync(Options().LedgerPath!, torn);

        await using (var next = new SimulatedCarrier(Options(), _time)) await DialAsync(next, Some.Attempt(2));

        string[] lines = await File.ReadAllLinesAsync(Options().LedgerPath!);
        lines.Length.ShouldBe(2);
        await using var last = new SimulatedCarrier(Options(), _time);
        (await last.LookUpAsync(Some.LookUp(), default)).ShouldBeOfType<LookupAnswer.Found>();
        (await last.LookUpAsync(Some.LookUp(Some.Attempt(2)), default)).ShouldBeOfType<LookupAnswer.Found>();
    }

    [Fact]
    public async Task Ids_are_not_used_again_after_a_restart()
    {
        CarrierCallId first, second;
        await using (var carrier = new SimulatedCarrier(Options(), _time)) first = await DialAsync(carrier);
        await using (var carrier = new SimulatedCarrier(Options(), _time)) second = await DialAsync(carrier);
        second.ShouldNotBe(first);
    }

    private static async Task<CarrierCallId> DialAsync(SimulatedCarrier carrier, AttemptRef? attempt = null) =>
        (await carrier.DialAsync(Some.Dial(attempt), default)).ShouldBeOfType<DialAnswer.Accepted>().Call;

    private SimulatedOptions Options() => new()
    {
        Outcomes = OutcomeMix.AllCompleted,
        Ring = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)),
        Talk = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20)),
        LedgerPath = Path.Combine(_folder, "calls.jsonl"),
    };

    private string Copied()
    {
        string copy = Path.Combine(_folder, "after-kill.jsonl");
        using var source = new FileStream(Options().LedgerPath!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = new FileStream(copy, FileMode.Create);
        source.CopyTo(target);
        return copy;
    }
}
