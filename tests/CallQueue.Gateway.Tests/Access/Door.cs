using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Gateway.Tests.EndToEnd;
using CallQueue.Hosting.Memory;
using CallQueue.Keys;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>The gateway with an operator's key over real actors, and requests with all kinds of credentials.</summary>
internal sealed class Door : IAsyncDisposable
{
    public const string OperatorKey = "operator:0123456789abcdef0123456789abcdef";

    private readonly MemoryHost _host;

    private Door(GatewayApplication app, MemoryHost host, FakeTimeProvider time) => (App, _host, Time) = (app, host, time);

    public GatewayApplication App { get; }

    public FakeTimeProvider Time { get; }

    public KeyBook Book => new(_host.Actors, Time);

    public static async Task<Door> OpenAsync(AccessOptions? access = null, TrafficLimits? traffic = null)
    {
        var time = new FakeTimeProvider(Fakes.Some.Now);
        var host = new MemoryHost(time);
        host.Use(CallQueueActors.Kinds(new CallQueueServices(new ListeningCarrier(), new CallQueueOptions())));
        return new Door(await GatewayApplication.StartAsync(actors: host.Actors, access: access ?? new AccessOptions { OperatorKey = OperatorKey, RequestsPerSecond = 100_000 }, time: time, traffic: traffic), host, time);
    }

    /// <summary>A key's text.</summary>
    public async Task<(string Text, string Id)> KeyAsync(string? business)
    {
        (KeyText text, ApiKey key) = (await Book.CreateAsync("test", business is null ? null : new BusinessId(business))).ShouldNotBeNull();
        return (text.Reveal(), key.Id);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return App.Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _host.Kill();
    }
}
