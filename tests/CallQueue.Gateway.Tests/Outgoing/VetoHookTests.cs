using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Guards;
using CallQueue.Outgoing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Outgoing;

public sealed class VetoHookTests : IAsyncLifetime, IDisposable
{
    private static readonly VetoQuestion Question = new(
        SomeEndings.Business, "r-1", "r", PhoneNumber.Parse("+442000000001"), 2, """{"metadata":{"lead":"Zoë 👋"}}""");

    private readonly FakeTimeProvider _time = new(SomeEndings.At);
    private readonly VetoHook _hook;
    private Receiver _app = null!;

    public VetoHookTests() => _hook = new VetoHook(OutgoingPolicy.Parse("127.0.0.1", out _)!, _time);

    private VetoTarget Target => new(_app.Url.ToString(), SomeEndings.Secret);

    public async Task InitializeAsync() => _app = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _hook.Dispose();

    [Fact]
    public async Task The_question_names_the_call_and_is_signed_like_every_webhook()
    {
        _app.Says = """{"eligible":true}""";
        (await _hook.AskAsync(Target, Question)).ShouldBe(VetoAnswer.Eligible.Instance);

        Received received = _app.Requests.Single();
        var body = (JsonObject)JsonNode.Parse(received.Body)!;
        string id = (string)body["id"]!;
        ((string)body["type"]!, (string)body["created_at"]!, (string)body["business_id"]!).ShouldBe(("call.eligibility", "2026-03-02T09:00:30+00:00", "acme"));
        JsonNode.DeepEquals(body["data"], JsonNode.Parse("""
            {"call_id":"r-1","run_id":"r","phone_number":"+442000000001","attempt":2,"data":{"metadata":{"lead":"Zoë 👋"}}}
            """)).ShouldBeTrue(body.ToJsonString());
        string at = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{at}.{id}."), .. received.Body];
        string expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SomeEndings.Secret), signed));
        (received.Headers["X-CallQueue-Id"], received.Headers["X-CallQueue-Signature"]).ShouldBe((id, $"t={at},v1={expected}"));
    }

    [Theory]
    [InlineData("""{"eligible":false,"reason":" has paid "}""", "has paid")]
    [InlineData("""{"eligible":false}""", null)]
    [InlineData("""{"eligible":false,"reason":7}""", null)]
    public async Task Who_is_not_eligible_is_not_with_the_apps_reason(string answer, string? reason)
    {
        _app.Says = answer;
        (await _hook.AskAsync(Target, Question)).ShouldBe(new VetoAnswer.NotEligible(reason));
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "yes")]
    [InlineData(200, "[true]")]
    [InlineData(200, """{"eligible":"true"}""")]
    [InlineData(200, """{"eligible":false,"reason":"\ud800"}""")]
    [InlineData(204, "")]
    [InlineData(500, """{"eligible":true}""")]
    [InlineData(302, """{"eligible":true}""")]
    public async Task Whatever_cannot_be_understood_is_no_answer(int status, string answer)
    {
        _app.Answers.Enqueue(status);
        _app.Says = answer.Length > 0 ? answer : null;
        (await _hook.AskAsync(Target, Question)).ShouldBeOfType<VetoAnswer.NoAnswer>().Problem.ShouldNotContain("127.0.0.1");
    }

    [Fact]
    public async Task A_slow_app_has_given_no_answer_after_its_time_and_only_then()
    {
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        _app.Before = _ =>
        {
            asked.SetResult();
            return never.Task;
        };
        Task<VetoAnswer> answer = _hook.AskAsync(Target with { Timeout = TimeSpan.FromSeconds(2) }, Question);
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(1.9));
        answer.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await answer).ShouldBe(new VetoAnswer.NoAnswer("no answer within 2 s"));
        never.SetResult();
    }

    [Fact]
    public async Task A_private_address_is_not_asked()
    {
        using var hook = new VetoHook(OutgoingPolicy.PublicOnly, _time);
        (await hook.AskAsync(Target, Question)).ShouldBeOfType<VetoAnswer.NotAsked>();
        _app.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Data_that_cannot_be_written_is_not_asked_about_and_is_not_the_apps_silence()
    {
        string nested = string.Concat(Enumerable.Repeat("{\"a\":", 600)) + "1" + new string('}', 600);
        foreach (string data in (string[])[nested, "{", "{\"a\":\"\\ud800\"}"])
            (await _hook.AskAsync(Target, Question with { Data = data })).ShouldNotBeOfType<VetoAnswer.NoAnswer>(data);
        (await _hook.AskAsync(Target, Question with { Data = nested })).ShouldBeOfType<VetoAnswer.NotAsked>();
    }

    [Theory]
    [InlineData("not a url")]
    [InlineData("/relative")]
    [InlineData("ftp://app.example.com/")]
    [InlineData("")]
    public async Task A_url_that_cannot_be_used_is_not_asked(string url) =>
        (await _hook.AskAsync(Target with { Url = url }, Question)).ShouldBeOfType<VetoAnswer.NotAsked>();

    [Fact]
    public async Task A_hook_that_is_shutting_down_has_not_asked()
    {
        var hook = new VetoHook(OutgoingPolicy.PublicOnly, _time);
        hook.Dispose();
        (await hook.AskAsync(Target, Question)).ShouldBeOfType<VetoAnswer.NotAsked>();
    }

    [Fact]
    public async Task An_app_that_cannot_be_reached_has_given_no_answer()
    {
        (await _hook.AskAsync(Target with { Url = "http://127.0.0.1:1/veto" }, Question)).ShouldBeOfType<VetoAnswer.NoAnswer>();
    }
}
