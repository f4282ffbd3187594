using System.Globalization;
using System.Text;
using CallQueue.Bundles;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Erasures;
using Shouldly;

namespace CallQueue.Conformance;

/// <summary>The dial ledger over a host's real storage: every dial and its end, proved by a signed bundle; and one person erased.</summary>
public static class EvidenceConformance
{
    /// <summary>Enough for several pages of the ledger.</summary>
    private const int Calls = 100;

    private const int Erased = 7;
    private static readonly BusinessId Acme = new("acme");

    /// <summary>Fails when the host's ledger is not what it should be.</summary>
    /// <param name="actors">Of a host with empty storage.</param>
    /// <param name="time">The host's time.</param>
    /// <param name="dialed">What the host's carrier was asked to dial; it accepts everything and reports nothing.</param>
    public static async Task RunAsync(IActors actors, TimeProvider time, Func<IEnumerable<DialRequest>> dialed)
    {
        IBusiness business = actors.Business(Acme);
        (await business.ChangeSettingsAsync(new BusinessSettings { Slots = Calls })).ShouldBeNull();
        var template = new RunTemplate { Rules = new CallRules { Consent = "form-7" } };
        (await business.EnqueueAsync(new EnqueueCalls("spring", Calls, 0, "f", template, [.. Enumerable.Range(0, Calls).Select(n => new NewCall { To = Number(n) })]))).ShouldBeOfType<EnqueueAnswer.Taken>();
        await WhenAsync(business, now => now.Live.Count(lease => lease.DialedAt is not null) == Calls);
        foreach (DialRequest dial in dialed().ToList())
        {
            var report = new CarrierReport(new CarrierCallId($"CA-{dial.Attempt.Token}"), CarrierStatus.Ended, Outcome.Completed, Duration: TimeSpan.FromSeconds(12));
            (await actors.Call(dial.Attempt.Call).OnCarrierEventAsync(new CarrierEvent(dial.Attempt, report))).Applied.ShouldBeTrue();
        }

        await WhenAsync(business, now => now.Counts.Completed == Calls);
        byte[] bundle = await WriteAsync(new EvidenceQuery("spring", null));
        EvidenceVerdict verdict = await CheckAsync(bundle);
        verdict.Problems.ShouldBeEmpty();
        verdict.Rows.ShouldBe(2 * Calls);
        Encoding.UTF8.GetString(bundle).ShouldContain("form-7");

        int digit = bundle.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Number(Erased).Value)) + 5;
        bundle[digit] ^= 1;
        (await CheckAsync(bundle)).Problems.ShouldContain(problem => problem.StartsWith("row ", StringComparison.Ordinal));

        ErasureReceipt receipt = (await new NumberErasure(actors, [], time).EraseAsync(Acme, Number(Erased)))!;
        receipt.Erased["ledger_keys"].ShouldBeInRange(1, 2);
        (receipt.Erased["call_records"], receipt.Erased["run_results"]).ShouldBe((1, 1));
        byte[] later = await WriteAsync(new EvidenceQuery(null, null));
        (await CheckAsync(later)).Problems.ShouldBeEmpty();
        (await CheckAsync(later)).Rows.ShouldBe(2 * Calls);
        Encoding.UTF8.GetString(later).ShouldNotContain(Number(Erased).Digits);
        (await CheckAsync(await WriteAsync(new EvidenceQuery(null, Number(Erased))))).Rows.ShouldBe(0);

        async Task<byte[]> WriteAsync(EvidenceQuery query)
        {
            var writer = new BundleWriter(actors, Acme, time);
            using var to = new MemoryStream();
            await writer.WriteAsync(await writer.OpenAsync(), query, to, CancellationToken.None);
            return to.ToArray();
        }
    }

    private static PhoneNumber Number(int n) => PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+4420{n:D8}"));

    private static Task<EvidenceVerdict> CheckAsync(byte[] bundle) => BundleCheck.RunAsync(new MemoryStream(bundle), null, CancellationToken.None);

    /// <summary>Waits for the state of the business, which says when it has changed.</summary>
    private static async Task WhenAsync(IBusiness business, Predicate<BusinessSnapshot> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        BusinessSnapshot now = await business.GetAsync();
        while (!isSo(now)) now = await business.WatchAsync(now.Stamp, TimeSpan.FromSeconds(2)).WaitAsync(limit.Token);
    }
}
