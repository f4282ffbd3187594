using System.Globalization;
using CallQueue.Calls;

namespace CallQueue.Leads.Tests;

public sealed class LeadFileTests
{
    [Theory]
    [InlineData("leads.csv", 20)]
    [InlineData("leads.json", 5)]
    [InlineData("leads.jsonl", 5)]
    public async Task The_samples_are_fine(string name, int total)
    {
        var file = new LeadFile(Path.Combine(AppContext.BaseDirectory, "samples", name));
        LeadCheck check = await file.CheckAsync();
        check.Problems.ShouldBeEmpty();
        check.Total.ShouldBe(total);
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync())
        {
            part.ShouldAllBe(call => call.Script!.Message!.StartsWith("Hello {{name}}") && call.Script.Variables!.ContainsKey("name"));
            part.ShouldAllBe(call => call.To.Value.StartsWith("+120255501") || call.To.Value.StartsWith("+442079460"));
        }
    }

    [Fact]
    public async Task The_fingerprint_is_the_contents()
    {
        using var one = new TestFile("phone\n+12025550101\n");
        using var same = new TestFile("phone\n+12025550101\n", ".txt");
        using var other = new TestFile("phone\n+12025550102\n");
        string fingerprint = (await one.CheckAsync()).Fingerprint;
        fingerprint.Length.ShouldBe(64);
        (await same.CheckAsync()).Fingerprint.ShouldBe(fingerprint);
        (await other.CheckAsync()).Fingerprint.ShouldNotBe(fingerprint);
    }

    [Theory]
    [InlineData(1, new[] { 1, 1, 1, 1, 1 })]
    [InlineData(2, new[] { 2, 2, 1 })]
    [InlineData(5, new[] { 5 })]
    [InlineData(9, new[] { 5 })]
    public async Task Calls_come_in_parts_and_in_order(int size, int[] parts)
    {
        using var file = new TestFile("phone\n" + string.Concat(Enumerable.Range(1, 5).Select(i => $"+1202555010{i}\n")));
        LeadFile leads = file.Open();
        (await leads.CheckAsync()).Total.ShouldBe(5);
        var read = new List<IReadOnlyList<NewCall>>();
        await foreach (IReadOnlyList<NewCall> part in leads.ReadAsync(size)) read.Add(part);
        read.Select(p => p.Count).ShouldBe(parts);
        read.SelectMany(p => p).Select(c => c.To.Value[^1]).ShouldBe("12345");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_error_of_its_own() =>
        await Should.ThrowAsync<FileNotFoundException>(() => new LeadFile("/no/such/leads.csv").CheckAsync());

    [Fact]
    public async Task Nothing_is_handed_out_of_a_file_that_is_wrong_or_unchecked()
    {
        using var file = new TestFile("phone\n+12025550101\nx\n");
        LeadFile leads = file.Open();
        await Should.ThrowAsync<InvalidOperationException>(async () => await leads.ReadAsync().GetAsyncEnumerator().MoveNextAsync());
        await leads.CheckAsync();
        await Should.ThrowAsync<InvalidOperationException>(async () => await leads.ReadAsync().GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task A_file_that_changed_after_its_check_is_not_handed_out_to_its_end()
    {
        using var file = new TestFile("phone\n+12025550101\n+12025550102\n+12025550103\n");
        LeadFile leads = file.Open();
        await leads.CheckAsync();
        await using IAsyncEnumerator<IReadOnlyList<NewCall>> parts = leads.ReadAsync(2).GetAsyncEnumerator();
        await parts.MoveNextAsync();
        File.SetLastWriteTimeUtc(file.Path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Should.ThrowAsync<LeadFileChangedException>(async () => await parts.MoveNextAsync());
        await Should.ThrowAsync<LeadFileChangedException>(async () => await leads.ReadAsync().GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task A_cancelled_check_ends()
    {
        using var file = new TestFile("phone\n+12025550101\n");
        await Should.ThrowAsync<OperationCanceledException>(() => file.Open().CheckAsync(cancellation: new CancellationToken(true)));
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".json")]
    [InlineData(".jsonl")]
    public async Task Two_hundred_thousand_people_are_read_in_bounded_memory(string extension)
    {
        const int People = 200_000;
        using var file = new TestFile("", extension);
        await using (var text = new StreamWriter(file.Path)) Write(text, extension, People);
        LeadFile leads = file.Open();
        var progress = new CollectingProgress();

        (await leads.CheckAsync(progress)).ShouldSatisfyAllConditions(c => c.ProblemCount.ShouldBe(0), c => c.Total.ShouldBe(People));

        progress.Last.ShouldBe(People);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        (int count, long most) = (0, 0);
        await foreach (IReadOnlyList<NewCall> part in leads.ReadAsync())
        {
            count += part.Count;
            if (count == People / 2) most = GC.GetTotalMemory(forceFullCollection: true) - before;
        }

        count.ShouldBe(People);
        // One part of 10,000 calls and the buffers; all of them would be some 100 MB.
        most.ShouldBeLessThan(25_000_000);
    }

    private static void Write(StreamWriter text, string extension, int people)
    {
        text.Write(extension switch { ".csv" => "phone,name,city,message\n", ".json" => "[\n", _ => "" });
        for (int i = 0; i < people; i++)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"+1202{5_000_000 + i}");
            text.Write(extension switch
            {
                ".csv" => $"{number},Ann {i},Ely,\"Hello {{{{name}}}}, this is a call.\"\n",
                _ => $$$"""{"phone":"{{{number}}}","name":"Ann {{{i}}}","city":"Ely","message":"Hello, this is a call."}""" + (extension == ".json" && i < people - 1 ? ",\n" : "\n"),
            });
        }

        if (extension == ".json") text.Write("]\n");
    }

    private sealed class CollectingProgress : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value) => Last = value;
    }
}
