using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Calls;

namespace CallQueue.Gateway.Tests.Messages;

public sealed class MessagesTests
{
    private const string Path = "/webhook/whatsapp/incoming";
    private const string Secret = "an internal secret that is long enough";

    [Fact]
    public async Task The_same_message_twice_is_one_call()
    {
        await using GatewayApplication app = await StartAsync();
        const string Body = """{"tenantId":4,"payload":{"messages":[{"key":{"id":"3EB0C767D26A1","remoteJid":"972501234567:12@s.whatsapp.net","fromMe":false},"pushName":"Dana"}]}}""";

        (HttpStatusCode status, JsonObject first) = await PostAsync(app, Body);
        (_, JsonObject second) = await PostAsync(app, Body.Replace("Dana", "Dana L.", StringComparison.Ordinal));

        status.ShouldBe(HttpStatusCode.OK);
        first.ToJsonString(Json.Readable).ShouldBe("""
            {"success":true,"queued":1,"duplicates":0,"ignored":0,
            "messages":[{"message_id":"3EB0C767D26A1","status":"queued","job_id":"webhook:baileys:3EB0C767D26A1","job_status":"queued","reason":null}]}
            """.ReplaceLineEndings(""));
        second["duplicates"]!.GetValue<int>().ShouldBe(1);
        second["messages"]![0]!["job_status"]!.GetValue<string>().ShouldBe("queued");
        SubmitCall submit = app.Actors.Business("4").Submitted.ShouldHaveSingleItem();
        submit.Name.ShouldBe("webhook:baileys:3EB0C767D26A1");
        submit.Call.To.Value.ShouldBe("+972501234567");
        submit.Call.Priority.ShouldBe(Priority.High);
        submit.Call.Script!.Message.ShouldBe("Hi {{name}}");
        submit.Call.Script.Variables!["name"].ShouldBe("Dana");
        app.Log.Text.Split('\n').Count(line => line.Contains("Duplicate webhook skipped", StringComparison.Ordinal) && line.Contains("3EB0C767D26A1", StringComparison.Ordinal)).ShouldBe(1);
        app.Log.Text.ShouldNotContain("972501234567");
    }

    [Theory]
    [InlineData("""{"id":"1","remoteJid":"120363041234567890@g.us"}""", "the message was sent to a group")]
    [InlineData("""{"id":"1","remoteJid":"status@broadcast"}""", "the message is a status")]
    [InlineData("""{"id":"1","remoteJid":"12345@broadcast"}""", "the message is a broadcast")]
    [InlineData("""{"id":"1","remoteJid":"972501234567@s.whatsapp.net","fromMe":true}""", "the message was sent by the business")]
    [InlineData("""{"id":"1","remoteJid":"abc@s.whatsapp.net"}""", "the sender's telephone number is unknown")]
    [InlineData("""{"id":"1","remoteJid":"123456789012345678@lid"}""", "the sender's telephone number is unknown")]
    [InlineData("""{"id":"1"}""", "the message has no chat id")]
    public async Task What_asks_for_no_call_is_ignored_with_a_reason(string key, string reason)
    {
        await using GatewayApplication app = await StartAsync();
        (HttpStatusCode status, JsonObject body) = await PostAsync(app, $$$"""{"tenantId":"4","payload":{"messages":[{"key":{{{key}}}}]}}""");
        status.ShouldBe(HttpStatusCode.OK);
        body["messages"]![0]!["reason"]!.GetValue<string>().ShouldBe(reason);
        app.Actors.Business("4").Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hidden_number_is_taken_from_beside_it_and_an_odd_id_gets_a_name_of_its_own()
    {
        await using GatewayApplication app = await StartAsync();
        await PostAsync(app, """{"tenantId":"4","payload":{"messages":[{"key":{"id":"a/b-1","remoteJid":"99@lid","senderPn":"972501234567@s.whatsapp.net"}}]}}""");

        SubmitCall submit = app.Actors.Business("4").Submitted.ShouldHaveSingleItem();
        submit.Call.To.Value.ShouldBe("+972501234567");
        submit.Name!.ShouldMatch("^webhook:baileys:[0-9a-f]{32}$");
    }

    [Fact]
    public async Task Without_a_template_nobody_is_called_back()
    {
        await using GatewayApplication app = await StartAsync();
        (_, JsonObject body) = await PostAsync(app, """{"tenantId":"5","payload":{"messages":[{"key":{"id":"1","remoteJid":"972501234567@s.whatsapp.net"}}]}}""");
        body["messages"]![0]!["reason"]!.GetValue<string>().ShouldBe("the business has no callback template; set callback in its settings");
        app.Actors.Business("5").Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{}""", "tenantId")]
    [InlineData("""{"tenantId":"4","payload":[]}""", "payload")]
    [InlineData("""{"tenantId":"4","payload":{"messages":{}}}""", "payload.messages")]
    [InlineData("""{"tenantId":"4","payload":{"messages":[7]}}""", "payload.messages[0]")]
    [InlineData("""{"tenantId":"4","payload":{"messages":[{"key":{"id":"1"}},{}]}}""", "payload.messages[1].key")]
    [InlineData("""{"tenantId":"4","payload":{"messages":[{"key":{}}]}}""", "payload.messages[0].key.id")]
    [InlineData("""{"tenantId":"a/b","payload":{"messages":[]}}""", "business_id")]
    public async Task A_wrong_field_is_named_and_nothing_is_queued(string json, string field)
    {
        await using GatewayApplication app = await StartAsync();
        (HttpStatusCode status, JsonObject body) = await PostAsync(app, json);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()).ShouldContain(field);
        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_secret_it_is_closed()
    {
        await using GatewayApplication app = await StartAsync();
        const string Body = """{"tenantId":"4","payload":{"messages":[]}}""";
        (await app.PostAsync(Path, Body)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.PostAsync(Path, Body, ("X-Internal-Secret", "wrong"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        app.Actors.Told.ShouldBe(0);

        await using GatewayApplication unset = await GatewayApplication.StartAsync();
        (await unset.PostAsync(Path, Body, ("X-Internal-Secret", ""))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<GatewayApplication> StartAsync()
    {
        GatewayApplication app = await GatewayApplication.StartAsync(access: new AccessOptions { IsKeyless = true, RequestsPerSecond = 100_000, InternalSecret = Secret });
        app.Actors.Business("4").Settings = new BusinessSettings
        {
            Callback = new CallTemplate { Priority = Priority.High, Script = new CallScript { Message = "Hi {{name}}" } },
        };
        return app;
    }

    private static Task<(HttpStatusCode Status, JsonObject Body)> PostAsync(GatewayApplication app, string json) => app.PostAsync(Path, json, ("X-Internal-Secret", Secret));
}
