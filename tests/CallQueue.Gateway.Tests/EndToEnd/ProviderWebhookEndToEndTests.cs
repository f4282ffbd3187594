using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Carriers.CallKaro;
using CallQueue.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>The provider's webhook over Core's own actors: each webhook is sent as the provider would, its token in the metadata.</summary>
public sealed class ProviderWebhookEndToEndTests
{
    [Fact]
    public async Task The_same_no_answer_three_times_is_one_retry_and_each_answer_says_so()
    {
        await using World world = await StartAsync();
        DialRequest dial = await DialedAsync(world);

        var answers = new List<string>();
        for (int i = 0; i < 3; i++) answers.Add(await TellAsync(world, dial, i == 1 ? "no-answer" : "no_answer"));

        answers.ShouldBe([Answer(true, true), Answer(false, true), Answer(false, true)]);
        BusinessSnapshot business = await world.Host.Actors.Business(BusinessId.Default).GetAsync();
        (business.Counts.Total, business.Counts.Delayed, business.Counts.Live).ShouldBe((1, 1, 0));
        (await world.Host.Actors.Call(dial.Attempt.Call).GetAsync())!.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task At_the_last_attempt_no_retry_is_scheduled_and_no_repetition_says_otherwise()
    {
        await using World world = await StartAsync();
        DialRequest first = await DialedAsync(world, new RetryPolicy { MaxAttempts = 2, Delay = TimeSpan.Zero });
        (await TellAsync(world, first, "busy")).ShouldBe(Answer(true, true));
        DialRequest second = await world.Carrier.NextDialAsync();
        second.Attempt.Number.ShouldBe(2);

        (await TellAsync(world, second, "busy")).ShouldBe(Answer(true, false));
        (await TellAsync(world, second, "busy")).ShouldBe(Answer(false, false));
        (await TellAsync(world, first, "busy")).ShouldBe(Answer(false, true, "late"), "the first attempt's end has had its retry");
        (await world.App.GetAsync("/api/calls/c1/status")).Body["status"]!.GetValue<string>().ShouldBe("busy");
        world.Carrier.Dialed.ShouldBe(2);
    }

    [Theory]
    [InlineData("failed", true)]
    [InlineData("busy", true)]
    [InlineData("no_answer", true)]
    [InlineData("no-answer", true)]
    [InlineData("completed", false)]
    [InlineData("cancelled", false)]
    public async Task Only_who_was_not_reached_is_called_again(string status, bool retried)
    {
        await using World world = await StartAsync();
        (await TellAsync(world, await DialedAsync(world), status)).ShouldBe(Answer(true, retried));
    }

    [Fact]
    public async Task A_webhook_before_the_creates_answer_is_taken_and_the_answers_other_id_ends_nothing()
    {
        var answering = new TaskCompletionSource();
        await using World world = await StartAsync(answering.Task);
        DialRequest dial = await DialedAsync(world);

        (await TellAsync(world, dial, "in_progress")).ShouldBe(Answer(true, false));
        answering.SetResult();
        (await TellAsync(world, dial, "ringing")).ShouldBe(Answer(false, false), "late");
        (await TellAsync(world, dial, "completed")).ShouldBe(Answer(true, false));
        (await world.App.GetAsync("/api/calls/c1/status")).Body["status"]!.GetValue<string>().ShouldBe("completed");
        world.Carrier.Dialed.ShouldBe(1);
    }

    [Fact]
    public async Task A_webhook_of_another_carrier_with_the_right_token_changes_nothing()
    {
        await using World world = await StartAsync();
        DialRequest dial = await DialedAsync(world);

        using HttpResponseMessage response = await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=completed");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.App.GetAsync("/api/calls/c1/status")).Body["status"]!.GetValue<string>().ShouldBe("dialing");
        (await TellAsync(world, dial, "completed")).ShouldBe(Answer(true, false));
    }

    [Fact]
    public async Task Beside_another_carrier_a_call_that_the_carrier_still_has_keeps_its_slot()
    {
        await using World world = await BesideAsync();
        DialRequest dial = await DialedAsync(world);
        world.Carrier.LooksUp = new LookupAnswer.Found(new CarrierReport(Call(dial), CarrierStatus.InProgress));

        (await TellAsync(world, dial, "completed")).ShouldBe(Answer(false, false, "unconfirmed"));

        (await world.Host.Actors.Business(BusinessId.Default).GetAsync()).Live.Count.ShouldBe(1);
        (await world.App.GetAsync("/api/calls/c1/status")).Body["status"]!.GetValue<string>().ShouldBe("in_progress");
        using HttpResponseMessage own = await world.CallBackAsync("status", dial, $"CallSid={Call(dial)}&CallStatus=completed");
        (await world.Host.Actors.Business(BusinessId.Default).GetAsync()).Live.ShouldBeEmpty();
    }

    [Fact]
    public async Task Beside_another_carrier_that_can_not_say_nothing_ends()
    {
        await using World world = await BesideAsync();
        DialRequest dial = await DialedAsync(world);

        (await TellAsync(world, dial, "no_answer")).ShouldBe(Answer(false, false, "unconfirmed"));

        (world.Carrier.LookedUp, (await world.Host.Actors.Business(BusinessId.Default).GetAsync()).Live.Count).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(Outcome.Completed, false, "completed")]
    [InlineData(Outcome.Busy, true, "scheduled")]
    public async Task Beside_another_carrier_the_carrier_decides_whether_and_how_it_has_ended(Outcome outcome, bool retried, string status)
    {
        await using World world = await BesideAsync();
        DialRequest dial = await DialedAsync(world);
        world.Carrier.LooksUp = new LookupAnswer.Found(new CarrierReport(Call(dial), CarrierStatus.Ended, outcome));

        (await TellAsync(world, dial, "ringing")).ShouldBe(Answer(true, false));
        world.Carrier.LookedUp.ShouldBe(0, "only an end frees a slot");
        (await TellAsync(world, dial, "completed")).ShouldBe(Answer(true, retried));

        (await TellAsync(world, dial, "completed")).ShouldBe(Answer(false, retried));
        (await world.App.GetAsync("/api/calls/c1/status")).Body["status"]!.GetValue<string>().ShouldBe(status);
        (await world.Host.Actors.Business(BusinessId.Default).GetAsync()).Live.ShouldBeEmpty();
    }

    private static CarrierCallId Call(DialRequest dial) => new($"CA{dial.To.Digits}");

    /// <summary>Twilio places the calls; the provider's messages are signed.</summary>
    private static Task<World> BesideAsync() => World.StartAsync(
        more: services => services.AddSingleton(new ProviderReceiver(new Signed(CallKaroWebhooks.BesideAnotherCarrier(new CallKaroOptions { ApiKey = "key", AgentId = "AC1", WebhookSecret = "s" }, TimeProvider.System)))));

    /// <summary>The provider's reader, for messages whose signature is not the subject.</summary>
    private sealed class Signed(ICarrierWebhooks webhooks) : ICarrierWebhooks
    {
        public string Name => webhooks.Name;

        public bool IsGenuine(CarrierMessage message) => true;

        public CarrierReport? Read(CarrierMessage message) => webhooks.Read(message);

        public AttemptRef? AttemptIn(CarrierMessage message) => webhooks.AttemptIn(message);

        public AnswerDocument Answer(CallScript script, AttemptRef attempt) => webhooks.Answer(script, attempt);
    }

    private static Task<World> StartAsync(Task? answering = null) => World.StartAsync(
        new ListeningCarrier("callkaro") { Answering = answering ?? Task.CompletedTask },
        new CallKaroWebhooks(new CallKaroOptions { ApiKey = "key", AgentId = "AC1" }, TimeProvider.System));

    private static async Task<DialRequest> DialedAsync(World world, RetryPolicy? retry = null)
    {
        var call = new NewCall { To = PhoneNumber.Parse("+12025550101"), Rules = new CallRules { Retry = retry } };
        await world.Host.Actors.Business(BusinessId.Default).SubmitAsync(new SubmitCall("c1", "f1", call));
        return await world.Carrier.NextDialAsync();
    }

    private static async Task<string> TellAsync(World world, DialRequest dial, string status)
    {
        var message = new JsonObject
        {
            ["call_id"] = "another-id",
            ["status"] = status,
            ["metadata"] = new JsonObject { ["call"] = dial.Attempt.Call.ToString(), ["attempt"] = dial.Attempt.Number, ["token"] = dial.Attempt.Token },
        };
        return (await world.App.PostAsync("/api/webhooks/call", message.ToJsonString())).Body.ToJsonString();
    }

    private static string Answer(bool applied, bool retry, string? result = null) =>
        $$"""{"success":true,"applied":{{(applied ? "true" : "false")}},"retry_scheduled":{{(retry ? "true" : "false")}},"result":"{{result ?? (applied ? "applied" : "repeated")}}"}""";
}
