using System.Net;
using CallQueue.Access;
using CallQueue.Composition;

namespace CallQueue.Configuration;

/// <summary>Reads where HTTP is served and who has access.</summary>
internal static class HttpReader
{
    public static HttpOptions Read(SettingValues settings) => new()
    {
        Host = settings.Text(SettingTable.Host) is null ? null : settings.Find(SettingTable.Host),
        Port = settings.Whole(SettingTable.Port),
        Webhooks = Webhooks(settings),
        PublicUrl = PublicUrl(settings),
        MaxListBytes = settings.Whole(SettingTable.ListMegabytes) * 1024L * 1024,
        Access = Access(settings),
    };

    public static AccessOptions Access(SettingValues settings) => new()
    {
        OperatorKey = settings.Text(SettingTable.OperatorKey),
        IsKeyless = settings.Word(SettingTable.NoKeys) == "true",
        InternalSecret = settings.Text(SettingTable.InternalSecret),
        RequestsPerSecond = settings.Whole(SettingTable.RequestsPerSecond),
    };

    private static IPEndPoint? Webhooks(SettingValues settings)
    {
        if (settings.FindWhole(SettingTable.WebhookPort) is { } port)
        {
            if (port != 0 && port == settings.Whole(SettingTable.Port)) settings.Fail(SettingTable.WebhookPort, "must differ from PORT, which serves the API");
            return new IPEndPoint(SettingForm.AddressOf(settings.Text(SettingTable.WebhookHost)!) ?? IPAddress.Loopback, port);
        }

        if (settings.IsSet(SettingTable.WebhookHost)) settings.Fail(SettingTable.WebhookHost, "has no effect without WEBHOOK_PORT. Set both, or neither");
        return null;
    }

    private static string? PublicUrl(SettingValues settings)
    {
        string? url = settings.Text(SettingTable.PublicUrl);
        if (url is null || new GatewayOptions { PublicUrl = url }.FindProblem() is null) return url;
        settings.Fail(SettingTable.PublicUrl, "must be an http or https URL without query and fragment");
        return null;
    }
}
