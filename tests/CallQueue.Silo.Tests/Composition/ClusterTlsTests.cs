using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using CallQueue.Businesses;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Configuration;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Composition;

/// <summary>Silos and a gateway that talk by TLS, and what is refused.</summary>
[NeedsRedis]
public sealed class ClusterTlsTests
{
    [Fact]
    public async Task A_gateway_reaches_silos_that_reach_each_other_and_nobody_without_a_certificate_of_the_authority_does()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        using var certificate = new TestCertificate();
        using var foreign = new TestCertificate();
        List<CallQueueHost> hosts = [];
        try
        {
            foreach (ServiceRole role in (ServiceRole[])[ServiceRole.All, ServiceRole.All, ServiceRole.Api])
            {
                ProcessOptions options = ClusterSettingsTests.Settings(redis.Port, role, Files(certificate));
                hosts.Add(CallQueueHost.Build(options with { Cluster = options.Cluster! with { SiloName = $"process-{hosts.Count}" } }, SomeContext.Of()));
                await hosts[^1].StartAsync();
            }

            var actors = hosts[^1].Services.GetRequiredService<IActors>();
            for (int n = 0; n < 20; n++) (await actors.Business(new BusinessId($"b{n}")).GetAsync()).Counts.Total.ShouldBe(0);

            ClusterSettings silo = hosts[0].Services.GetRequiredService<ProcessOptions>().Cluster!;
            foreach (int port in (int[])[silo.SiloPort, silo.GatewayPort])
            {
                await ShouldBeRefusedAsync(port, foreign);
                await ShouldBeRefusedAsync(port, null);
            }
        }
        finally
        {
            foreach (CallQueueHost host in Enumerable.Reverse(hosts))
            {
                await host.StopAsync(CancellationToken.None);
                await host.DisposeAsync();
            }
        }
    }

    [Fact]
    public void Files_that_can_not_work_are_refused_by_name()
    {
        using var one = new TestCertificate();
        using var other = new TestCertificate();
        Problem(one.File, one.KeyFile, one.File).ShouldBeNull();
        Problem("/nowhere.pem", one.KeyFile, one.File).ShouldBe((TlsFile.Certificate, "must be a file; there is no '/nowhere.pem'"));
        Problem(one.File, one.KeyFile, other.File).ShouldBe((TlsFile.Certificate, "is not issued by an authority of CLUSTER_TLS_AUTHORITY"));
        Problem(one.File, one.KeyFile, one.KeyFile).ShouldBe((TlsFile.Authority, "must contain at least one certificate"));
        Problem(one.File, other.KeyFile, one.File)!.Value.Problem.ShouldStartWith("can't be read with its key: ");
        Problem(one.File, one.KeyFile, one.File, TimeProvider.System.GetUtcNow().AddDays(3))!.Value.Problem.ShouldStartWith("has expired on ");
    }

    [Fact]
    public void The_three_settings_belong_together()
    {
        using var certificate = new TestCertificate();
        CommandException refused = Should.Throw<CommandException>(() => ClusterSettingsTests.Settings(6379, ServiceRole.All, ("CLUSTER_TLS_CERTIFICATE", certificate.File)));
        refused.Message.ShouldContain("CLUSTER_TLS_KEY is missing: CLUSTER_TLS_CERTIFICATE, CLUSTER_TLS_KEY and CLUSTER_TLS_AUTHORITY belong together");
    }

    private static (TlsFile File, string Problem)? Problem(string certificate, string key, string authority, DateTimeOffset? now = null) =>
        new ClusterTls(certificate, key, authority, new FakeTimeProvider(now ?? TimeProvider.System.GetUtcNow())).FindProblem();

    private static (string Name, string Value)[] Files(TestCertificate certificate) =>
        [("CLUSTER_TLS_CERTIFICATE", certificate.File), ("CLUSTER_TLS_KEY", certificate.KeyFile), ("CLUSTER_TLS_AUTHORITY", certificate.File)];

    /// <summary>The silo disconnects; from whoever it lets in, it would wait for the first message.</summary>
    private static async Task ShouldBeRefusedAsync(int port, TestCertificate? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var ssl = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        using X509Certificate2? own = certificate is null ? null : X509Certificate2.CreateFromPemFile(certificate.File, certificate.KeyFile);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        int read = 0;
        try
        {
            await ssl.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "callqueue", ClientCertificates = own is null ? null : [own] }, patience.Token);
            read = await ssl.ReadAsync(new byte[1], patience.Token);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // Disconnected during the handshake, or with its alert.
        }

        read.ShouldBe(0);
    }
}
