using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Events;

/// <summary>An event as a client reads it.</summary>
internal sealed record StreamedEvent(string Id, string Name, JsonObject Data);

/// <summary>A client of the event stream that reads when it is asked.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventReader(HttpResponseMessage response, Stream stream) => (_response, _reader) = (response, new StreamReader(stream));

    public static async Task<EventReader> OpenAsync(GatewayApplication app, string topics, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/events?topics={topics}");
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        HttpResponseMessage response = await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    public async Task<IReadOnlyList<StreamedEvent>> NextAsync(int count)
    {
        List<StreamedEvent> events = [];
        while (events.Count < count) events.Add(await NextAsync().WaitAsync(Patience));
        return events;
    }

    /// <summary>The first event that is meant; meanwhile the clock runs.</summary>
    public async Task<StreamedEvent> UntilAsync(Func<StreamedEvent, bool> isMeant, FakeTimeProvider time)
    {
        long from = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task<StreamedEvent> next = NextAsync();
            while (!next.IsCompleted)
            {
                TimeProvider.System.GetElapsedTime(from).ShouldBeLessThan(Patience);
                time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }

            if (isMeant(await next)) return await next;
        }
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<StreamedEvent> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (true)
        {
            string line = (await _reader.ReadLineAsync()).ShouldNotBeNull();
            if (line.Length > 0 && line[0] != ':' && line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon) fields[line[..colon]] = line[(colon + 2)..];
            if (line.Length == 0 && fields.TryGetValue("data", out string? data)) return new StreamedEvent(fields["id"], fields["event"], JsonNode.Parse(data)!.AsObject());
            if (line.Length == 0) fields.Clear();
        }
    }
}
