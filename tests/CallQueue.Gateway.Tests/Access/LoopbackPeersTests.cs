using System.Net;
using System.Net.Sockets;
using CallQueue.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests.Access;

/// <summary>In a process without keys: a proxy that sends what a local program would send, but runs as another user.</summary>
public sealed class LoopbackPeersTests
{
    private const string Header = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    [Theory]
    [InlineData(0, HttpStatusCode.NotFound)]
    [InlineData(33, HttpStatusCode.Forbidden)]
    public async Task A_request_of_another_user_of_this_machine_is_refused(int user, HttpStatusCode expected)
    {
        Uri? url = null;
        await using Door door = await Door.OpenAsync(new AccessOptions { IsKeyless = true }, more: services => services.AddSingleton(new LoopbackPeers(path => path switch
        {
            "/proc/self/status" => ["Name:\tcallqueue", "Uid:\t1000\t0\t0\t0"],
            "/proc/net/tcp" => Table(url!.Port, user),
            _ => [],
        })));
        url = door.App.Client.BaseAddress!;
        using HttpResponseMessage answer = await door.GetAsync("/api/runs/r1");
        string text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        if (expected == HttpStatusCode.Forbidden) text.ShouldContain("another user of this machine (user id 33)");
    }

    [Fact]
    public async Task Where_the_system_does_not_say_who_sends_it_the_other_checks_decide()
    {
        await using Door door = await Door.OpenAsync(new AccessOptions { IsKeyless = true }, more: services => services.AddSingleton(new LoopbackPeers(_ => [])));
        (await door.GetAsync("/api/runs/r1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("   1: 0100007F:A1B2 0100007F:1F40 01 00000000:00000000 00:00000000 00000000    33        0 12345 1 0000000000000000 20 4 30 10 -1", "127.0.0.1", 33L)]
    [InlineData("   1: 0000000000000000FFFF00000100007F:A1B2 0000000000000000FFFF00000100007F:1F40 01 00000000:00000000 00:00000000 00000000  1000        0 1 1", "127.0.0.1", 1000L)]
    [InlineData("   1: 00000000000000000000000001000000:A1B2 00000000000000000000000001000000:1F40 01 00000000:00000000 00:00000000 00000000    65534        0 1 1", "::1", 65534L)]
    [InlineData("   1: 0100007F:1F40 0100007F:A1B2 01 00000000:00000000 00:00000000 00000000    33        0 12345 1", "127.0.0.1", null)] // The server's own end.
    [InlineData("   1: 0200007F:A1B2 0100007F:1F40 01 00000000:00000000 00:00000000 00000000    33        0 12345 1", "127.0.0.1", null)]
    [InlineData("cut off: 0100007F:A1B2", "127.0.0.1", null)]
    public void A_row_of_the_tables_of_connections_is_read(string row, string address, long? user)
    {
        var (client, server) = (new IPEndPoint(IPAddress.Parse(address), 0xA1B2), new IPEndPoint(IPAddress.Parse(address), 8000));
        LoopbackPeers.UserOf([Header, row], client, server).ShouldBe(user);
        if (address == "127.0.0.1") LoopbackPeers.UserOf([Header, row], new IPEndPoint(client.Address.MapToIPv6(), client.Port), server).ShouldBe(user);
    }

    [Fact]
    public async Task A_connection_of_this_process_is_found_in_the_real_tables()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using TcpClient server = await listener.AcceptTcpClientAsync();
        long? user = LoopbackPeers.UserOf([.. File.ReadLines("/proc/net/tcp"), .. File.ReadLines("/proc/net/tcp6")], (IPEndPoint)server.Client.RemoteEndPoint!, (IPEndPoint)server.Client.LocalEndPoint!);
        user.ShouldBe(LoopbackPeers.OwnUser(File.ReadLines("/proc/self/status")));
    }

    /// <summary>A row for each port that the client may have: the test does not know it.</summary>
    private static IEnumerable<string> Table(int server, int user) =>
        Enumerable.Range(1, ushort.MaxValue).Select(client => $"   0: 0100007F:{client:X4} 0100007F:{server:X4} 01 00000000:00000000 00:00000000 00000000 {user,5}        0 1 1").Prepend(Header);
}
