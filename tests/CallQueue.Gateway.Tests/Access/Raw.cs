using System.Net.Sockets;
using System.Text;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>A request as it is written, byte by byte: no client adds or changes a header.</summary>
internal static class Raw
{
    public static async Task<string> SendAsync(Uri to, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(to.Host, to.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
