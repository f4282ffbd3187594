using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CallQueue.Carriers;

/// <summary>A server of bytes: keeps each request exactly as it came, and answers as scripted or cuts the connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string?> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    public RawServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Answers the next request with a status line, and keeps the connection.</summary>
    public RawServer ThenAnswer(string status, string body, string headers = "")
    {
        _answers.Enqueue($"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");
        return this;
    }

    /// <summary>Reads the next request and closes the connection without a byte.</summary>
    public RawServer ThenClose()
    {
        _answers.Enqueue(null);
        return this;
    }

    /// <summary>Answers the next request with these bytes, and closes.</summary>
    public RawServer ThenSayAndClose(string bytes)
    {
        _answers.Enqueue("!" + bytes);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting; // before the listener stops: one that has stopped can't be asked to accept
        _listener.Stop();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await ReadRequestAsync(stream) is { } request)
                {
                    _requests.Enqueue(request);
                    if (!_answers.TryDequeue(out string? answer) || answer is null) return;
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.TrimStart('!')), _stopping.Token);
                    if (answer[0] == '!') return;
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client or the test has gone.
            }
        }
    }

    private async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            string text = Encoding.UTF8.GetString([.. bytes]);
            int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0)
            {
                string? length = text[..head].Split("\r\n").FirstOrDefault(h => h.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                if (bytes.Count >= head + 4 + (length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))) return text;
            }
            int read = await stream.ReadAsync(buffer, _stopping.Token);
            if (read == 0) return null;
            bytes.AddRange(buffer[..read]);
        }
    }
}
