using CallQueue.CarrierLab;

namespace CallQueue.Carriers;

/// <summary>What every carrier's adapter must do, written once.</summary>
public abstract class SharedLabTests : LabTests
{
    /// <summary>The reader of an account with other tokens.</summary>
    protected abstract ICarrierWebhooks AnotherAccount { get; }

    [Fact]
    public async Task A_dial_is_accepted_and_its_genuine_webhooks_tell_its_life_and_its_attempt()
    {
        await StartAsync();
        CarrierCallId id = await AcceptedAsync();

        CarrierReport last = await EndAsync();
        (last.Call, last.Outcome).ShouldBe((id, Outcome.Completed));
        Receiver.Forged.ShouldBeEmpty();
        LabEntry create = Lab.Ledger.Entries.Single(entry => entry.Kind == "create");
        (create.Call, create.Attempt, create.Token).ShouldBe(("acme~r1-0", "1", "t0k"));
    }

    [Theory]
    [InlineData("busy", Outcome.Busy)]
    [InlineData("no-answer", Outcome.NoAnswer)]
    [InlineData("failed", Outcome.Failed)]
    [InlineData("rejected", Outcome.Rejected)]
    public async Task Every_way_to_end_arrives_as_its_outcome(string word, Outcome outcome)
    {
        await StartAsync();
        Lab.Chance.NextEnds.Enqueue(LabEnd.Named(word));
        await AcceptedAsync();
        (await EndAsync()).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task Credentials_that_the_carrier_refuses_stop_the_trunk()
    {
        await StartAsync(new LabOptions { TwilioToken = "ffffffffffffffffffffffffffffffff", PlivoToken = "another", SignalWireToken = "another", CallKaroKey = "another" });
        (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.TrunkStopped>();
    }

    [Fact]
    public async Task Webhooks_signed_with_another_token_are_forged()
    {
        await StartAsync();
        Receiver.Carrier = (AnotherAccount, Receiver.Carrier.Callbacks);
        await AcceptedAsync();
        await SeenAsync("webhook");
        Receiver.Forged.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task No_answer_within_the_timeout_is_open_and_the_call_is_found()
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Silent);
        Task<DialAnswer> dialing = Carrier.DialAsync(Dial(), default);
        await SeenAsync("create");
        Time.Advance(TimeSpan.FromSeconds(15));
        (await Signals.Within(dialing)).ShouldBeOfType<DialAnswer.Unknown>();
    }

    [Fact]
    public async Task Our_own_cancellation_after_sending_leaves_it_open()
    {
        await StartAsync();
        using var stop = new CancellationTokenSource();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Silent);
        Task<DialAnswer> dialing = Carrier.DialAsync(Dial(), stop.Token);
        await SeenAsync("create");
        await stop.CancelAsync();
        (await Signals.Within(dialing)).ShouldBeOfType<DialAnswer.Unknown>();
    }

    [Fact]
    public async Task A_server_error_is_open_whether_or_not_the_call_was_made()
    {
        await StartAsync();
        foreach (CreateFault fault in (CreateFault[])[CreateFault.ErrorAfter, CreateFault.ErrorBefore, CreateFault.Answer(502, "bad gateway"), CreateFault.Answer(503, "{\"code\":20503}"), CreateFault.Answer(504, "")])
        {
            Lab.Chance.NextCreates.Enqueue(fault);
            (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>(fault.Said);
        }
        Lab.Ledger.Entries.Count(entry => entry.Kind == "create").ShouldBe(5, "nothing was sent twice");
    }

    [Fact]
    public async Task A_429_means_later_for_everybody_and_says_how_much_later()
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Throttle with { RetryAfter = "7" });
        Lab.Chance.NextCreates.Enqueue(CreateFault.Throttle);
        DialAnswer.TryLater first = (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.TryLater>();
        (first.Throttled, first.RetryAfter).ShouldBe((true, TimeSpan.FromSeconds(7)));
        DialAnswer.TryLater second = (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.TryLater>();
        (second.Throttled, second.RetryAfter).ShouldBe((true, null));
        Placed.ShouldBe(0);
    }

    [Theory]
    [InlineData("../Call")]
    [InlineData("a/b")]
    [InlineData(".")]
    [InlineData("x?y")]
    public async Task An_id_that_would_change_the_path_is_never_sent(string id)
    {
        await StartAsync();
        await AcceptedAsync();
        (await Carrier.HangUpAsync(new CarrierCallId(id), default)).ShouldBeOfType<HangUpAnswer.Unknown>();
        (await Carrier.LookUpAsync(LookUp(new CarrierCallId(id)), default)).ShouldBeOfType<LookupAnswer.Unknown>();
        Lab.Ledger.Entries.ShouldNotContain(entry => entry.Kind == "hangup");
    }

    [Fact]
    public async Task Webhooks_may_come_twice_and_out_of_order_and_all_are_genuine()
    {
        await StartAsync(new LabOptions { Duplicate = 1, Reorder = 0.5, Seed = 3 });
        await AcceptedAsync();
        await EndAsync();
        await EndAsync();
        Receiver.Forged.ShouldBeEmpty();
    }

    private protected async Task<CarrierReport> EndAsync()
    {
        while (true)
            if ((await Receiver.NextAsync()).Report is { Status: CarrierStatus.Ended } end) return end;
    }
}
