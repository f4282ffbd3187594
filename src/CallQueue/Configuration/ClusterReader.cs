using System.Net;
using CallQueue.Cluster;

namespace CallQueue.Configuration;

/// <summary>Reads what makes a process a member, or a client, of a cluster.</summary>
internal static class ClusterReader
{
    public static ServiceRole Role(SettingValues settings) => Enum.TryParse(settings.Word(SettingTable.Role), ignoreCase: true, out ServiceRole role) ? role : ServiceRole.All;

    public static ClusterSettings Read(SettingValues settings, ServiceRole role) => new()
    {
        Role = role,
        ServiceId = settings.Text(SettingTable.ServiceId)!,
        ClusterId = settings.Text(SettingTable.ClusterId)!,
        SiloName = settings.Text(SettingTable.SiloName) ?? Environment.MachineName,
        SiloAddress = SettingForm.AddressOf(settings.Text(SettingTable.SiloAddress)!) ?? IPAddress.Loopback,
        SiloPort = settings.Whole(SettingTable.SiloPort),
        GatewayPort = settings.Whole(SettingTable.SiloGatewayPort),
        HasDashboard = settings.Word(SettingTable.Dashboard) != "false",
        Tls = Tls(settings),
        Postgres = PostgresReader.Read(settings),
        Redis = RedisReader.Read(settings),
    };

    /// <summary>All three files, or none; they are read once, so that a mistake shows at the start.</summary>
    private static ClusterTls? Tls(SettingValues settings)
    {
        Setting[] files = [SettingTable.TlsCertificate, SettingTable.TlsKey, SettingTable.TlsAuthority];
        if (!files.Any(settings.IsSet)) return null;
        if (files.FirstOrDefault(file => !settings.IsSet(file)) is { } missing)
        {
            settings.Fail(missing, $"is missing: {SettingTable.TlsCertificate.Name}, {SettingTable.TlsKey.Name} and {SettingTable.TlsAuthority.Name} belong together");
            return null;
        }

        var tls = new ClusterTls(settings.Text(files[0])!, settings.Text(files[1])!, settings.Text(files[2])!, TimeProvider.System);
        if (tls.FindProblem() is var (role, problem)) settings.Fail(files[(int)role], problem);
        return tls;
    }
}
