using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Searches;
using Shouldly;

namespace CallQueue.Conformance;

/// <summary>A search over a host's real storage: each call once, in bounded parts, by its own business only.</summary>
public static class SearchConformance
{
    private const int Ready = 3_000;
    private const int Delayed = 300;

    private static readonly BusinessId Acme = new("acme");

    /// <summary>Fails when the host's search does not find what it should.</summary>
    /// <param name="actors">Of a host with empty storage; nothing is dialed.</param>
    /// <param name="now">The host's time.</param>
    public static async Task RunAsync(IActors actors, DateTimeOffset now)
    {
        IBusiness business = actors.Business(Acme);
        (await business.ChangeSettingsAsync(new BusinessSettings { Slots = 0 })).ShouldBeNull();
        await EnqueueAsync(business, "r", [.. Enumerable.Range(0, Ready).Select(Call)]);
        await EnqueueAsync(business, "later", [.. Enumerable.Range(Ready, Delayed).Select(n => Call(n) with { NotBefore = now.AddMinutes(5 + (n * 37 % 2_000)) })]);

        string[] names = [.. Enumerable.Range(0, Ready).Select(n => $"r-{n}"), .. Enumerable.Range(0, Delayed).Select(n => $"later-{n}")];
        (await FindAsync(business, new CallCriteria(), 170)).ShouldBe(names, ignoreOrder: true);
        foreach (int n in (int[])[0, 1_234, Ready - 1]) (await FindAsync(business, new CallCriteria { Number = Number(n) }, 10)).ShouldBe([$"r-{n}"]);
        (await FindAsync(business, new CallCriteria { LeadId = $"L{Ready + 17}" }, 10)).ShouldBe(["later-17"]);
        (await FindAsync(business, new CallCriteria { Run = "later", Places = CallPlaces.Ready }, 10)).ShouldBeEmpty();

        foreach (string call in (string[])["r-5", "later-6"]) (await business.CancelCallAsync(new CancelCall(call))).Result.ShouldBe(CallVerbResult.Done);
        (await FindAsync(business, new CallCriteria { Number = Number(5) }, 10)).ShouldBe(["r-5"]);
        (await FindAsync(business, new CallCriteria { LeadId = $"L{Ready + 6}", Places = CallPlaces.Ended }, 10)).ShouldBe(["later-6"]);
        (await FindAsync(business, new CallCriteria { Run = "r", Places = CallPlaces.Ended }, 10)).ShouldBe(["r-5"]);
        (await FindAsync(business, new CallCriteria(), 170)).ShouldBe(names, ignoreOrder: true);
        (await FindAsync(actors.Business(new BusinessId("other")), new CallCriteria { Number = Number(5) }, 10)).ShouldBeEmpty();
    }

    private static NewCall Call(int n) => new() { To = Number(n), Data = string.Create(CultureInfo.InvariantCulture, $"{{\"lead_id\":\"L{n}\"}}") };

    private static PhoneNumber Number(int n) => PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+4420{n:D8}"));

    private static async Task EnqueueAsync(IBusiness business, string run, NewCall[] calls) =>
        (await business.EnqueueAsync(new EnqueueCalls(run, calls.Length, 0, run, new RunTemplate(), calls))).ShouldBeOfType<EnqueueAnswer.Taken>();

    private static async Task<List<string>> FindAsync(IBusiness business, CallCriteria asked, int rows)
    {
        List<string> found = [];
        SearchPosition? position = null;
        do
        {
            SearchAnswer answer = await business.SearchAsync(new SearchCalls(asked, position, rows));
            answer.Pages.ShouldBeLessThanOrEqualTo(SearchCalls.MostPages);
            answer.Calls.Count.ShouldBeLessThanOrEqualTo(rows);
            found.AddRange(answer.Calls.Select(call => call.Name));
            position = answer.Next;
        }
        while (position is not null);
        return found;
    }
}
