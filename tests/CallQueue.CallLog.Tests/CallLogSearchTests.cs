using CallQueue.CallLog;
using CallQueue.Calls;
using CallQueue.Outboxes;
using CallQueue.Postgres;
using CallQueue.Searches;

namespace CallQueue;

/// <summary>Logged calls are found by each criterion, the newest first, page by page, and only by their own business.</summary>
public sealed class CallLogSearchTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly PhoneNumber Ann = PhoneNumber.Parse("+442000000777");

    [PostgresFact]
    public async Task Each_criterion_narrows_the_rows()
    {
        await using CallLogSink log = await FilledAsync();
        (await FindAsync(log, new CallCriteria())).ShouldBe([.. Enumerable.Range(0, 20).Reverse().Select(n => $"r-{n}")]);
        (await FindAsync(log, new CallCriteria { Number = Ann })).ShouldBe(["r-5"]);
        (await FindAsync(log, new CallCriteria { NumberEnding = "777" })).ShouldBe(["r-5"]);
        (await FindAsync(log, new CallCriteria { CarrierCall = "CA-9" })).ShouldBe(["r-9"]);
        (await FindAsync(log, new CallCriteria { LeadId = "L7" })).ShouldBe(["r-7"]);
        (await FindAsync(log, new CallCriteria { LeadId = "8" })).ShouldBe(["r-8"]);
        (await FindAsync(log, new CallCriteria { CampaignId = "spring" })).Count.ShouldBe(10);
        (await FindAsync(log, new CallCriteria { CampaignId = "spring", Outcomes = [Outcome.Busy] })).ShouldBe(["r-3"]);
        (await FindAsync(log, new CallCriteria { Run = "r", Outcomes = [Outcome.Busy, Outcome.Failed] })).ShouldBe(["r-4", "r-3"]);
        (await FindAsync(log, new CallCriteria { Run = "other" })).ShouldBeEmpty();
        (await FindAsync(log, new CallCriteria { From = SomeEnds.At.AddSeconds(3), To = SomeEnds.At.AddSeconds(6) })).ShouldBe(["r-5", "r-4", "r-3"]);
        (await FindAsync(log, new CallCriteria(), "order-6")).ShouldBe(["r-6"]);
        (await FindAsync(log, new CallCriteria(), "r-2")).ShouldBe(["r-2"]);
        (await FindAsync(log, new CallCriteria { Number = Ann }, "r-2")).ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task Another_business_is_not_told_of_it()
    {
        await using CallLogSink log = await FilledAsync();
        (await log.FindAsync(new BusinessId("other"), new CallCriteria { Number = Ann }, null, null, 10)).Calls.ShouldBeEmpty();
        (await log.FindAsync(new BusinessId("other"), new CallCriteria(), "r-2", null, 10)).Calls.ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task A_row_has_what_the_log_has()
    {
        await using CallLogSink log = await FilledAsync();
        LoggedCall call = (await log.FindAsync(SomeEnds.Business, new CallCriteria { Number = Ann }, null, null, 10)).Calls.ShouldHaveSingleItem();
        (call.Name, call.Run, call.Index, call.To, call.Outcome, call.Attempts, call.CarrierCall, call.EndedAt).ShouldBe(("r-5", "r", 5, Ann, Outcome.Completed, 2, "CA-5", SomeEnds.At.AddSeconds(5)));
        SubmittedData.Read(call.Data).CustomId.ShouldBe("order-5");
    }

    /// <summary>Follows the pages, each of three rows.</summary>
    private static async Task<List<string>> FindAsync(CallLogSink log, CallCriteria asked, string? customId = null)
    {
        List<string> found = [];
        LoggedPlace? place = null;
        do
        {
            LoggedCalls page = await log.FindAsync(SomeEnds.Business, asked, customId, place, 3);
            page.Calls.Count.ShouldBeLessThanOrEqualTo(3);
            found.AddRange(page.Calls.Select(call => call.Name));
            place = page.Next;
        }
        while (place is not null);
        return found;
    }

    private async Task<CallLogSink> FilledAsync()
    {
        var log = new CallLogSink(CallLogConnection.Parse(await server.NewDatabaseAsync())!);
        await log.DeliverAsync(SomeEnds.Batch([.. Enumerable.Range(0, 20).Select(End)]));
        return log;
    }

    private static Ending.OfCall End(int n)
    {
        string lead = n % 2 == 0 ? $"{n}" : $"\"L{n}\"", campaign = n < 10 ? "spring" : "autumn";
        Outcome outcome = n switch { 3 => Outcome.Busy, 4 => Outcome.Failed, _ => Outcome.Completed };
        Ending.OfCall end = SomeEnds.Call(n, outcome, $"{{\"lead_id\":{lead},\"campaign_id\":\"{campaign}\",\"custom_call_id\":\"order-{n}\"}}");
        return end with
        {
            Call = end.Call with
            {
                Spec = end.Call.Spec with { To = n == 5 ? Ann : end.Call.Spec.To },
                Attempts = [end.Call.Attempts[0], end.Call.Attempts[1] with { CarrierCall = new Carriers.CarrierCallId($"CA-{n}") }],
            },
        };
    }
}
