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
        Redis = RedisReader.Read(settings),
    };
}
