using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>What the server answers.</summary>
/// <param name="Status">The status line's code and words, such as <c>201 Created</c>.</param>
/// <param name="Json">The body; empty: none.</param>
/// <param name="Then">Runs once the answer was sent; null: nothing.</param>
internal sealed record HttpAnswer(string Status, string Json = "", Action? Then = null);

/// <summary>
/// HTTP/1.1 on a loopback port, over bare sockets: the measured systems share the machine with the lab, so it must cost little.
/// Connections are kept, requests of one connection are answered one after the other.
/// </summary>
internal sealed class SocketServer : IDisposable
{
    private const string ExtraHeader = "X-Carrier-Lab: wire";

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<string, ReadOnlyMemory<byte>, ValueTask<HttpAnswer>> _handle;

    /// <param name="handle">Answers a request, given as <c>METHOD target</c> and its body.</param>
    public SocketServer(Func<string, ReadOnlyMemory<byte>, ValueTask<HttpAnswer>> handle)
    {
        _handle = handle;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
    }

    public int Port { get; }

    /// <summary>Accepts connections until the server is disposed.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(Socket socket)
    {
        using Socket connection = socket;
        var buffer = new byte[16 * 1024];
        int filled = 0;
        try
        {
            while (await connection.ReceiveAsync(buffer.AsMemory(filled)) is > 0 and var read)
            {
                filled += read;
                while (HttpMessage.Read(buffer.AsMemory(0, filled)) is { } request)
                {
                    HttpAnswer answer = await _handle(request.StartLine[..request.StartLine.LastIndexOf(' ')], request.Body);
                    buffer.AsSpan(request.Length, filled - request.Length).CopyTo(buffer);
                    filled -= request.Length;
                    await connection.SendAsync(Encode(answer));
                    answer.Then?.Invoke();
                }

                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
        catch (SocketException)
        {
            // The other side closed the connection.
        }
    }

    private static byte[] Encode(HttpAnswer answer) => Encoding.ASCII.GetBytes(answer.Json.Length == 0
        ? $"HTTP/1.1 {answer.Status}\r\n{ExtraHeader}\r\nContent-Length: 0\r\n\r\n"
        : string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status}\r\n{ExtraHeader}\r\nContent-Type: application/json\r\nContent-Length: {answer.Json.Length}\r\n\r\n{answer.Json}"));
}
