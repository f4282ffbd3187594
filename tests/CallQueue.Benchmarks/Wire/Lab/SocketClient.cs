using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CallQueue.Benchmarks.Wire.Lab;

/// <summary>Posts forms over kept connections to loopback ports. Thread-safe.</summary>
internal sealed class SocketClient
{
    private readonly ConcurrentDictionary<int, ConcurrentBag<Connection>> _idle = new();

    /// <summary>Posts <paramref name="form"/> and returns the answer's status and body. Once more over a new connection when a kept one was closed.</summary>
    /// <param name="port">Where it goes, on loopback.</param>
    /// <param name="host">The Host header.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="header">One more header, as a line; empty: none.</param>
    /// <param name="form">The body.</param>
    public async Task<(int Status, string Body)> PostAsync(int port, string host, string target, string header, string form)
    {
        byte[] request = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST {target} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n{header}\r\n{form}"));
        ConcurrentBag<Connection> idle = _idle.GetOrAdd(port, static _ => []);
        while (true)
        {
            bool isKept = idle.TryTake(out Connection? connection);
            connection ??= await Connection.OpenAsync(port);
            try
            {
                (int Status, string Body) answer = await connection.SendAsync(request);
                idle.Add(connection);
                return answer;
            }
            catch (SocketException) when (isKept)
            {
                connection.Dispose();
            }
        }
    }

    private sealed class Connection(Socket socket) : IDisposable
    {
        private byte[] _buffer = new byte[4 * 1024];

        public static async Task<Connection> OpenAsync(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            return new Connection(socket);
        }

        public async Task<(int Status, string Body)> SendAsync(byte[] request)
        {
            await socket.SendAsync(request);
            int filled = 0;
            while (true)
            {
                int read = await socket.ReceiveAsync(_buffer.AsMemory(filled));
                if (read == 0) throw new SocketException((int)SocketError.ConnectionReset);
                filled += read;
                if (HttpMessage.Read(_buffer.AsMemory(0, filled)) is { } answer)
                    return (int.Parse(answer.StartLine.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), Encoding.UTF8.GetString(answer.Body.Span));
                if (filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }

        public void Dispose() => socket.Dispose();
    }
}
