using System.Net;
using CallQueue.Access;
using CallQueue.Hosting;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Gateway.Tests.Requests;

public sealed class KeptRepliesTests
{
    private const string Stop = "/api/outbound/stop-queue";

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_does_nothing()
    {
        var work = new Work();
        await using GatewayApplication app = await work.StartAsync();
        HttpResponseMessage first = await work.SendAsync(app, "k1", """{"n":1}""");
        HttpResponseMessage again = await work.SendAsync(app, "k1", """{"n":1}""");
        (first.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted));
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        again.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        work.Done.ShouldBe(1);

        await work.SendAsync(app, "k2", """{"n":1}""");
        await work.SendAsync(app, null, """{"n":1}""");
        work.Done.ShouldBe(3);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused_and_so_is_a_long_key()
    {
        var work = new Work();
        await using GatewayApplication app = await work.StartAsync();
        await work.SendAsync(app, "k1", """{"n":1}""");
        (await work.SendAsync(app, "k1", """{"n":2}""")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await work.SendAsync(app, new string('k', 257), """{"n":2}""")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        work.Done.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_at_once_one_is_done_and_the_others_are_told_to_come_back()
    {
        var work = new Work { Gate = new TaskCompletionSource() };
        await using GatewayApplication app = await work.StartAsync();
        Task<HttpResponseMessage> first = work.SendAsync(app, "k1", "{}");
        await work.Begun.Task;
        HttpResponseMessage[] others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => work.SendAsync(app, "k1", "{}")));
        others.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Conflict && a.Headers.RetryAfter != null);
        work.Gate.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await work.SendAsync(app, "k1", "{}")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        work.Done.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_refused_or_failed_is_tried_anew()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (string, string) key = ("Idempotency-Key", "k1");
        (await app.PostAsync(Stop, """{"run_id":"r1"}""", key)).Status.ShouldBe(HttpStatusCode.NotFound);
        app.Actors.Failure = new StorageException("down");
        (await app.PostAsync(Stop, """{"run_id":"r1"}""", key)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        app.Actors.Failure = null;
        (await app.PostAsync(Stop, """{"run_id":"r2"}""", key)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_businesses_may_use_the_same_key()
    {
        var work = new Work();
        await using GatewayApplication app = await work.StartAsync();
        await work.SendAsync(app, "k1", "{}", ("X-Business-Id", "a"));
        (await work.SendAsync(app, "k1", "{}", ("X-Business-Id", "b"))).Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        work.Done.ShouldBe(2);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused_with_a_key()
    {
        var work = new Work();
        await using GatewayApplication app = await work.StartAsync();
        (await work.SendAsync(app, "k1", $"\"{new string('x', 1_100_000)}\"")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        work.Done.ShouldBe(0);
    }

    /// <summary>An endpoint that counts what it does.</summary>
    private sealed class Work
    {
        private int _done;

        public TaskCompletionSource? Gate { get; init; }

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Done => Volatile.Read(ref _done);

        public Task<GatewayApplication> StartAsync() => GatewayApplication.StartAsync(map: endpoints => endpoints.MapPost("/work", async (HttpContext http) =>
        {
            byte[] body = await JsonBody.ReadAsync(http, 2_000_000);
            Begun.TrySetResult();
            if (Gate is not null) await Gate.Task;
            return Results.Json(new { number = Interlocked.Increment(ref _done), bytes = body.Length }, statusCode: 202);
        }).ForBusinesses());

        public async Task<HttpResponseMessage> SendAsync(GatewayApplication app, string? key, string body, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/work") { Content = new StringContent(body) };
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            foreach ((string name, string value) in headers) request.Headers.Add(name, value);
            return await app.Client.SendAsync(request);
        }
    }
}
