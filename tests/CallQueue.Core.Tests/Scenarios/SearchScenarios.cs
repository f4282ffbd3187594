using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Runs;
using CallQueue.Searches;

namespace CallQueue.Scenarios;

/// <summary>Searches: what each criterion finds in each place, how much a part reads, and calls that move meanwhile.</summary>
public sealed class SearchScenarios
{
    private static readonly CallQueueOptions Many = new() { NewBusiness = new BusinessSettings { Slots = 500 } };

    private static readonly ActorAddress Address = new(LocalActors.BusinessKind, Some.Business.Value);

    [Fact]
    public void A_waiting_call_is_found_by_its_number_and_no_part_reads_more_than_its_pages()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            for (int part = 0; part < 15; part++) await s.EnqueueAsync(Part("r", 150_000, part * 10_000, 10_000));
            List<int> loads = [];
            foreach (int n in (int[])[1, 77_777, 150_000])
            {
                var asked = new CallCriteria { Number = Some.Number(n) };
                (await AllAsync(s, asked, 50, loads)).ShouldBe([$"r-{n - 1}"]);
                (await AllAsync(s, new CallCriteria { NumberEnding = Some.Number(n).Digits[^9..] }, 50, loads)).ShouldContain($"r-{n - 1}");
            }

            loads.Count.ShouldBe(12, "150,000 calls are more than one part may read");
            loads.ShouldAllBe(count => count <= SearchCalls.MostPages);
            (await AllAsync(s, new CallCriteria { Number = Some.Number(150_001) }, 50, loads)).ShouldBeEmpty();
        });
    }

    [Fact]
    public void Every_call_is_found_once_page_by_page_where_nothing_moves()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("ended", 30));
            await s.UntilOverAsync("ended");
            for (int i = 0; i < 20; i++) await s.SubmitAsync($"alone{i}", Some.Call(900 + i));
            await s.UntilIdleAsync();
            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("ready", 300, null, 100));
            await s.EnqueueAsync(Some.Run("urgent", 40, new RunTemplate { Priority = Priority.Urgent }, 500));
            await s.EnqueueAsync(Some.Run("later", 200) with { Calls = [.. Enumerable.Range(0, 200).Select(i => Some.Call(600 + i) with { NotBefore = s.Host.Now + Some.Minutes(1 + (i * 37 % 400)) })] });
            string[] names = [.. Named("ended", 30), .. Enumerable.Range(0, 20).Select(i => $"alone{i}"), .. Named("ready", 300), .. Named("urgent", 40), .. Named("later", 200)];
            foreach (int rows in (int[])[1, 7, 200]) (await AllAsync(s, new CallCriteria(), rows)).ShouldBe(names, ignoreOrder: true);
            s.Host.Crash();
            (await AllAsync(s, new CallCriteria(), 11)).ShouldBe(names, ignoreOrder: true);
            (await AllAsync(s, new CallCriteria { Places = CallPlaces.Ready }, 11)).ShouldBe([.. Named("ready", 300), .. Named("urgent", 40)], ignoreOrder: true);
            (await AllAsync(s, new CallCriteria { Places = CallPlaces.Delayed, To = s.Host.Now + Some.Minutes(100) }, 11)).Count.ShouldBe(Enumerable.Range(0, 200).Count(i => 1 + (i * 37 % 400) < 100));
            (await AllAsync(s, new CallCriteria { Run = "ended" }, 11)).ShouldBe([.. Named("ended", 30).Reverse()]);
            (await AllAsync(s, new CallCriteria { Places = CallPlaces.Ended, To = Some.Instant }, 11)).ShouldBeEmpty();
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_call_is_missed_while_calls_are_dialed_tried_again_and_end(int seed)
    {
        var random = new Random(seed);
        var s = new Scenario(
            (_, _) => random.Next(4) switch { 0 => Fate.Ends(Outcome.Busy), 1 => Fate.NotReached, _ => Fate.Talks(random.Next(1, 30)) },
            new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 20, Rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = 3, Delay = Some.Seconds(4) } } } });
        s.Play(async () =>
        {
            NewCall[] calls = [.. Enumerable.Range(0, 300).Select(i => Some.Call(i) with { Data = "{\"campaign_id\":\"spring\"}", NotBefore = i % 3 == 0 ? Some.Instant + Some.Seconds(1 + random.Next(120)) : null })];
            await s.EnqueueAsync(Some.Run("r", 300) with { Calls = calls });
            for (int search = 0; search < 3; search++)
            {
                List<string> found = [];
                SearchPosition? position = null;
                do
                {
                    SearchAnswer answer = await s.Business.SearchAsync(new SearchCalls(new CallCriteria { CampaignId = "spring" }, position, 1 + random.Next(40)));
                    found.AddRange(answer.Calls.Select(call => call.Name));
                    position = answer.Next;
                    await s.Host.WaitAsync(TimeSpan.FromMilliseconds(random.Next(1_500)));
                }
                while (position is not null);
                Named("r", 300).Except(found).ShouldBeEmpty();
            }
        });
    }

    [Fact]
    public void Ended_calls_are_found_at_once_by_number_lead_and_carriers_id_also_after_a_crash()
    {
        var s = new Scenario((dial, _) => dial.Attempt.Number == 1 && dial.To == Some.Number(7) ? Fate.Ends(Outcome.Busy) : Fate.Talks(1), Many);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 4_500) with { Calls = [.. Enumerable.Range(1, 4_500).Select(i => Some.Call(i) with { Data = $"{{\"lead_id\":\"L{i}\"}}" })] });
            await s.Host.UntilAsync(async () => (await s.Business.GetAsync()).Counts.Completed == 4_499);
            string first = s.Dials.Single(dial => dial.Request.To == Some.Number(7)).Id.Value;
            (await AllAsync(s, new CallCriteria { CarrierCall = first }, 5)).ShouldBe(["r-6"], "it waits for its next attempt");
            await s.UntilOverAsync("r");
            await s.SubmitAsync("alone", Some.Call(7) with { Data = "{\"lead_id\":7}" });
            await s.UntilIdleAsync();
            for (int restart = 0; restart < 2; restart++, s.Host.Crash())
            {
                List<int> loads = [];
                (await AllAsync(s, new CallCriteria { Number = Some.Number(7) }, 5, loads)).ShouldBe(["alone", "r-6"]);
                (await AllAsync(s, new CallCriteria { LeadId = "L4000" }, 5, loads)).ShouldBe(["r-3999"]);
                (await AllAsync(s, new CallCriteria { LeadId = "7" }, 5, loads)).ShouldBe(["alone"]);
                (await AllAsync(s, new CallCriteria { CarrierCall = first }, 5, loads)).ShouldBe(["r-6"]);
                (await AllAsync(s, new CallCriteria { CarrierCall = s.Dials.Last(dial => dial.Request.To == Some.Number(7) && dial.Call == "r-6").Id.Value }, 5, loads)).ShouldBe(["r-6"]);
                (await AllAsync(s, new CallCriteria { CarrierCall = "CA-nobody" }, 5, loads)).ShouldBeEmpty();
                loads.Count.ShouldBe(6, "each is answered at once");
            }
        });
    }

    [Fact]
    public void Rows_of_one_number_are_told_page_by_page_the_newest_first()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            for (int i = 0; i < 12; i++)
            {
                await s.SubmitAsync($"c{i}", Some.Call());
                await s.UntilIdleAsync();
            }

            (await AllAsync(s, new CallCriteria { Number = Some.Number() }, 5)).ShouldBe([.. Enumerable.Range(0, 12).Reverse().Select(i => $"c{i}")]);
        });
    }

    [Fact]
    public void What_ended_before_there_was_an_index_is_found_too()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 5));
            await s.UntilOverAsync("r");
            await s.SubmitAsync("alone", Some.Call(3));
            await s.UntilIdleAsync();
            StoredRecord root = s.Host.Store.Load(Address, "root")!;
            JsonObject json = JsonNode.Parse(root.Data.Span)!.AsObject();
            json.Remove("index").ShouldBeTrue();
            s.Host.Store.Save(Address, [RecordWrite.Put("root", System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), root.Version)]);
            s.Host.Crash();
            (await AllAsync(s, new CallCriteria { Number = Some.Number(3) }, 5)).ShouldBe(["r-2", "alone"], ignoreOrder: true);
            await s.SubmitAsync("new", Some.Call(3));
            await s.UntilIdleAsync();
            (await AllAsync(s, new CallCriteria { Number = Some.Number(3) }, 5)).ShouldBe(["new", "r-2", "alone"], ignoreOrder: true);
        });
    }

    [Fact]
    public void Campaign_and_lead_of_waiting_live_and_ended_calls()
    {
        var s = new Scenario(Fate.Talks(100), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 2 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("whole", 4, new RunTemplate { Data = "{\"campaign_id\":\"Frühling 7\"}" }));
            await s.EnqueueAsync(Some.Run("single", 3, null, 50) with { Calls = [.. Enumerable.Range(0, 3).Select(i => Some.Call(50 + i) with { Data = $"{{\"campaign_id\":\"Frühling {6 + i}\",\"lead_id\":{i}}}" })] });
            await s.SubmitAsync("alone", Some.Call(60) with { Data = "{\"campaign_id\":\"Frühling 7\",\"lead_id\":1}" });
            for (int looks = 0; looks < 6; looks++)
            {
                (await AllAsync(s, new CallCriteria { CampaignId = "Frühling 7" }, 3)).ToHashSet().ShouldBe([.. Named("whole", 4), "single-1", "alone"], ignoreOrder: true);
                (await AllAsync(s, new CallCriteria { LeadId = "1" }, 3)).ToHashSet().ShouldBe(["single-1", "alone"], ignoreOrder: true);
                (await AllAsync(s, new CallCriteria { LeadId = "1", Run = "single" }, 3)).ShouldBe(["single-1"]);
                (await AllAsync(s, new CallCriteria { CampaignId = "Frühling" }, 3)).ShouldBeEmpty();
                await s.Host.WaitAsync(Some.Seconds(90));
            }

            await s.UntilIdleAsync();
            (await AllAsync(s, new CallCriteria { CampaignId = "Frühling 7", Places = CallPlaces.Ended }, 3)).ShouldBe([.. Named("whole", 4), "single-1", "alone"], ignoreOrder: true);
        });
    }

    [Fact]
    public void A_call_that_is_canceled_or_whose_retries_end_is_found_by_its_lead()
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1) with { Calls = [Some.Call() with { Data = "{\"lead_id\":\"L\"}" }] });
            await s.Host.WaitAsync(Some.Seconds(10));
            await s.Business.StopRunAsync(new StopRun("r", false));
            await s.UntilIdleAsync();
            await s.Business.PauseAsync(true);
            await s.SubmitAsync("alone", Some.Call(2) with { Data = "{\"lead_id\":\"M\"}" });
            (await s.Business.CancelCallAsync(new CancelCall("alone", false))).Result.ShouldBe(CallVerbResult.Done);
            (await AllAsync(s, new CallCriteria { LeadId = "M" }, 5)).ShouldBe(["alone"]);
            (await AllAsync(s, new CallCriteria { Number = Some.Number(2) }, 5)).ShouldBe(["alone"]);
        });
    }

    private static IEnumerable<string> Named(string run, int calls) => Enumerable.Range(0, calls).Select(i => $"{run}-{i}");

    private static EnqueueCalls Part(string run, int total, int offset, int calls) => Some.Run(run, total) with { Offset = offset, Calls = [.. Enumerable.Range(offset + 1, calls).Select(Some.Call)] };

    /// <summary>Follows a search to its end.</summary>
    /// <param name="loads">Gets how many records the business loaded for each part.</param>
    private static async Task<List<string>> AllAsync(Scenario s, CallCriteria asked, int rows, List<int>? loads = null)
    {
        int loaded = 0;
        s.Host.Store.LoadFault = address =>
        {
            loaded++;
            return null;
        };
        List<string> found = [];
        SearchPosition? position = null;
        for (int parts = 0; ; parts++)
        {
            parts.ShouldBeLessThan(5_000, "the search does not end");
            SearchAnswer answer = await s.Business.SearchAsync(new SearchCalls(asked, position, rows));
            answer.Calls.Count.ShouldBeLessThanOrEqualTo(rows);
            answer.Pages.ShouldBeLessThanOrEqualTo(SearchCalls.MostPages);
            loads?.Add(loaded);
            loaded = 0;
            found.AddRange(answer.Calls.Select(call => call.Name));
            if ((position = answer.Next) is null) return found;
        }
    }
}
