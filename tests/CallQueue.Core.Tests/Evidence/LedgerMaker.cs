using System.Text.Json;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.PagedLists;
using CallQueue.Scenarios;

namespace CallQueue.Evidence;

/// <summary>A dial ledger of any length, without the calls.</summary>
internal sealed class LedgerMaker
{
    public const string Run = "spring-2026";

    /// <summary>Attempts of <see cref="Run"/>; those between belong to another run.</summary>
    public const int EveryRun = 100;

    private readonly Dictionary<string, byte[]> _pages = new(StringComparer.Ordinal);

    public LedgerMaker(int attempts)
    {
        Book = new PageBook(1, [], new Writer(_pages));
        Ledger = new DialLedger(Some.Business, Book, null);
        for (int i = 0; i < attempts; i++) Attempt(i);
    }

    public PageBook Book { get; }

    public DialLedger Ledger { get; set; }

    /// <summary>The pages by their names, as JSON.</summary>
    public Dictionary<string, byte[]> Pages => _pages;

    public static DateTimeOffset At(int attempt) => Some.Instant + Some.Seconds(attempt);

    public static DialFacts Facts(int attempt) => new()
    {
        Attempt = 1, At = At(attempt), Trunk = new TrunkId("twilio:AC0123456789abcdef0123456789abcdef"), Zone = "America/New_York", Window = "mon-fri 09:00-20:00",
        From = Some.Number(99_999), Consent = $"form-{attempt:D8}", EverybodyList = 17, OwnList = 4, Caps = "3/1.00:00:00", Called = attempt % 3,
    };

    /// <summary>One whole attempt: its dial and its end.</summary>
    public void Attempt(int i)
    {
        DialFacts facts = Facts(i);
        string run = i % EveryRun == 7 ? Run : "another-run";
        long row = Ledger.Dialed(i + 1, Some.Number(i), null, (run, i), facts)!.Value;
        Ledger.Ended(row, Some.Number(i), new AttemptFacts(facts, Outcome.Completed, $"CA{i:x32}", facts.At + Some.Seconds(40), Some.Seconds(31)), At(i));
    }

    /// <summary>A host whose business has the ledger.</summary>
    public ScenarioHost ToHost()
    {
        var host = new ScenarioHost(new ScriptedCarrier((_, _) => Fate.Talks(1)));
        var root = new BusinessRoot { Epoch = 1, Ledger = Ledger.ToRecord() };
        host.Store.Save(
            new ActorAddress(LocalActors.BusinessKind, Some.Business.Value),
            [
                .. _pages.Select(page => RecordWrite.Put(page.Key, page.Value, RecordVersion.None)),
                RecordWrite.Put("root", JsonSerializer.SerializeToUtf8Bytes(root, CallQueueJson.Default.BusinessRoot), RecordVersion.None),
            ]);
        return host;
    }

    private sealed class Writer(Dictionary<string, byte[]> pages) : IPageWriter
    {
        public void WritePage<TPage>(string name, TPage page, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TPage> pageJson) where TPage : class =>
            pages.Add(name, JsonSerializer.SerializeToUtf8Bytes(page, pageJson));
    }
}
