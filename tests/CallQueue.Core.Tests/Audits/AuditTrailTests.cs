using CallQueue.Scenarios;

namespace CallQueue.Audits;

public sealed class AuditTrailTests
{
    private readonly ScenarioHost _host = new(new ScriptedCarrier((_, _) => Fate.Talks()));

    private IAuditTrail Trail => _host.Actors.Audit(new AuditId(Some.Business));

    [Fact]
    public void Entries_are_numbered_and_chained_over_pages_and_crashes() => _host.Play(async () =>
    {
        for (int i = 0; i < 20; i++) (await Trail.AppendAsync(Note(i))).ShouldBe(i);
        _host.Crash();
        await _host.WaitAsync(Some.Minutes(1));
        for (int i = 20; i < 40; i++) (await Trail.AppendAsync(Note(i))).ShouldBe(i);

        AuditPage all = await Trail.ReadAsync(0, IAuditTrail.MaxPage);
        all.Total.ShouldBe(40);
        all.Entries.Select(entry => entry.Note.Target).ShouldBe(Enumerable.Range(0, 40).Select(i => $"run{i}"));
        var check = new AuditCheck();
        all.Entries.ShouldAllBe(entry => check.FindProblem(entry) == null);
        check.Head.ShouldBe(all.Head);
    });

    [Fact]
    public void Many_at_once_are_one_chain() => _host.Play(async () =>
    {
        long[] numbers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Trail.AppendAsync(Note(i))));
        numbers.ShouldBe(Enumerable.Range(0, 50).Select(i => (long)i));
        var check = new AuditCheck();
        (await Trail.ReadAsync(0, IAuditTrail.MaxPage)).Entries.ShouldAllBe(entry => check.FindProblem(entry) == null);
    });

    [Fact]
    public void They_are_read_back_page_by_page() => _host.Play(async () =>
    {
        for (int i = 0; i < 37; i++) await Trail.AppendAsync(Note(i));
        List<long> seen = [];
        long? before = null;
        while (await Trail.ReadBackAsync(before, 10) is { Entries: [.., var last] } page)
        {
            seen.AddRange(page.Entries.Select(entry => entry.Number));
            before = last.Number;
        }

        seen.ShouldBe(Enumerable.Range(0, 37).Reverse().Select(i => (long)i));
        (await _host.Actors.Audit(new AuditId(null)).ReadBackAsync(null, 10)).ShouldSatisfyAllConditions(page => page.Entries.ShouldBeEmpty(), page => page.Total.ShouldBe(0));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(39)]
    public void What_was_altered_removed_doubled_or_moved_afterwards_is_found(int at) => _host.Play(async () =>
    {
        for (int i = 0; i < 40; i++) await Trail.AppendAsync(Note(i));
        AuditPage page = await Trail.ReadAsync(0, IAuditTrail.MaxPage);
        List<AuditEntry> Altered(Action<List<AuditEntry>> alter)
        {
            List<AuditEntry> entries = [.. page.Entries];
            alter(entries);
            return entries;
        }

        IsFine([.. page.Entries]).ShouldBeTrue();
        IsFine(Altered(entries => entries[at] = entries[at] with { Note = entries[at].Note with { By = "somebody" } })).ShouldBeFalse();
        IsFine(Altered(entries => entries[at] = entries[at] with { At = entries[at].At.AddSeconds(1) })).ShouldBeFalse();
        IsFine(Altered(entries => entries.RemoveAt(at))).ShouldBeFalse();
        IsFine(Altered(entries => entries.Insert(at, entries[at]))).ShouldBeFalse();
        IsFine(Altered(entries => (entries[at], entries[(at + 1) % 40]) = (entries[(at + 1) % 40], entries[at]))).ShouldBeFalse();

        bool IsFine(List<AuditEntry> entries)
        {
            var check = new AuditCheck();
            bool isChain = entries.Select(entry => check.FindProblem(entry)).ToList().TrueForAll(problem => problem is null);
            return isChain && check.Head == page.Head;
        }
    });

    [Fact]
    public void A_line_of_an_export_is_the_entry_itself() => _host.Play(async () =>
    {
        await Trail.AppendAsync(Note(1) with { Before = "{\"slots\":3}", After = "{\"slots\":9}", Reason = "Zoë asked \"now\"" });
        AuditEntry entry = (await Trail.ReadAsync(0, 1)).Entries.Single();
        AuditChain.Parse(AuditChain.Line(entry)).ShouldBe(entry);
        Should.Throw<FormatException>(() => AuditChain.Parse("{\"number\":1}"));
        Should.Throw<FormatException>(() => AuditChain.Parse("number,at"));
    });

    [Fact]
    public void What_is_too_long_is_kept_as_its_digest() => _host.Play(async () =>
    {
        await Trail.AppendAsync(Note(1) with { After = new string('x', AuditNote.MaxText + 1) });
        (await Trail.ReadAsync(0, 1)).Entries.Single().Note.After.ShouldStartWith("\"16385 characters, SHA-256 ");
    });

    private static AuditNote Note(int i) => new("00ff", "run.stopped") { Target = $"run{i}", From = "192.0.2.1" };
}
