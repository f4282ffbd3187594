using System.Globalization;
using System.Text;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Erasures;
using CallQueue.Evidence;
using CallQueue.Bundles;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Outboxes;
using CallQueue.Rates;
using CallQueue.Rosters;
using CallQueue.Schedules;
using CallQueue.Searches;

namespace CallQueue.Scenarios;

/// <summary>Erasing one number: nothing that is stored names it any more, and everybody else is called as before.</summary>
public sealed class EraseScenarios
{
    private static readonly PhoneNumber Ann = Some.Number(250);

    [Fact]
    public void No_record_has_the_number_any_more_and_the_others_are_called()
    {
        (Scenario s, SilentSink sink) = Begin();
        s.Play(async () =>
        {
            await FillAsync(s);
            Holders(s).ShouldNotBeEmpty();
            ErasureReceipt receipt = (await EraseAsync(s)).ShouldNotBeNull();
            await s.Host.WaitAsync(Some.Minutes(1));
            Holders(s).ShouldBeEmpty();
            receipt.Erased.Where(place => place.Value == 0).Select(place => place.Key).ShouldBeEmpty();
            receipt.Erased["waiting_calls"].ShouldBe(3);
            (receipt.Business, receipt.NumberEnding, receipt.KeptOnDoNotCallList).ShouldBe(("acme", Ann.Masked, false));

            s.Host.Crash();
            int dialedBefore = s.Dials.Count(dial => dial.Request.To == Ann);
            await s.Business.PauseAsync(false);
            await s.UntilOverAsync("waiting");
            await s.UntilOverAsync("later");
            s.Dials.Count(dial => dial.Request.To == Ann).ShouldBe(dialedBefore);
            (await s.Run("waiting").GetAsync())!.Counts.Completed.ShouldBe(299);
            (await s.Run("later").GetAsync())!.Counts.Completed.ShouldBe(299);
            Holders(s).ShouldBeEmpty();

            sink.IsUp = true;
            await s.Host.WaitAsync(Some.Minutes(10));
            sink.Numbers.ShouldNotContain(Ann);
            sink.Numbers.ShouldContain(PhoneNumber.Erased);
        });
    }

    [Fact]
    public void The_ledger_verifies_afterwards_and_says_that_the_person_was_erased()
    {
        (Scenario s, SilentSink _) = Begin();
        s.Play(async () =>
        {
            await FillAsync(s);
            await s.Business.PauseAsync(false);
            await s.UntilIdleAsync();
            await EraseAsync(s);
            using var bundle = new MemoryStream();
            var writer = new BundleWriter(s.Host.Actors, Some.Business, s.Host.Time);
            await writer.WriteAsync(await writer.OpenAsync(), new EvidenceQuery(null, null), bundle, CancellationToken.None);
            bundle.Position = 0;
            EvidenceVerdict verdict = await BundleCheck.RunAsync(bundle, null, CancellationToken.None);
            verdict.Problems.ShouldBeEmpty();
            int dials = s.Dials.Count(dial => dial.Request.To == Ann);
            dials.ShouldBeGreaterThan(2);
            string[] lines = Encoding.UTF8.GetString(bundle.ToArray()).Split('\n');
            lines.Count(line => line.Contains("\"personal\":\"erased\"", StringComparison.Ordinal)).ShouldBe(dials * 2);
            lines.Count(line => line.Contains($"\"to\":\"{Some.Number(4).Value}\"", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        });
    }

    [Fact]
    public void Repeating_it_erases_nothing_more()
    {
        (Scenario s, SilentSink _) = Begin();
        s.Play(async () =>
        {
            await FillAsync(s);
            await EraseAsync(s);
            (await EraseAsync(s)).ShouldNotBeNull().Erased.Values.ShouldAllBe(count => count == 0);
        });
    }

    [Fact]
    public void What_a_stopped_run_has_left_in_the_queue_does_not_have_the_number_either()
    {
        (Scenario s, SilentSink _) = Begin();
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("later", 300, new RunTemplate { NotBefore = s.Host.Now + TimeSpan.FromHours(5) }));
            await s.Business.StopRunAsync(new StopRun("later"));
            Holders(s).ShouldNotBeEmpty();
            await EraseAsync(s);
            await s.Host.WaitAsync(Some.Minutes(1));
            Holders(s).ShouldBeEmpty();
        });
    }

    [Fact]
    public void A_number_on_a_do_not_call_list_stays_there()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            var list = new DoNotCallList(s.Host.Actors, Some.Business);
            await list.AddAsync([new ListedNumber(Ann, "opt_out", Some.Instant)]);
            (await EraseAsync(s)).ShouldNotBeNull().KeptOnDoNotCallList.ShouldBeTrue();
            (await list.FindAsync(Ann)).ShouldNotBeNull();
        });
    }

    [Fact]
    public void While_a_call_to_it_is_live_nothing_is_erased()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.SubmitAsync("ann", new NewCall { To = Ann });
            await s.Host.WaitAsync(Some.Seconds(5));
            (await EraseAsync(s)).ShouldBeNull();
            (await s.Call("ann").GetAsync()).ShouldNotBeNull();
            await s.UntilIdleAsync();
            (await EraseAsync(s)).ShouldNotBeNull().Erased["call_records"].ShouldBe(1);
        });
    }

    private static Task<ErasureReceipt?> EraseAsync(Scenario s) => new NumberErasure(s.Host.Actors, [], s.Host.Time).EraseAsync(Some.Business, Ann);

    private static (Scenario Scenario, SilentSink Sink) Begin()
    {
        var settings = new BusinessSettings { Slots = 20, ContactCaps = [new RateRule(100, TimeSpan.FromDays(7))] };
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = settings });
        var sink = new SilentSink();
        s.Host.Sinks = [sink];
        return (s, sink);
    }

    /// <summary>The number in every place: calls that have ended, that wait now and for later, alone and in runs; a contact; schedules.</summary>
    private static async Task FillAsync(Scenario s)
    {
        await s.EnqueueAsync(Some.Run("done", 260));
        await s.UntilOverAsync("done");
        await s.SubmitAsync("alone", new NewCall { To = Ann, Data = """{"name":"Ann"}""" });
        await s.UntilIdleAsync();
        await s.Business.PauseAsync(true);
        await s.EnqueueAsync(Some.Run("waiting", 300));
        await s.EnqueueAsync(Some.Run("later", 300, new RunTemplate { NotBefore = s.Host.Now + TimeSpan.FromHours(5) }));
        await s.SubmitAsync("waits-alone", new NewCall { To = Ann });
        var contact = new Contact { Id = "ann", To = Ann, CallEnabled = false, CallTime = new TimeOnly(9, 0), TimeZone = "Europe/London" };
        (await s.Host.Actors.Roster(new RosterId(Some.Business, ContactPlace.Of(contact.Id).Shard)).PutAsync(new PutContacts([contact]))).ShouldBe(new PutAnswer.Taken(1, 0));
        await ScheduleAsync(s, "only-ann", new ScheduleSpec { Cron = "0 9 * * *", To = Ann });
        await ScheduleAsync(s, "both", new ScheduleSpec { Cron = "0 9 * * *", People = [new NewCall { To = Ann }, new NewCall { To = Some.Number(4) }] });
    }

    private static async Task ScheduleAsync(Scenario s, string name, ScheduleSpec spec) =>
        (await s.Host.Actors.Schedule(new ScheduleId(Some.Business, name)).CreateAsync(spec)).ShouldBeOfType<ScheduleAnswer.Done>();

    /// <summary>The records that have the number, or the hash by which searches find it, from which it could be guessed.</summary>
    private static IReadOnlyList<string> Holders(Scenario s) =>
    [
        .. from actor in s.Host.Store.Actors
           from name in s.Host.Store.NamesOf(actor)
           let text = Encoding.UTF8.GetString(s.Host.Store.Load(actor, name)!.Data.Span)
           where text.Contains(Ann.Digits, StringComparison.Ordinal) || text.Contains(Hash, StringComparison.Ordinal)
           select $"{actor} {name}",
    ];

    private static string Hash => IndexKey.OfNumber(Ann).ToString(CultureInfo.InvariantCulture);

    /// <summary>A sink that is down until it is up; it remembers the numbers that it was given.</summary>
    private sealed class SilentSink : IEndingSink
    {
        public string Name => "silent";

        public int MostAtOnce => 10;

        public bool IsUp { get; set; }

        public List<PhoneNumber> Numbers { get; } = [];

        public bool Wants(BusinessSettings settings) => true;

        public Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch)
        {
            if (!IsUp) throw new SinkUnavailableException("down");
            Numbers.AddRange(batch.Endings.OfType<Ending.OfCall>().Select(ending => ending.Call.Spec.To));
            return Task.FromResult<IReadOnlyList<Delivery>>([.. batch.Endings.Select(_ => Delivery.Done.Instance)]);
        }
    }
}
