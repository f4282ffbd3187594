using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>
/// The floor: what the machine and the lab cost without a queue. As many workers as there are slots post a create request and await the call's end.
/// Nothing is stored, and no signature is checked. Controlled as the peer is.
/// </summary>
internal sealed class FloorProcess(int carrierPort)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _live = new(StringComparer.Ordinal);
    private readonly List<(int Slots, int First, int Calls)> _waiting = [];
    private readonly SocketClient _client = new();
    private string _origin = "";

    public static async Task<int> RunAsync(int carrierPort)
    {
        var floor = new FloorProcess(carrierPort);
        using var server = new SocketServer(floor.AnswerAsync);
        floor._origin = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"port":{{server.Port}}}"""));
        await Task.WhenAny(server.RunAsync(), Console.In.ReadToEndAsync());
        return 0;
    }

    private ValueTask<HttpAnswer> AnswerAsync(string request, ReadOnlyMemory<byte> body)
    {
        const string Status = "POST /status?token=";
        if (request.StartsWith(Status, StringComparison.Ordinal))
        {
            if (Encoding.ASCII.GetString(body.Span).Contains("CallStatus=completed", StringComparison.Ordinal) && _live.TryRemove(request[Status.Length..], out TaskCompletionSource? ended))
                return ValueTask.FromResult(new HttpAnswer("204 No Content", Then: ended.SetResult));
        }
        else if (request == "POST /control/enqueue")
        {
            using JsonDocument json = JsonDocument.Parse(body);
            _waiting.Add((json.RootElement.GetProperty("slots").GetInt32(), json.RootElement.GetProperty("first").GetInt32(), json.RootElement.GetProperty("calls").GetInt32()));
        }
        else if (request == "POST /control/release")
        {
            foreach ((int slots, int first, int calls) in _waiting)
            {
                int next = first - 1;
                for (int i = 0; i < slots; i++) _ = Task.Run(() => WorkAsync(() => Interlocked.Increment(ref next), first + calls));
            }

            _waiting.Clear();
        }

        return ValueTask.FromResult(new HttpAnswer("200 OK", "{}"));
    }

    private async Task WorkAsync(Func<int> next, int end)
    {
        for (int i = next(); i < end; i = next())
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            string token = i.ToString(CultureInfo.InvariantCulture);
            _live[token] = ended;
            string form = string.Create(CultureInfo.InvariantCulture,
                $"To=%2B1202{i:0000000}&From=%2B14155550100&StatusCallback={Uri.EscapeDataString($"{_origin}/status?token={token}")}&StatusCallbackEvent=completed");
            (int status, _) = await _client.PostAsync(carrierPort, "carrier", $"/2010-04-01/Accounts/{LabAccount.Sid}/Calls.json", "", form);
            if (status != 201) throw new InvalidOperationException($"the lab answered {status}");
            await ended.Task;
        }
    }
}
