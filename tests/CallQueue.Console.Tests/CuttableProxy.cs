using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CallQueue;

/// <summary>A network between a browser and a server that a test can cut and heal. It passes bytes on as they come.</summary>
internal sealed class CuttableProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = [];
    private volatile bool _isCut;

    public CuttableProxy(Uri target)
    {
        Target = target;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    /// <summary>What browsers open.</summary>
    public Uri Url { get; }

    /// <summary>Where new connections go.</summary>
    public Uri Target { get; set; }

    /// <summary>How many event streams pass through it now.</summary>
    public int Streams => _open.Count(one => one.Value);

    /// <summary>Ends every connection, and each new one at once.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (TcpClient client in _open.Keys) client.Dispose();
    }

    public void Heal() => _isCut = false;

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using TcpClient server = new();
        _open[client] = false;
        try
        {
            if (_isCut) return;
            await server.ConnectAsync(IPAddress.Loopback, Target.Port);
            await Task.WhenAny(CopyAsync(client, server, isRequest: true), CopyAsync(server, client, isRequest: false));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // One side is gone: so is the other.
        }
        finally
        {
            _open.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isRequest)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            NetworkStream source = from.GetStream(), target = to.GetStream();
            for (int read; (read = await source.ReadAsync(buffer)) > 0;)
            {
                if (isRequest) _open[from] = Encoding.ASCII.GetString(buffer, 0, read).StartsWith("GET /api/events", StringComparison.Ordinal);
                await target.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone: so is the other.
        }
    }
}
