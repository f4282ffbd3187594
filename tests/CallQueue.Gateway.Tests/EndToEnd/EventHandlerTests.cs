using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Carriers.CallKaro;
using CallQueue.Runs;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>Every endpoint that takes events from outside, each with the same event five times: one effect [S4.10, S4.31].</summary>
public sealed class EventHandlerTests
{
    private const string Secret = "an internal secret that is long enough";

    /// <summary>A handler's route → what sends its event once, and what is then counted as its effects.</summary>
    private static readonly Dictionary<string, (Func<Task<World>> Start, Func<World, DialRequest, Task> SendAsync, long Effects)> Handlers = new()
    {
        ["/webhooks/{carrier}/status"] = (() => World.StartAsync(), EndAsync, 1),
        ["/webhooks/{carrier}/answer"] = (() => World.StartAsync(), AnswerAsync, 0),
        ["/webhooks/{carrier}/message"] = (() => World.StartAsync(), SpokenAsync, 0),
        ["/webhooks/{carrier}/agent"] = (() => World.StartAsync(), AfterAgentAsync, 0),
        ["/api/webhooks/call"] = (CallKaroAsync, ProviderAsync, 1),
        ["/webhook/whatsapp/incoming"] = (() => World.StartAsync(access: new AccessOptions { InternalSecret = Secret, RequestsPerSecond = 100_000 }), MessageAsync, 1),
    };

    public static TheoryData<string> Routes => [.. Handlers.Keys];

    [Fact]
    public async Task Every_route_for_events_is_among_them()
    {
        await using World world = await World.StartAsync();
        IEnumerable<string> routes = world.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}").Where(route => route.Contains("webhook", StringComparison.Ordinal)).Distinct();
        routes.Order(StringComparer.Ordinal).ShouldBe(Handlers.Keys.Order(StringComparer.Ordinal), "a handler of events needs a key, and a row here that proves it");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_same_event_five_times_has_one_effect(string route)
    {
        (Func<Task<World>> start, Func<World, DialRequest, Task> sendAsync, long effects) = Handlers[route];
        await using World world = await start();
        IBusiness business = world.Host.Actors.Business(BusinessId.Default);
        var template = new CallTemplate { Script = new CallScript { Message = "You asked us to call you back." } };
        (await business.ChangeSettingsAsync((await business.GetAsync()).Settings with { Callback = template })).ShouldBeNull();
        await business.SubmitAsync(new SubmitCall("c1", "c1", new NewCall { To = PhoneNumber.Parse("+12025550101"), Rules = new CallRules { Retry = RetryPolicy.None } }));
        DialRequest dial = await world.Carrier.NextDialAsync();
        CallCounts before = (await business.GetAsync()).Counts;

        for (int i = 0; i < 5; i++) await sendAsync(world, dial);

        CallCounts after = (await business.GetAsync()).Counts;
        (after.Ended - before.Ended + after.Total - before.Total).ShouldBe(effects);
        (await world.Host.Actors.Call(dial.Attempt.Call).GetAsync())!.Attempts.Count.ShouldBe(1);
    }

    private static Task<World> CallKaroAsync() => World.StartAsync(
        new ListeningCarrier("callkaro"), new CallKaroWebhooks(new CallKaroOptions { ApiKey = "key", AgentId = "AC1" }, TimeProvider.System));

    private static async Task EndAsync(World world, DialRequest dial)
    {
        using HttpResponseMessage answer = await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=completed");
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static async Task AnswerAsync(World world, DialRequest dial)
    {
        using HttpResponseMessage answer = await world.CallBackAsync("answer", dial, $"CallSid=CA{dial.To.Digits}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task SpokenAsync(World world, DialRequest dial)
    {
        using HttpResponseMessage answer = await world.CallBackAsync("message", dial, $"CallSid=CA{dial.To.Digits}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task AfterAgentAsync(World world, DialRequest dial)
    {
        using HttpResponseMessage answer = await world.CallBackAsync("agent", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=in-progress");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task ProviderAsync(World world, DialRequest dial)
    {
        var message = new JsonObject
        {
            ["call_id"] = "p-1", ["status"] = "completed", ["metadata"] = new JsonObject { ["call"] = dial.Attempt.Call.ToString(), ["attempt"] = dial.Attempt.Number, ["token"] = dial.Attempt.Token },
        };
        (await world.App.PostAsync("/api/webhooks/call", message.ToJsonString())).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task MessageAsync(World world, DialRequest dial)
    {
        const string Body = """{"tenantId":"default","payload":{"messages":[{"key":{"id":"3EB0C767D26A1","remoteJid":"972501234567@s.whatsapp.net","fromMe":false}}]}}""";
        (await world.App.PostAsync("/webhook/whatsapp/incoming", Body, ("X-Internal-Secret", Secret))).Status.ShouldBe(HttpStatusCode.OK);
    }
}
