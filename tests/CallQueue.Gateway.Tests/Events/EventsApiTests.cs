using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Events;
using CallQueue.Gateway.Tests.Access;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Events;

public sealed class EventsApiTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("business:acme,lanes:fast", 1, "has an unknown kind; send business:ID, run:ID, run:BUSINESS/ID or trunks; got 'lanes:fast'")]
    [InlineData("acme", 0, "has an unknown kind; send business:ID, run:ID, run:BUSINESS/ID or trunks; got 'acme'")]
    [InlineData("business:", 0, "has an id that must not be empty; got 'business:'")]
    [InlineData("run:a/b/c", 0, "has an id that may hold only letters, digits and . - _ : @ +; got 'run:a/b/c'")]
    [InlineData("", null, "is missing; send a comma list of business:ID, run:ID, run:BUSINESS/ID or trunks")]
    public async Task Topics_that_do_not_exist_are_named_with_their_place_and_value(string topics, int? index, string problem)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync($"/api/events?topics={topics}");
        status.ShouldBe(HttpStatusCode.BadRequest);
        JsonObject error = body["errors"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        ((string?)error["field"], (int?)error["index"], (string?)error["problem"]).ShouldBe(("topics", index, problem));
    }

    [Fact]
    public async Task A_stream_has_thirty_two_topics_at_most()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.GetAsync($"/api/events?topics={string.Join(',', Enumerable.Range(0, 33).Select(i => $"run:r{i}"))}");
        status.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)body["detail"]).ShouldBe("topics has 33 topics, but a stream follows at most 32; open another stream for the rest");
    }

    [Fact]
    public async Task A_key_of_a_business_sees_its_own_topics_and_an_operator_all()
    {
        await using Door door = await Door.OpenAsync();
        (string acme, _) = await door.KeyAsync("acme");
        await RefusedAsync("business:other", HttpStatusCode.NotFound, "there is no topic 'business:other'");
        await RefusedAsync("business:acme,run:other/spring", HttpStatusCode.NotFound, "there is no topic 'run:other/spring'");
        await RefusedAsync("business:acme,trunks", HttpStatusCode.Forbidden, "the topic 'trunks' is for operators, and the key is valid for one business only; leave it out or send an operator key");
        (await door.GetAsync("/api/events?topics=business:acme")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (string submitter, _) = await door.KeyWithAsync(new KeyTerms(KeyRole.SubmitOnly, new BusinessId("acme")));
        (await door.GetAsync("/api/events?topics=business:acme", ("X-Api-Key", submitter))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await using EventReader own = await EventReader.OpenAsync(door.App, "business:acme,run:spring", ("X-Api-Key", acme));
        (await own.NextAsync(2)).Select(one => (string?)one.Data["topic"]).ShouldBe(["business:acme", "run:acme/spring"], ignoreOrder: true);
        await using EventReader all = await EventReader.OpenAsync(door.App, "business:acme,business:other,trunks", ("X-Api-Key", Door.OperatorKey));
        (await all.NextAsync(3)).Select(one => one.Name).ShouldBe(["business", "business", "trunks"], ignoreOrder: true);

        async Task RefusedAsync(string topics, HttpStatusCode expected, string detail)
        {
            using HttpResponseMessage answer = await door.GetAsync($"/api/events?topics={topics}", ("X-Api-Key", acme));
            answer.StatusCode.ShouldBe(expected);
            ((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]).ShouldBe(detail);
        }
    }

    [Fact]
    public async Task A_business_shows_who_holds_each_slot_its_runs_and_why_nothing_dials()
    {
        await using Door door = await Door.OpenAsync();
        (string acme, _) = await door.KeyAsync("acme");
        using HttpResponseMessage queued = await door.PostAsync("/api/runs", JsonNode.Parse("""{"run_id":"spring","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102"},{"phone_number":"+12025550103"},{"phone_number":"+12025550104"}]}""")!, ("X-Api-Key", acme));
        queued.StatusCode.ShouldBe(HttpStatusCode.Accepted, await queued.Content.ReadAsStringAsync());
        await using EventReader reader = await EventReader.OpenAsync(door.App, "business:acme", ("X-Api-Key", acme));
        JsonObject now = (await reader.UntilAsync(one => one.Data["leases"]!.AsArray().Count == 3, door.Time)).Data;
        ((string?)now["topic"], (int?)now["business"]!["counts"]!["active"], (int?)now["business"]!["counts"]!["waiting"]).ShouldBe(("business:acme", 3, 1));
        JsonObject lease = now["leases"]![0]!.AsObject();
        ((string?)lease["call_id"], (string?)lease["run_id"], (string?)lease["phone_number"], (string?)lease["status"]).ShouldBe(("spring-0", "spring", "+12025550101", "dialing"));
        lease["leased_at"]!.GetValue<DateTimeOffset>().ShouldBe(Some.Now, TimeSpan.FromMinutes(1));
        ((string?)now["runs"]![0]!["run_id"], (string?)now["runs"]![0]!["status"]).ShouldBe(("spring", "running"));
        now["problems"]!.AsArray().ShouldBeEmpty("slots in use are not a problem");

        using HttpResponseMessage paused = await door.PostAsync("/api/businesses/acme/pause", new JsonObject(), ("X-Api-Key", acme));
        JsonObject then = (await reader.UntilAsync(one => (bool?)one.Data["business"]!["paused"] == true, door.Time)).Data;
        ((string?)then["problems"]![0]!["kind"]).ShouldBe("paused");
    }

    [Fact]
    public async Task A_viewer_that_does_not_read_holds_up_nobody_and_gets_the_newest_state_when_it_reads_again()
    {
        var time = new FakeTimeProvider(Some.Now);
        var sources = new ScriptedSources(time) { Always = (topic, count) => ScriptedSources.News(topic, $"{count} {new string('x', 300_000)}") };
        await using GatewayApplication app = await GatewayApplication.StartAsync(time: time, more: services => services.AddSingleton<TopicSources>(sources.Make));
        await using EventReader slow = await EventReader.OpenAsync(app, "business:acme");
        await using EventReader fast = await EventReader.OpenAsync(app, "business:acme");
        int last = 0;
        for (int read = 0; read < 100; read++) last = NumberOf(await fast.UntilAsync(_ => true, time));
        last.ShouldBeGreaterThanOrEqualTo(100);
        sources.MadeFor(new EventTopic(TopicKind.Business, new BusinessId("acme"))).ShouldBe(1);

        List<int> seen = [NumberOf(await slow.UntilAsync(_ => true, time))];
        while (seen[^1] < last) seen.Add(NumberOf(await slow.UntilAsync(_ => true, time)));
        seen.Count.ShouldBeLessThan(last, "it skips what it had no room for");
        seen.ShouldBeInOrder(SortDirection.Ascending, "and never goes back");

        static int NumberOf(StreamedEvent one) => int.Parse(((string)one.Data["problems"]![0]!["detail"]!).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_session_has_streams_and_a_rate_limit_of_its_own()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { OperatorKey = Door.OperatorKey, RequestsPerSecond = 10 });
        (string acme, _) = await door.KeyAsync("acme");
        string one = await SessionAsync(door, acme), two = await SessionAsync(door, acme);
        List<EventReader> open = [];
        try
        {
            for (int i = 0; i < SessionStreams.Most; i++) open.Add(await EventReader.OpenAsync(door.App, "business:acme", ("Cookie", one)));
            using HttpResponseMessage refused = await door.GetAsync("/api/events?topics=business:acme", ("Cookie", one));
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            (await refused.Content.ReadAsStringAsync()).ShouldContain($"event_streams: {SessionStreams.Most} event streams are open in this session, the most for one; close one");
            open.Add(await EventReader.OpenAsync(door.App, "business:acme", ("Cookie", two)));
        }
        finally
        {
            foreach (EventReader reader in open) await reader.DisposeAsync();
        }

        // The limiter counts real seconds: enough requests at once, and the bucket of one session is empty.
        var answers = new List<HttpStatusCode>();
        for (int i = 0; i < 60 && !answers.Contains(HttpStatusCode.TooManyRequests); i++) answers.Add((await door.GetAsync("/api/runs/r1", ("Cookie", one))).StatusCode);
        answers.ShouldContain(HttpStatusCode.TooManyRequests);
        (await door.GetAsync("/api/runs/r1", ("Cookie", two))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await door.GetAsync("/api/runs/r1", ("X-Api-Key", acme))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> SessionAsync(Door door, string key)
    {
        using HttpResponseMessage answer = await door.PostAsync("/api/session", new JsonObject { ["api_key"] = key });
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }
}
