using CallQueue.Gateway.Tests.EndToEnd;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Gateway.Tests.Access;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.Lists;

public sealed class RepeatedListTests
{
    private const string Csv = "phone\n+12025550101\n+12025550102\n";

    [Theory]
    [InlineData("?run_id=spring", null)]
    [InlineData("?batch_id=spring", null)]
    [InlineData("", "key-1")]
    [InlineData("", null)]
    public async Task The_same_list_again_adds_nothing(string query, string? key)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];
        (_, JsonObject first) = await app.PostListAsync($"/api/runs{query}", Csv, headers: headers);
        (HttpStatusCode status, JsonObject second) = await app.PostListAsync($"/api/runs{query}", Csv, headers: headers);
        status.ShouldBe(HttpStatusCode.Accepted);
        ((string)second["run_id"]!).ShouldBe((string)first["run_id"]!);
        (second["queued"]!.GetValue<int>(), second["existing"]!.GetValue<bool>()).ShouldBe((0, true));
        app.Actors.Business().Parts.Select(part => part.Fingerprint).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("?run_id=spring", "phone\n+12025550103\n")]
    [InlineData("?run_id=spring&message=other", Csv)]
    public async Task The_same_name_with_other_people_or_options_is_a_conflict(string query, string body)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostListAsync("/api/runs?run_id=spring", Csv);
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync($"/api/runs{query}", body);
        status.ShouldBe(HttpStatusCode.Conflict);
        ((string)problem["detail"]!).ShouldContain("spring");
    }

    [Fact]
    public async Task An_interrupted_list_continues_where_it_was_when_it_is_repeated()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { PartSize = 1 });
        app.Actors.Business().FailAfterParts = 1;
        (await app.PostListAsync("/api/runs?run_id=spring", Csv)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        app.Actors.Business().FailAfterParts = null;
        (HttpStatusCode status, JsonObject answer) = await app.PostListAsync("/api/runs?run_id=spring", Csv);
        status.ShouldBe(HttpStatusCode.Accepted);
        answer["total"]!.GetValue<int>().ShouldBe(2);
        app.Actors.Business().Parts.Select(part => part.Offset).Distinct().ShouldBe([0, 1]);
    }

    [Fact]
    public async Task People_who_were_called_recently_refuse_a_new_run_unless_that_is_wanted()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        FakeBusiness business = app.Actors.Business();
        business.Counts = new CallCounts { Total = 1, Completed = 1 };
        business.RecentDials.Add(new RecentDial(PhoneNumber.Parse("+12025550102"), "winter", new DateTimeOffset(2026, 11, 30, 7, 12, 0, TimeSpan.Zero)));
        (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs?run_id=spring", Csv);
        (status, (string)problem["type"]!).ShouldBe((HttpStatusCode.Conflict, "/problems/called-recently"));
        ((string)problem["detail"]!).ShouldBe("1 of 2 was called in run winter on 2026-11-30 07:12 UTC; send again=true to call them");
        problem["errors"]![0]!["line"]!.GetValue<int>().ShouldBe(3);
        business.Parts.ShouldBeEmpty();

        (_, JsonObject dry) = await app.PostListAsync("/api/runs?run_id=spring&dry_run=true", Csv);
        (dry["called_recently"]!["count"]!.GetValue<int>(), (string)dry["called_recently"]!["people"]![0]!["run_id"]!).ShouldBe((1, "winter"));
        (await app.PostListAsync("/api/runs?run_id=spring&again=true", Csv)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_refusal_in_the_middle_leaves_nothing_behind_and_the_name_and_the_ids_are_free()
    {
        await using var world = await World.StartAsync(options: new GatewayOptions { PartSize = 1 });
        await world.App.PostAsync("/api/calls/bulk-queue", """{"batch_id":"other","message":"x","calls":[{"phone_number":"+12025550109","custom_call_id":"taken"}]}""");
        const string List = "phone,message,custom_call_id\n+12025550101,x,a\n+12025550102,x,taken\n";
        (await world.App.PostListAsync("/api/runs?run_id=spring", List)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await world.App.GetAsync("/api/runs/spring")).Status.ShouldBe(HttpStatusCode.NotFound);
        (HttpStatusCode status, JsonObject taken) = await world.App.PostListAsync("/api/runs?run_id=spring", List.Replace("taken", "b", StringComparison.Ordinal));
        (status, (int)taken["queued"]!).ShouldBe((HttpStatusCode.Accepted, 2));
        ((string?)(await world.App.GetAsync("/api/calls/a")).Body["call_id"]).ShouldBe("spring-0");
    }

    [Fact]
    public async Task A_key_opens_its_own_business_only()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("clinic");
        (HttpStatusCode status, JsonObject own) = await door.App.PostListAsync("/api/runs?run_id=r", Csv, headers: ("X-Api-Key", key));
        (status, (string)own["business_id"]!).ShouldBe((HttpStatusCode.Accepted, "clinic"));
        foreach (string query in (string[])["?business_id=other", "?business_id=other&dry_run=true"])
            (await door.App.PostListAsync($"/api/runs{query}", Csv, headers: ("X-Api-Key", key))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await door.App.PostListAsync("/api/runs", """{"business_id":"other","calls":[{"phone":"+12025550101"}]}""", "application/json", ("X-Api-Key", key))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await door.App.PostListAsync("/api/runs", Csv)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_hundred_thousand_people_arrive_in_their_order_and_leave_no_file()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        var rows = new StringBuilder("phone,name\n");
        for (int i = 0; i < 100_000; i++) rows.Append(CultureInfo.InvariantCulture, $"+1202{5_000_000 + i:0000000},P{i}\n");
        string[] before = Directory.GetFiles(Path.GetTempPath(), "callqueue-*.list");
        (HttpStatusCode status, JsonObject answer) = await app.PostListAsync("/api/runs?run_id=big", rows.ToString());
        status.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        app.Actors.Business().Parts.Select(part => part.Calls.Count).ShouldAllBe(count => count == 10_000);
        app.Actors.Business().Parts.SelectMany(part => part.Calls).Select(call => call.Script!.Variables!["name"]).ShouldBe(Enumerable.Range(0, 100_000).Select(i => $"P{i}"));
        Directory.GetFiles(Path.GetTempPath(), "callqueue-*.list").Except(before).ShouldBeEmpty();
    }
}
